// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "values/events.h"
#include "values/freshness.h"
#include "values/history.h"
#include "values/responsetimes.h"
#include "values/savings.h"
#include "values/stats.h"
#include "values/watermarks.h"

#include <memory>

namespace tierwatch {

/// What a target said in one tick. A part that it could not give carries the reason instead.
struct Snapshot
{
    Result<Stats> stats = Stats{};
    Result<History> history = History{};
    Result<ResponseTimes> times = ResponseTimes{};
    Result<Events> events = Events{};
    Result<Watermarks> watermarks = Watermarks{};
    std::optional<Result<FreshnessReport>> freshness; ///< only while somebody looks at it
    std::optional<Result<SavingsReport>> savings; ///< only while a page that shows it asks for it
    SavingsQuery savingsAsked;
    Range range; ///< the range that was asked for
    /// A later one was asked for meanwhile, for what was done since this one was.
    bool overtaken = false;
    qint64 atMs = 0;   ///< Unix ms when the last part arrived
    double tookMs = 0; ///< from the question to the last part
};

/// Shared by everything that shows it; nobody changes it.
using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace tierwatch
