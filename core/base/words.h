// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <algorithm>

/// Looks at texts without QRegularExpression, which, where Qt was built by GCC for Windows, crashes
/// a thread that used it and ends. Letters and digits are those of ASCII. Any thread; no state.
namespace tierwatch::words {

[[nodiscard]] inline bool isSmallLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}
[[nodiscard]] inline bool isLetter(QChar c)
{
    return isSmallLetter(c) || (c >= u'A' && c <= u'Z');
}
[[nodiscard]] inline bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Whether all of a text is one name: a character that `first` takes, then those that `rest` takes,
/// `most` in all.
template <class First, class Rest>
[[nodiscard]] bool isName(QStringView text, qsizetype most, First first, Rest rest)
{
    return !text.isEmpty() && text.size() <= most && first(text.front()) &&
           std::ranges::all_of(text.sliced(1), rest);
}

/// The first word of a text, which is then what follows it, without white space around it.
[[nodiscard]] inline QStringView takeFirst(QStringView& text)
{
    text = text.trimmed();
    const auto end = std::ranges::find_if(text, [](QChar c) { return c.isSpace(); });
    const QStringView word = text.first(end - text.begin());
    text = text.sliced(word.size()).trimmed();
    return word;
}

} // namespace tierwatch::words
