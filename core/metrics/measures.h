// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"
#include "metrics/hitcounts.h"
#include "metrics/latencyhistogram.h"
#include "storage/performancelogtable.h"
#include "values/history.h"

namespace tierwatch {

/// What is kept of the requests of one type in one stretch of time. This is where a request becomes
/// figures (design: "What the figures mean"). A value: any thread.
struct Measures
{
    Tally tally;
    LatencyHistogram memory;
    LatencyHistogram disk;
    LatencyHistogram either;   ///< of requests that don't tell which of the two
    LatencyHistogram database; ///< answers from the source, cache switched on or off

    /// Answers from memory and disk.
    [[nodiscard]] LatencyHistogram cached() const;
    void add(const AccessRecord& record);
    void add(const CountedHits& hits);
    /// A request as another program logged it: a hit counts as one of the disk, a miss has no
    /// reason.
    void add(const PerformanceRow& logged);
    Measures& operator+=(const Measures& other);

    [[nodiscard]] QByteArray encoded() const;
    /// Adds what encoded() gave; false, and nothing added, if it is not that.
    [[nodiscard]] bool addEncoded(QByteArrayView bytes);
    /// The tally alone of what encoded() gave; nothing if it is not that.
    [[nodiscard]] static std::optional<Tally> tallyOf(QByteArrayView bytes);

    friend bool operator==(const Measures&, const Measures&) = default;
};

} // namespace tierwatch
