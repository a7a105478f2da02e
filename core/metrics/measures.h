// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"
#include "metrics/hitcounts.h"
#include "metrics/latencyhistogram.h"
#include "values/history.h"

namespace tierwatch {

/// Hits from memory that were counted, with what is known of their type.
struct CountedHits
{
    HitTally tally;
    double eachMs = 0;                    ///< what such a hit takes, as timed
    std::optional<double> averageMs = {}; ///< what the database takes for the type

    [[nodiscard]] double responseMs() const { return eachMs * static_cast<double>(tally.hits); }
    /// What the database would have taken. Values that don't tell, of a type that was never
    /// measured, are held to cost the same either way.
    [[nodiscard]] double uncachedMs() const
    {
        return tally.uncachedMs + averageMs.value_or(eachMs) * static_cast<double>(tally.unpriced);
    }
};

/// What is kept of the requests of one type in one stretch of time. This is where a request becomes
/// figures (design: "What the figures mean"). A value: any thread.
struct Measures
{
    Tally tally;
    LatencyHistogram cached;   ///< answers from memory and disk
    LatencyHistogram database; ///< answers from the source, cache switched on or off

    void add(const AccessRecord& record);
    void add(const CountedHits& hits);
    Measures& operator+=(const Measures& other);

    [[nodiscard]] QByteArray encoded() const;
    /// Adds what encoded() gave; false, and nothing added, if it is not that.
    [[nodiscard]] bool addEncoded(QByteArrayView bytes);

    friend bool operator==(const Measures&, const Measures&) = default;
};

} // namespace tierwatch
