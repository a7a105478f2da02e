// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values/range.h"

#include <QString>

#include <array>

namespace tierwatch {

/// The stretches of time a page can show, in the order of Alt+1 to Alt+4.
enum class RangeChoice { FiveMinutes, Hour, Day, Week };

inline constexpr std::array rangeChoices{RangeChoice::FiveMinutes, RangeChoice::Hour,
                                         RangeChoice::Day, RangeChoice::Week};

[[nodiscard]] Range rangeOf(RangeChoice choice);
/// "1 h": on the segmented control.
[[nodiscard]] QString shortName(RangeChoice choice);
/// "last hour": behind a card's title.
[[nodiscard]] QString lastPhrase(RangeChoice choice);
/// "in the last hour": in a sentence.
[[nodiscard]] QString inLastPhrase(RangeChoice choice);
/// "the hour before": what a change is measured against.
[[nodiscard]] QString beforePhrase(RangeChoice choice);
/// The stable name for command line and settings: "5min", "1h", "24h", "7d".
[[nodiscard]] QString keyOf(RangeChoice choice);
[[nodiscard]] std::optional<RangeChoice> rangeFromKey(const QString& key);

} // namespace tierwatch
