// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/cachekey.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr size_t lowSeed = 0x9e3779b97f4a7c15ULL;
constexpr size_t highSeed = 0xc2b2ae3d27d4eb4fULL;

QByteArray hex(uint value, int digits)
{
    return QByteArray::number(value, 16).rightJustified(digits, '0');
}

void appendCodePoint(QByteArray& out, char32_t codePoint)
{
    out += QString::fromUcs4(&codePoint, 1).toUtf8();
}

/// UTF-8 with '%', control characters and lone surrogates escaped. A lone surrogate has no UTF-8
/// form: Qt would turn all of them into the same replacement character, and two keys into one.
void appendEscaped(QByteArray& out, QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= 0x20 && unit < 0x7f && unit != u'%') {
            out += static_cast<char>(unit);
        } else if (unit < 0x80) {
            out += '%' + hex(unit, 2);
        } else if (!QChar::isSurrogate(unit)) {
            appendCodePoint(out, unit);
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() &&
                   text[i + 1].isLowSurrogate()) {
            appendCodePoint(out, QChar::surrogateToUcs4(unit, text[i + 1].unicode()));
            ++i;
        } else {
            out += "%u" + hex(unit, 4);
        }
    }
}

void appendHead(QByteArray& out, char tag, qsizetype size)
{
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), size).ptr;
    out += tag;
    out.append(digits, end - digits);
    out += ':';
}

void appendField(QByteArray& out, char tag, const QByteArray& bytes)
{
    appendHead(out, tag, bytes.size());
    out += bytes;
}

bool isPlain(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() < 0x7f && c.unicode() != u'%';
    });
}

void appendText(QByteArray& out, char tag, QStringView text)
{
    // Nearly every text is plain ASCII: its length is known beforehand, and nothing is escaped.
    if (isPlain(text)) {
        appendHead(out, tag, text.size());
        for (const QChar c : text)
            out += static_cast<char>(c.unicode());
        return;
    }
    QByteArray escaped;
    escaped.reserve(text.size());
    appendEscaped(escaped, text);
    appendField(out, tag, escaped);
}

void appendMoment(QByteArray& out, const QDateTime& moment)
{
    appendField(out, 'T',
                moment.isValid() ? QByteArray::number(moment.toMSecsSinceEpoch()) : QByteArray());
}

bool appendValue(QByteArray& out, const QVariant& value);

bool appendList(QByteArray& out, const QVariantList& list)
{
    QByteArray inner;
    for (const QVariant& item : list) {
        if (!appendValue(inner, item))
            return false;
    }
    appendField(out, 'l', inner);
    return true;
}

/// Each type has its own tag, so that 5, 5.0 and "5" are three values.
bool appendValue(QByteArray& out, const QVariant& value)
{
    if (value.isNull()) {
        appendField(out, 'n', {});
        return true;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
        appendField(out, 'b', value.toBool() ? "1" : "0");
        return true;
    case QMetaType::Short:
    case QMetaType::Int:
    case QMetaType::Long:
    case QMetaType::LongLong:
    case QMetaType::UShort:
    case QMetaType::UInt:
        appendField(out, 'i', QByteArray::number(value.toLongLong()));
        return true;
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        appendField(out, 'i', QByteArray::number(value.toULongLong()));
        return true;
    case QMetaType::Float:
    case QMetaType::Double:
        appendField(out, 'd',
                    QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest));
        return true;
    case QMetaType::QString:
        appendText(out, 's', value.toString());
        return true;
    case QMetaType::QByteArray:
        appendField(out, 'y', value.toByteArray().toHex());
        return true;
    case QMetaType::QDate:
        // By number: Qt writes years outside 0 to 9999 as an empty text.
        appendField(out, 'D', QByteArray::number(value.toDate().toJulianDay()));
        return true;
    case QMetaType::QTime:
        appendText(out, 'H', value.toTime().toString(Qt::ISODateWithMs));
        return true;
    case QMetaType::QDateTime:
        appendMoment(out, value.toDateTime());
        return true;
    case QMetaType::QStringList:
    case QMetaType::QVariantList:
        return appendList(out, value.toList());
    default:
        return false;
    }
}

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::CacheKey", text);
}

Error unsupported(const QString& name, const QVariant& value)
{
    return {
        ErrorCode::InvalidArgument,
        tr("The parameter \"%1\" has the type %2, which can't be part of a cache key. Pass a text, "
           "a number, a boolean, a date, a time, bytes or a list of these.")
            .arg(name, QString::fromLatin1(value.typeName()))};
}

} // namespace

CacheKey::CacheKey(QByteArray text)
    : m_text(std::move(text)),
      m_digest{qHashBits(m_text.constData(), static_cast<size_t>(m_text.size()), lowSeed),
               qHashBits(m_text.constData(), static_cast<size_t>(m_text.size()), highSeed)}
{
}

CacheKey CacheKey::fromText(QByteArray text)
{
    return CacheKey(std::move(text));
}

Result<CacheKey> CacheKey::of(const Request& request)
{
    if (request.type.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("A request needs a type; an empty one was given.")};
    QByteArray text;
    text.reserve(96);
    appendText(text, 'S', request.source);
    appendText(text, 'R', request.type);
    if (request.companyId)
        appendField(text, 'C', QByteArray::number(*request.companyId));
    if (request.perUser && request.username)
        appendText(text, 'U', *request.username);
    for (const auto& [name, value] : request.params.asKeyValueRange()) {
        appendText(text, 'P', name);
        if (!appendValue(text, value))
            return unsupported(name, value);
    }
    return CacheKey(std::move(text));
}

} // namespace tierwatch
