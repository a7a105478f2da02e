// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/cachekey.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr size_t digestSeed = 0x9e3779b97f4a7c15ULL;

void appendHex(KeyBuffer& out, uint value, int digits)
{
    out.append(QByteArray::number(value, 16).rightJustified(digits, '0'));
}

void appendCodePoint(KeyBuffer& out, char32_t codePoint)
{
    out.append(QString::fromUcs4(&codePoint, 1).toUtf8());
}

/// UTF-8 with '%', control characters and lone surrogates escaped. A lone surrogate has no UTF-8
/// form: Qt would turn all of them into the same replacement character, and two keys into one.
void appendEscaped(KeyBuffer& out, QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= 0x20 && unit < 0x7f && unit != u'%') {
            out.append(static_cast<char>(unit));
        } else if (unit < 0x80) {
            out.append('%');
            appendHex(out, unit, 2);
        } else if (!QChar::isSurrogate(unit)) {
            appendCodePoint(out, unit);
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() &&
                   text[i + 1].isLowSurrogate()) {
            appendCodePoint(out, QChar::surrogateToUcs4(unit, text[i + 1].unicode()));
            ++i;
        } else {
            out.append("%u");
            appendHex(out, unit, 4);
        }
    }
}

QByteArrayView digitsOf(std::array<char, 24>& room, auto value)
{
    const auto end = std::to_chars(room.begin(), room.end(), value).ptr;
    return {room.data(), end - room.data()};
}

/// Tag and length; gives where the bytes of the field go.
char* beginField(KeyBuffer& out, char tag, qsizetype size)
{
    constexpr qsizetype mostHead = 24;
    char* to = out.roomFor(mostHead + size);
    *to++ = tag;
    to = std::to_chars(to, to + mostHead - 2, size).ptr;
    *to++ = ':';
    out.endAt(to + size);
    return to;
}

void appendField(KeyBuffer& out, char tag, QByteArrayView bytes)
{
    std::ranges::copy(bytes, beginField(out, tag, bytes.size()));
}

void appendNumber(KeyBuffer& out, char tag, auto value)
{
    std::array<char, 24> room;
    appendField(out, tag, digitsOf(room, value));
}

/// Nearly every text is plain ASCII: its length is known beforehand, and nothing is escaped. False,
/// and nothing left behind, where it is not.
bool appendPlain(KeyBuffer& out, char tag, QStringView text)
{
    const qsizetype before = out.size();
    char* to = beginField(out, tag, text.size());
    for (const char16_t *from = text.utf16(), *end = from + text.size(); from != end; ++from) {
        if (*from < 0x20 || *from >= 0x7f || *from == u'%') [[unlikely]] {
            out.truncate(before);
            return false;
        }
        *to++ = static_cast<char>(*from);
    }
    return true;
}

void appendText(KeyBuffer& out, char tag, QStringView text)
{
    if (appendPlain(out, tag, text))
        return;
    KeyBuffer escaped;
    appendEscaped(escaped, text);
    appendField(out, tag, escaped.view());
}

void appendMoment(KeyBuffer& out, const QDateTime& moment)
{
    if (moment.isValid())
        appendNumber(out, 'T', moment.toMSecsSinceEpoch());
    else
        appendField(out, 'T', {});
}

bool appendValue(KeyBuffer& out, const QVariant& value);

bool appendList(KeyBuffer& out, const QVariantList& list)
{
    KeyBuffer inner;
    for (const QVariant& item : list) {
        if (!appendValue(inner, item))
            return false;
    }
    appendField(out, 'l', inner.view());
    return true;
}

/// Each type has its own tag, so that 5, 5.0 and "5" are three values.
bool appendValue(KeyBuffer& out, const QVariant& value)
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
        appendNumber(out, 'i', value.toLongLong());
        return true;
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        appendNumber(out, 'i', value.toULongLong());
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
        appendNumber(out, 'D', value.toDate().toJulianDay());
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

KeyDigest digestOf(QByteArrayView text)
{
    return {qHashBits(text.data(), static_cast<size_t>(text.size()), digestSeed)};
}

} // namespace

void KeyBuffer::grow(qsizetype bytes)
{
    const qsizetype capacity = std::max(2 * m_capacity, m_size + bytes);
    if (m_large.isEmpty())
        m_large = view().toByteArray();
    m_large.resize(capacity);
    m_begin = m_large.data();
    m_capacity = capacity;
}

CacheKey CacheKey::fromText(QByteArray text)
{
    const KeyDigest digest = digestOf(text);
    return {std::move(text), digest};
}

CacheKey CacheKey::of(const KeyView& view)
{
    return {view.text.toByteArray(), view.digest};
}

Result<CacheKey> CacheKey::of(const Request& request)
{
    KeyBuffer buffer;
    const Result<KeyView> view = write(request, buffer);
    if (!view)
        return view.error();
    return of(*view);
}

Result<KeyView> CacheKey::write(const Request& request, KeyBuffer& into)
{
    if (request.type.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("A request needs a type; an empty one was given.")};
    into.truncate(0);
    appendText(into, 'S', request.source);
    appendText(into, 'R', request.type);
    if (request.companyId)
        appendNumber(into, 'C', *request.companyId);
    if (request.perUser && request.username)
        appendText(into, 'U', *request.username);
    for (const auto& [name, value] : request.params) {
        appendText(into, 'P', name);
        if (!appendValue(into, value))
            return unsupported(name, value);
    }
    return KeyView{digestOf(into.view()), into.view()};
}

} // namespace tierwatch
