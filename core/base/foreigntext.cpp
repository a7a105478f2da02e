// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/foreigntext.h"

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tierwatch::foreign {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == u'\t';
}

/// Cut where no pair of surrogates is.
QString cut(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    qsizetype kept = std::max<qsizetype>(most - 1, 0);
    if (kept > 0 && text[kept - 1].isHighSurrogate())
        --kept;
    return text.first(kept) + u'…';
}

} // namespace

bool isUnseen(QChar c)
{
    constexpr std::u16string_view turning = u"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
                                            u"\u2066\u2067\u2068\u2069\u2028\u2029\ufeff";
    if (c.unicode() < 0x7f)
        return c.unicode() < 0x20;
    return c.category() == QChar::Other_Control || turning.find(c.unicode()) != turning.npos;
}

QString shown(const QString& text, qsizetype most)
{
    const QString part = cut(text, most);
    if (std::ranges::none_of(part, isUnseen))
        return part;
    QString seen;
    for (const QChar c : part) {
        if (isLineEnd(c))
            seen += u' ';
        else if (isUnseen(c))
            seen += u"\\u%1"_s.arg(ushort(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            seen += c;
    }
    return cut(seen, most);
}

} // namespace tierwatch::foreign
