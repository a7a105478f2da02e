// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/operations.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMetaType>

#include <algorithm>

namespace tierwatch::test {

/// The schema of a value as an OpenAPI file writes it: structs by reference, each noted in `named`.
template <class T>
[[nodiscard]] QJsonObject schemaOf(QJsonObject& named);

template <class T>
[[nodiscard]] QString nameOf()
{
    return QString::fromLatin1(QMetaType::fromType<T>().name()).section(QLatin1String("::"), -1);
}

[[nodiscard]] inline QJsonObject orNull(QJsonObject schema)
{
    using namespace Qt::StringLiterals;
    if (schema.contains(u"$ref"_s))
        return {{u"anyOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
    if (schema.contains(u"enum"_s)) {
        QJsonArray values = schema.value(u"enum"_s).toArray();
        values.append(QJsonValue::Null);
        schema.insert(u"enum"_s, values);
    }
    schema.insert(u"type"_s, QJsonArray{schema.value(u"type"_s), u"null"_s});
    return schema;
}

template <class T>
[[nodiscard]] QJsonObject objectSchema(QJsonObject& named)
{
    using namespace Qt::StringLiterals;
    QJsonObject properties;
    QStringList names;
    std::apply(
        [&](const auto&... f) {
            ((properties.insert(QLatin1StringView(f.name),
                                schemaOf<std::remove_cvref_t<decltype(T{}.*(f.member))>>(named)),
              names.append(QLatin1StringView(f.name))),
             ...);
        },
        T::fields());
    QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
    if (!names.isEmpty())
        schema.insert(u"required"_s, QJsonArray::fromStringList(names));
    return schema;
}

template <class T>
QJsonObject schemaOf(QJsonObject& named)
{
    using namespace Qt::StringLiterals;
    if constexpr (codec::IsOptional<T>::value) {
        return orNull(schemaOf<typename T::value_type>(named));
    } else if constexpr (codec::IsVector<T>::value) {
        return {{u"type"_s, u"array"_s}, {u"items"_s, schemaOf<typename T::value_type>(named)}};
    } else if constexpr (codec::NamedEnum<T>) {
        return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(wireNames(T{}))}};
    } else if constexpr (codec::Listed<T>) {
        const QString name = nameOf<T>();
        if (!named.contains(name)) {
            named.insert(name, QJsonObject());
            named.insert(name, objectSchema<T>(named));
        }
        return {{u"$ref"_s, u"#/components/schemas/"_s + name}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{u"type"_s, u"boolean"_s}};
    } else if constexpr (std::integral<T>) {
        return {{u"type"_s, u"integer"_s}};
    } else if constexpr (std::floating_point<T>) {
        return {{u"type"_s, u"number"_s}};
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return {{u"type"_s, u"string"_s}, {u"contentEncoding"_s, u"base64"_s}};
    } else {
        return {{u"type"_s, u"string"_s}};
    }
}

/// The members of what is asked, those of structs inside it beside the others, as on the wire.
template <class T>
void flatten(QJsonObject& properties, QJsonObject& named)
{
    const auto one = [&](const auto& f) {
        using M = std::remove_cvref_t<decltype(T{}.*(f.member))>;
        if constexpr (codec::Listed<M>)
            flatten<M>(properties, named);
        else
            properties.insert(QLatin1StringView(f.name), schemaOf<M>(named));
    };
    std::apply([&](const auto&... f) { (one(f), ...); }, T::fields());
}

} // namespace tierwatch::test
