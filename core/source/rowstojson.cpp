// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/rowstojson.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTime>
#include <QVariant>

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

struct Column
{
    QByteArray opening; ///< `{"name":` or `,"name":`
    bool decimal = false;
    ValueWriter writer = nullptr;
    QString name = {};
};

void appendUnicodeEscape(QByteArray& json, char16_t unit)
{
    constexpr char digits[] = "0123456789abcdef";
    json += "\\u";
    for (const int shift : {12, 8, 4, 0})
        json += digits[(unit >> shift) & 0xF];
}

void appendControl(QByteArray& json, char16_t unit)
{
    switch (unit) {
    case u'\b':
        json += "\\b";
        break;
    case u'\f':
        json += "\\f";
        break;
    case u'\n':
        json += "\\n";
        break;
    case u'\r':
        json += "\\r";
        break;
    case u'\t':
        json += "\\t";
        break;
    default:
        appendUnicodeEscape(json, unit);
    }
}

void appendCodePoint(QByteArray& json, char32_t point)
{
    const auto tail = [&](int shift) { json += char(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x800) {
        json += char(0xC0 | (point >> 6));
    } else if (point < 0x10000) {
        json += char(0xE0 | (point >> 12));
        tail(6);
    } else {
        json += char(0xF0 | (point >> 18));
        tail(12);
        tail(6);
    }
    tail(0);
}

void appendAscii(QByteArray& json, char16_t unit)
{
    if (unit == u'"' || unit == u'\\')
        json += '\\';
    if (unit < 0x20)
        appendControl(json, unit);
    else
        json += char(unit);
}

void appendText(QByteArray& json, QStringView text)
{
    json += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.unicode() < 0x80)
            appendAscii(json, unit.unicode());
        else if (!unit.isSurrogate())
            appendCodePoint(json, unit.unicode());
        else if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            appendCodePoint(json, QChar::surrogateToUcs4(unit, text[++i]));
        else
            appendUnicodeEscape(json, unit.unicode()); // half a pair has no UTF-8
    }
    json += '"';
}

void appendDouble(QByteArray& json, double value)
{
    if (!std::isfinite(value)) {
        json += std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        return;
    }
    std::array<char, 32> digits;
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-5 && size < 1e17);
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value,
                      plain ? std::chars_format::fixed : std::chars_format::scientific);
    json.append(digits.data(), end.ptr - digits.data());
}

/// Digits without sign, point, exponent and the zeroes that do not count, for comparing two texts.
QByteArray significantDigits(QByteArrayView number)
{
    QByteArray digits;
    for (const char c : number) {
        if (c == 'e' || c == 'E')
            break;
        if (c >= '0' && c <= '9' && !(c == '0' && digits.isEmpty()))
            digits += c;
    }
    while (digits.endsWith('0'))
        digits.chop(1);
    return digits;
}

/// An exact decimal comes from the driver as text; it stays one where a double would change it.
void appendDecimal(QByteArray& json, const QString& text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    QByteArray asNumber;
    appendDouble(asNumber, value);
    if (ok && significantDigits(asNumber) == significantDigits(text.toLatin1()))
        json += asNumber;
    else
        appendText(json, text);
}

void appendBytes(QByteArray& json, const QByteArray& bytes)
{
    json += '"';
    json += bytes.toBase64();
    json += '"';
}

QString isoTime(const QTime& time)
{
    return time.toString(time.msec() ? Qt::ISODateWithMs : Qt::ISODate);
}

QString isoDateTime(const QDateTime& moment)
{
    return moment.toString(moment.time().msec() ? Qt::ISODateWithMs : Qt::ISODate);
}

Result<std::vector<Column>> columnsOf(const QSqlRecord& record, const WriterChoice& writerFor)
{
    std::vector<Column> columns;
    QStringList names;
    for (int i = 0; i < record.count(); ++i) {
        const QString name = record.fieldName(i);
        if (names.contains(name))
            return Error{ErrorCode::Source,
                         QCoreApplication::translate(
                             "tierwatch::SourceDatabase",
                             "Two columns of the answer are named \"%1\". Give one of them another "
                             "name with AS in the query.")
                             .arg(name)};
        names += name;
        const QSqlField field = record.field(i);
        Column column{i == 0 ? "{" : ",", field.metaType().id() == QMetaType::Double,
                      writerFor ? writerFor(field) : nullptr, name};
        appendText(column.opening, name);
        column.opening += ':';
        columns.push_back(std::move(column));
    }
    return columns;
}

bool appendValue(QByteArray& json, const QVariant& value, const Column& column)
{
    if (column.writer && !value.isNull())
        return column.writer(json, value);
    appendJson(json, value, column.decimal);
    return true;
}

/// The column whose value can't be told, or null.
const Column* appendRow(QByteArray& json, const QSqlQuery& query,
                        const std::vector<Column>& columns)
{
    for (int i = 0; i < int(columns.size()); ++i) {
        const Column& column = columns[std::size_t(i)];
        json += column.opening;
        if (!appendValue(json, query.value(i), column))
            return &column;
    }
    json += '}';
    return nullptr;
}

Error notTold(const Column& column)
{
    return {ErrorCode::Source,
            QCoreApplication::translate("tierwatch::SourceDatabase",
                                        "The column \"%1\" holds a value that can't be told as it "
                                        "is. Turn it into a text in the query, with CAST.")
                .arg(column.name)};
}

Error tooLarge(qint64 maxBytes)
{
    return {ErrorCode::Source,
            QCoreApplication::translate("tierwatch::SourceDatabase",
                                        "The answer is larger than %1 bytes, the most that is "
                                        "taken. Ask for fewer rows.")
                .arg(maxBytes)};
}

} // namespace

void appendJson(QByteArray& json, const QVariant& value, bool decimal)
{
    if (value.isNull()) {
        json += "null";
        return;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
        json += value.toBool() ? "true" : "false";
        break;
    case QMetaType::Int:
    case QMetaType::LongLong:
        json += QByteArray::number(value.toLongLong());
        break;
    case QMetaType::UInt:
    case QMetaType::ULongLong:
        json += QByteArray::number(value.toULongLong());
        break;
    case QMetaType::Float:
    case QMetaType::Double:
        appendDouble(json, value.toDouble());
        break;
    case QMetaType::QByteArray:
        appendBytes(json, value.toByteArray());
        break;
    case QMetaType::QDate:
        appendText(json, value.toDate().toString(Qt::ISODate));
        break;
    case QMetaType::QTime:
        appendText(json, isoTime(value.toTime()));
        break;
    case QMetaType::QDateTime:
        appendText(json, isoDateTime(value.toDateTime()));
        break;
    default:
        if (decimal)
            appendDecimal(json, value.toString());
        else
            appendText(json, value.toString());
    }
}

Result<QByteArray> rowsToJson(QSqlQuery& query, qint64 maxBytes, const WriterChoice& writerFor)
{
    const Result<std::vector<Column>> columns = columnsOf(query.record(), writerFor);
    if (!columns)
        return columns.error();
    QByteArray json = "[";
    while (query.next()) {
        if (json.size() > 1)
            json += ',';
        if (const Column* refused = appendRow(json, query, *columns))
            return notTold(*refused);
        if (json.size() > maxBytes)
            return tooLarge(maxBytes);
    }
    if (query.lastError().isValid())
        return Error{ErrorCode::Source,
                     QCoreApplication::translate("tierwatch::SourceDatabase",
                                                 "The source database failed in the middle of the "
                                                 "answer."),
                     query.lastError().text()};
    json += ']';
    return json;
}

} // namespace tierwatch
