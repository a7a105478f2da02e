// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figures.h"
#include "models/snapshot.h"
#include "theme/state.h"

namespace tierwatch {

/// What a page says first: two or three words and one plain sentence.
struct Verdict
{
    State state = State::Ok;
    QString words;
    QString sentence;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// The worst thing that is true of the cache, with its cause where it is known: failing, switched
/// off, recovering, full, filling, or healthy. A pure function; any thread.
[[nodiscard]] Verdict verdictOf(const Stats& stats, const History& history, const Events& events,
                                RangeChoice range, const Names& names, const Format& format);

} // namespace tierwatch
