// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/range.h"

namespace tierwatch {

/// How long cached data had been behind the database at a time, at most: since the check that last
/// found it current. Absent = nobody knows, the database did not tell. Unix ms.
struct LagPoint
{
    qint64 timeMs = 0;
    std::optional<qint64> behindMs;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("time_ms", &LagPoint::timeMs),
                          codec::field("behind_ms", &LagPoint::behindMs)};
    }
    friend bool operator==(const LagPoint&, const LagPoint&) = default;
};

/// In ascending order; straight lines join the points. Several may have the same time.
struct CompanyLag
{
    QString source;
    qint64 companyId = 0;
    std::vector<LagPoint> points;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("source", &CompanyLag::source),
                          codec::field("company_id", &CompanyLag::companyId),
                          codec::field("points", &CompanyLag::points)};
    }
};

/// The entries of one type of a company, as they are on disk.
struct AnswerAge
{
    std::optional<qint64> companyId;
    QString type;
    qint64 entries = 0;             ///< within their life
    qint64 stale = 0;               ///< past it, kept for when the database fails
    std::optional<qint64> oldestMs; ///< when the oldest within its life was loaded, Unix ms
    qint64 lifeMs = 0;              ///< the longest life any of them was given
    static constexpr auto fields()
    {
        return std::tuple{codec::field("company_id", &AnswerAge::companyId),
                          codec::field("cache_type", &AnswerAge::type),
                          codec::field("entries", &AnswerAge::entries),
                          codec::field("stale", &AnswerAge::stale),
                          codec::field("oldest_ms", &AnswerAge::oldestMs),
                          codec::field("life_ms", &AnswerAge::lifeMs)};
    }
    friend bool operator==(const AnswerAge&, const AnswerAge&) = default;
};

/// How old answers are, and how far behind they were. Entries are counted at a calm pace: as of
/// `countedMs`.
struct FreshnessReport
{
    std::vector<AnswerAge> ages; ///< by company, then type
    std::optional<qint64> countedMs;
    std::optional<QString> agesUnavailable;      ///< why there are none
    std::vector<CompanyLag> lags;                ///< of those behind most in the range, worst first
    qint64 dayInvalidations = 0;                 ///< by the monitor, in the last 24 hours
    qint64 dayEntries = 0;                       ///< that they reached
    std::optional<QString> lagsUnavailable = {}; ///< why neither these nor lags are known
    static constexpr auto fields()
    {
        return std::tuple{codec::field("ages", &FreshnessReport::ages),
                          codec::field("counted_ms", &FreshnessReport::countedMs),
                          codec::field("ages_unavailable", &FreshnessReport::agesUnavailable),
                          codec::field("lags", &FreshnessReport::lags),
                          codec::field("day_invalidations", &FreshnessReport::dayInvalidations),
                          codec::field("day_entries", &FreshnessReport::dayEntries),
                          codec::field("lags_unavailable", &FreshnessReport::lagsUnavailable)};
    }
};

struct FreshnessQuery
{
    using Reply = FreshnessReport;
    static constexpr auto name = "freshness";
    static constexpr Role role = Role::Viewer;
    Range range = Range::hours(1); ///< of the lags
    static constexpr auto fields()
    {
        return std::tuple{codec::field("range", &FreshnessQuery::range)};
    }
};

} // namespace tierwatch
