// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/postgresdialectvalues.h"

#include <QDateTime>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace tierwatch::postgres {

namespace {

// From the server's own catalogue, where these numbers never change.
enum Type {
    Oid = 26,
    Json = 114,
    Date = 1082,
    Timestamp = 1114,
    TimestampTz = 1184,
    TimeTz = 1266,
    JsonB = 3802,
    BoolArray = 1000,
    Int2Array = 1005,
    Int4Array = 1007,
    Int8Array = 1016,
    TextArray = 1009,
    VarcharArray = 1015,
    Float4Array = 1021,
    Float8Array = 1022,
    DateArray = 1182,
    NumericArray = 1231,
    UuidArray = 2951,
};

QString isoTime(const QTime& time)
{
    return time.toString(time.msec() ? Qt::ISODateWithMs : Qt::ISODate);
}

bool appendRaw(QByteArray& json, const QVariant& value)
{
    json += value.toString().toUtf8();
    return true;
}

bool appendNumber(QByteArray& json, const QVariant& value)
{
    appendJson(json, value.toString(), true);
    return true;
}

bool appendDate(QByteArray& json, const QVariant& value)
{
    if (!value.toDate().isValid())
        return false;
    appendJson(json, value);
    return true;
}

// Date and time apart: together they are no moment where this machine's clocks go forward.
bool appendTimestamp(QByteArray& json, const QVariant& value)
{
    const QDateTime moment = value.toDateTime();
    if (!moment.date().isValid() || !moment.time().isValid())
        return false;
    appendJson(json, moment.date().toString(Qt::ISODate) + u'T' + isoTime(moment.time()));
    return true;
}

bool appendMoment(QByteArray& json, const QVariant& value)
{
    const QDateTime moment = value.toDateTime().toUTC();
    if (!moment.isValid())
        return false;
    appendJson(json, moment.date().toString(Qt::ISODate) + u'T' + isoTime(moment.time()) + u'Z');
    return true;
}

bool refuse(QByteArray&, const QVariant&)
{
    return false;
}

bool appendBoolean(QByteArray& json, const QVariant& value)
{
    json += value.toString() == u"t" ? "true" : "false";
    return true;
}

bool appendText(QByteArray& json, const QVariant& value)
{
    appendJson(json, value.toString());
    return true;
}

/// `{1,NULL,{"a b","c\"d"}}`, with bounds before it where they are unusual, as a JSON array.
class ArrayReader final
{
public:
    ArrayReader(QByteArray& json, QStringView text, ValueWriter writer)
        : m_json(json), m_text(text), m_writer(writer)
    {
        if (m_text.startsWith(u'['))
            m_at = m_text.indexOf(u'=') + 1;
    }

    bool run() { return list() && m_at == m_text.size(); }

private:
    [[nodiscard]] bool at(QChar c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(QChar c)
    {
        if (!at(c))
            return false;
        ++m_at;
        return true;
    }

    bool list()
    {
        if (!take(u'{'))
            return false;
        m_json += '[';
        for (bool first = true; !take(u'}'); first = false) {
            if (!first && !take(u','))
                return false;
            if (!first)
                m_json += ',';
            if (!(at(u'{') ? list() : element()))
                return false;
        }
        m_json += ']';
        return true;
    }

    bool element()
    {
        if (take(u'"'))
            return quoted();
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] != u',' && m_text[m_at] != u'}')
            ++m_at;
        const QStringView word = m_text.sliced(from, m_at - from);
        if (word == u"NULL") {
            m_json += "null";
            return true;
        }
        return !word.isEmpty() && m_writer(m_json, word.toString());
    }

    bool quoted()
    {
        QString text;
        while (m_at < m_text.size() && !at(u'"')) {
            if (at(u'\\') && m_at + 1 < m_text.size())
                ++m_at;
            text += m_text[m_at++];
        }
        return take(u'"') && m_writer(m_json, text);
    }

    QByteArray& m_json;
    QStringView m_text;
    ValueWriter m_writer;
    qsizetype m_at = 0;
};

template <auto writer>
bool appendArray(QByteArray& json, const QVariant& value)
{
    const QString text = value.toString();
    return ArrayReader(json, text, writer).run();
}

} // namespace

ValueWriter writerOf(int type)
{
    switch (type) {
    case Json:
    case JsonB:
        return appendRaw;
    case Oid:
        return appendNumber;
    case Date:
        return appendDate;
    case Timestamp:
        return appendTimestamp;
    case TimestampTz:
        return appendMoment;
    case TimeTz:
        return refuse;
    case BoolArray:
        return appendArray<appendBoolean>;
    case Int2Array:
    case Int4Array:
    case Int8Array:
        return appendArray<appendRaw>;
    case Float4Array:
    case Float8Array:
    case NumericArray:
        return appendArray<appendNumber>;
    case TextArray:
    case VarcharArray:
    case DateArray:
    case UuidArray:
        return appendArray<appendText>;
    default:
        return nullptr;
    }
}

} // namespace tierwatch::postgres
