// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timespan.h"

#include <algorithm>
#include <array>

namespace tierwatch {

std::optional<std::chrono::seconds> timespanOf(const QString& text)
{
    struct Unit
    {
        QChar letter;
        std::chrono::seconds length;
    };
    constexpr std::array units = {
        Unit{u's', std::chrono::seconds(1)}, Unit{u'm', std::chrono::minutes(1)},
        Unit{u'h', std::chrono::hours(1)},   Unit{u'd', std::chrono::hours(24)},
        Unit{u'w', std::chrono::hours(168)},
    };
    constexpr qsizetype mostDigits = 9;
    const QString number = text.chopped(qMin<qsizetype>(1, text.size()));
    const auto unit =
        std::ranges::find_if(units, [&text](const Unit& u) { return text.endsWith(u.letter); });
    if (unit == units.end() || number.isEmpty() || number.size() > mostDigits ||
        !std::ranges::all_of(number, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    const auto span = number.toInt() * unit->length;
    return span.count() > 0 ? std::optional(span) : std::nullopt;
}

} // namespace tierwatch
