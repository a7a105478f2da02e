// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/events.h"

namespace tierwatch {

/// An event in words: "Carpatia Foods invalidated by ioana.pop" and
/// "1,104 entries; -14 points, recovered in 6 min".
struct EventText
{
    QString what;
    QString effect; ///< empty where there is nothing to say
    friend bool operator==(const EventText&, const EventText&) = default;
};

/// "Delta Energy", "Trial balance of Delta Energy", "Everything".
[[nodiscard]] QString scopeText(const Scope& scope, const Names& names);
[[nodiscard]] EventText eventText(const Event& event, const Names& names, const Format& format);
/// "1,104 entries", "1 entry".
[[nodiscard]] QString entriesText(qint64 entries);

/// An event of the range that a chart marks, with its number; numbers run from left to right.
struct NumberedEvent
{
    Event event;
    int number = 0;
};
/// The actions among the events that lie in [fromMs, toMs], oldest first.
[[nodiscard]] std::vector<NumberedEvent> markedEvents(const Events& events, qint64 fromMs,
                                                      qint64 toMs);

} // namespace tierwatch
