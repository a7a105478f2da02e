// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/tally.h"

namespace tierwatch {

/// What hits saved. Reckoned as hits times the measured time of the database, less the time the
/// hits took, less the queries that renewed values for them in the background: it may be less than
/// nothing. Hits of what was never measured are counted, but their time is left out.
struct Saved
{
    qint64 queries = 0;  ///< hits: queries that the database was spared
    qint64 misses = 0;   ///< queries that it was not
    qint64 unpriced = 0; ///< of the queries: nobody knows what they would have taken
    double databaseMs = 0;

    /// Percent of hits among hits and misses; absent where there were none.
    [[nodiscard]] std::optional<double> hitRate() const
    {
        if (queries + misses == 0)
            return std::nullopt;
        return 100.0 * static_cast<double>(queries) / static_cast<double>(queries + misses);
    }
    [[nodiscard]] static Saved of(const Tally& tally)
    {
        return {tally.hits(), tally.database, tally.unpriced, tally.savedMs};
    }
    Saved& operator+=(const Saved& other)
    {
        queries += other.queries;
        misses += other.misses;
        unpriced += other.unpriced;
        databaseMs += other.databaseMs;
        return *this;
    }

    static constexpr auto fields()
    {
        return std::tuple{codec::field("queries", &Saved::queries),
                          codec::field("misses", &Saved::misses),
                          codec::field("unpriced", &Saved::unpriced),
                          codec::field("database_ms", &Saved::databaseMs)};
    }
    friend bool operator==(const Saved&, const Saved&) = default;
};

} // namespace tierwatch
