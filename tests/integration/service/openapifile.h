// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tierwatch::test {

/// The service's OpenAPI file, and what of JSON Schema it uses.
class OpenApiFile final
{
public:
    OpenApiFile()
    {
        QFile file(QStringLiteral(TIERWATCH_OPENAPI));
        if (file.open(QIODevice::ReadOnly))
            m_root = QJsonDocument::fromJson(file.readAll()).object();
    }

    [[nodiscard]] QJsonObject root() const { return m_root; }
    [[nodiscard]] QJsonObject paths() const { return m_root[u"paths"].toObject(); }
    [[nodiscard]] QJsonObject schemas() const
    {
        return m_root[u"components"][u"schemas"].toObject();
    }
    [[nodiscard]] QJsonObject operation(const QString& path, const QString& method) const
    {
        return paths()[path][method.toLower()].toObject();
    }
    /// The description of a response; empty where the file knows no such status of it.
    [[nodiscard]] QJsonObject response(const QJsonObject& operation, int status) const
    {
        const QJsonObject named = operation[u"responses"][QString::number(status)].toObject();
        return named.contains(u"$ref") ? resolved(named[u"$ref"].toString()) : named;
    }
    [[nodiscard]] static QJsonObject schemaOf(const QJsonObject& content)
    {
        return content[u"content"][u"application/json"][u"schema"].toObject();
    }

    /// What is wrong with a value, or nothing.
    [[nodiscard]] QString fault(const QJsonValue& value, const QJsonObject& schema,
                                const QString& at = {}) const
    {
        if (schema.contains(u"$ref"))
            return fault(value, resolved(schema[u"$ref"].toString()), at);
        if (schema.contains(u"anyOf"))
            return faultOfAny(value, schema[u"anyOf"].toArray(), at);
        if (schema.contains(u"type") && !typesOf(schema).contains(typeOf(value)) &&
            !(typeOf(value) == u"integer" && typesOf(schema).contains(u"number")))
            return at + QStringLiteral(" is of type ") + typeOf(value);
        if (schema.contains(u"enum") && !schema[u"enum"].toArray().contains(value))
            return at + QStringLiteral(" is none of what it may be");
        if (value.isArray())
            return faultOfItems(value.toArray(), schema[u"items"].toObject(), at);
        return value.isObject() ? faultOfMembers(value.toObject(), schema, at) : QString();
    }

private:
    [[nodiscard]] QJsonObject resolved(const QString& reference) const
    {
        QJsonValue value = m_root;
        for (const QString& part : reference.mid(2).split(u'/'))
            value = value[part];
        return value.toObject();
    }
    [[nodiscard]] static QStringList typesOf(const QJsonObject& schema)
    {
        QStringList types;
        for (const auto type : schema[u"type"].toArray())
            types << type.toString();
        return types.isEmpty() ? QStringList{schema[u"type"].toString()} : types;
    }
    [[nodiscard]] static QString typeOf(const QJsonValue& value)
    {
        switch (value.type()) {
        case QJsonValue::Null:
            return QStringLiteral("null");
        case QJsonValue::Bool:
            return QStringLiteral("boolean");
        case QJsonValue::Double:
            return value.toDouble() == double(value.toInteger()) ? QStringLiteral("integer")
                                                                 : QStringLiteral("number");
        case QJsonValue::String:
            return QStringLiteral("string");
        case QJsonValue::Array:
            return QStringLiteral("array");
        default:
            return QStringLiteral("object");
        }
    }
    [[nodiscard]] QString faultOfAny(const QJsonValue& value, const QJsonArray& schemas,
                                     const QString& at) const
    {
        QStringList faults;
        for (const auto schema : schemas) {
            faults << fault(value, schema.toObject(), at);
            if (faults.last().isEmpty())
                return {};
        }
        return faults.join(QStringLiteral(", and "));
    }
    [[nodiscard]] QString faultOfItems(const QJsonArray& items, const QJsonObject& schema,
                                       const QString& at) const
    {
        for (const auto item : items) {
            if (const QString wrong = fault(item, schema, at + QStringLiteral("[]"));
                !wrong.isEmpty())
                return wrong;
        }
        return {};
    }
    [[nodiscard]] QString faultOfMembers(const QJsonObject& object, const QJsonObject& schema,
                                         const QString& at) const
    {
        const QJsonObject known = schema[u"properties"].toObject();
        for (const auto name : schema[u"required"].toArray()) {
            if (!object.contains(name.toString()))
                return at + QStringLiteral(" lacks ") + name.toString();
        }
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QJsonValue inner =
                known.contains(it.key()) ? known[it.key()] : schema[u"additionalProperties"];
            if (!known.isEmpty() && !inner.isObject())
                return at + QStringLiteral(" has the unknown ") + it.key();
            const QString wrong = fault(*it, inner.toObject(), at + u'.' + it.key());
            if (!wrong.isEmpty())
                return wrong;
        }
        return {};
    }

    QJsonObject m_root;
};

} // namespace tierwatch::test
