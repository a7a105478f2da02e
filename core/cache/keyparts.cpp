// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/keyparts.h"

namespace tierwatch {

namespace {

struct Field
{
    char tag;
    QByteArray bytes;
};

/// Takes one field off the front; nothing where there is none.
std::optional<Field> takeField(QByteArrayView& rest)
{
    const qsizetype colon = rest.indexOf(':');
    if (colon < 2)
        return std::nullopt;
    bool isNumber = false;
    const qsizetype size = rest.sliced(1, colon - 1).toByteArray().toLongLong(&isNumber);
    if (!isNumber || size < 0 || size > rest.size() - colon - 1)
        return std::nullopt;
    Field field{rest.front(), rest.sliced(colon + 1, size).toByteArray()};
    rest = rest.sliced(colon + 1 + size);
    return field;
}

/// The way back from what control characters, percent signs and lone surrogates are written as.
QString unescaped(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'%') {
            out += text[i];
            continue;
        }
        const bool isUnit = text.mid(i + 1, 1) == u"u";
        const qsizetype digits = isUnit ? 4 : 2;
        const qsizetype from = i + (isUnit ? 2 : 1);
        out += QChar(text.mid(from, digits).toUShort(nullptr, 16));
        i = from + digits - 1;
    }
    return out;
}

} // namespace

std::optional<KeyParts> KeyParts::of(const QByteArray& key)
{
    QByteArrayView rest(key);
    const auto source = takeField(rest);
    const auto type = takeField(rest);
    if (!source || source->tag != 'S' || !type || type->tag != 'R')
        return std::nullopt;
    KeyParts parts{unescaped(source->bytes), unescaped(type->bytes), {}, {}};
    while (!rest.isEmpty()) {
        const auto field = takeField(rest);
        if (!field)
            return std::nullopt;
        if (field->tag == 'C')
            parts.companyId = field->bytes.toLongLong();
        else if (field->tag == 'U')
            parts.username = unescaped(field->bytes);
        else
            break; // the parameters
    }
    return parts;
}

} // namespace tierwatch
