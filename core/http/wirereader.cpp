// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/wirereader.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";

} // namespace

WireReader WireReader::ofBody(const QByteArray& body)
{
    WireReader reader;
    if (body.isEmpty()) {
        reader.m_readable = false;
        reader.m_faults.push_back({{u"body"_s}, tr("Field required"), u"missing"_s});
    } else {
        reader.parse(body);
    }
    return reader;
}

WireReader WireReader::ofOptionalBody(const QByteArray& body)
{
    WireReader reader;
    if (!body.isEmpty())
        reader.parse(body);
    return reader;
}

WireReader WireReader::ofQuery(const QUrlQuery& query)
{
    WireReader reader;
    reader.m_query = query;
    return reader;
}

void WireReader::parse(const QByteArray& body)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(body, &error);
    m_readable = document.isObject() && !body.startsWith(byteOrderMark);
    if (m_readable)
        m_body = document.object();
    else if (document.isNull())
        m_faults.push_back({{u"body"_s, error.offset}, error.errorString(), u"json_invalid"_s});
    else
        m_faults.push_back(
            {{u"body"_s}, tr("Input should be a valid object"), u"model_attributes_type"_s});
}

void WireReader::refuseOthers()
{
    for (const QString& name : m_body.keys()) {
        if (!m_known.contains(name))
            m_faults.push_back(
                {{u"body"_s, name}, tr("Extra inputs are not permitted"), u"extra_forbidden"_s});
    }
}

void WireReader::refuse(QLatin1StringView name, const QString& message, const QString& type)
{
    m_faults.push_back({{m_query ? u"query"_s : u"body"_s, name}, message, type});
}

/// What can't be read as the wanted kind stays a text, which is then refused.
QJsonValue WireReader::fromText(const QString& text, Kind wanted)
{
    bool ok = false;
    if (wanted == Kind::Object) {
        const auto document = QJsonDocument::fromJson(text.toUtf8());
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(text);
    }
    if (wanted == Kind::Boolean && (text == u"true" || text == u"false"))
        return text == u"true";
    if (wanted == Kind::Integer) {
        const qint64 number = text.toLongLong(&ok);
        return ok ? QJsonValue(number) : QJsonValue(text);
    }
    if (wanted == Kind::Number) {
        const double number = text.toDouble(&ok);
        return ok ? QJsonValue(number) : QJsonValue(text);
    }
    return text;
}

void WireReader::refuseKind(QLatin1StringView name, Kind wanted)
{
    switch (wanted) {
    case Kind::List:
        return refuse(name, tr("Input should be a valid list"), u"list_type"_s);
    case Kind::Object:
        return refuse(name, tr("Input should be a valid object"), u"model_attributes_type"_s);
    case Kind::Boolean:
        return refuse(name, tr("Input should be a valid boolean"), u"bool_type"_s);
    case Kind::Integer:
        return refuse(name, tr("Input should be a valid integer"), u"int_type"_s);
    case Kind::Number:
        return refuse(name, tr("Input should be a valid number"), u"float_type"_s);
    case Kind::Text:
        return refuse(name, tr("Input should be a valid string"), u"string_type"_s);
    }
}

} // namespace tierwatch
