// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

/// How the cached data of a company stands to the database.
enum class Freshness {
    NeverChecked,
    Current,
    Behind,     ///< the database went on, and nothing was invalidated: the switch is off
    NotChecked, ///< the database did not tell; it counts as changed
};
[[nodiscard]] inline QStringList wireNames(Freshness)
{
    return {QStringLiteral("never_checked"), QStringLiteral("current"), QStringLiteral("behind"),
            QStringLiteral("not_checked")};
}

/// What the monitor knows of one company with cached data. Times are Unix ms.
struct CompanyWatermark
{
    QString source;
    qint64 companyId = 0;
    QString schema; ///< empty before it is known
    Freshness state = Freshness::NeverChecked;
    std::optional<qint64> cachedValue;    ///< the posting number that all cached data has seen
    std::optional<qint64> sourceValue;    ///< the highest that the database told last
    std::optional<qint64> lag;            ///< by how many postings the cached data is behind
    bool checking = false;                ///< the database is being asked just now
    std::optional<qint64> currentMs;      ///< when the cached data was last known to be up to date
    std::optional<qint64> behindSinceMs;  ///< since when the monitor knows that it is
    std::optional<qint64> checkedMs;      ///< when the database answered last
    std::optional<qint64> changedMs;      ///< when it last told of a change
    std::optional<qint64> changedBy;      ///< by how many postings; absent where not known
    std::optional<qint64> changedEntries; ///< that the change took out; absent while it did not
    QString lastError;                    ///< kept after the next good answer
    std::optional<qint64> errorMs;
    qint64 failures = 0;          ///< in a row
    std::optional<qint64> nextMs; ///< when it is asked again; absent while the switch is off
    qint64 invalidations = 0;     ///< by the monitor, in this run

    static constexpr auto fields()
    {
        return std::tuple{codec::field("source", &CompanyWatermark::source),
                          codec::field("company_id", &CompanyWatermark::companyId),
                          codec::field("schema", &CompanyWatermark::schema),
                          codec::field("state", &CompanyWatermark::state),
                          codec::field("cached_value", &CompanyWatermark::cachedValue),
                          codec::field("source_value", &CompanyWatermark::sourceValue),
                          codec::field("lag", &CompanyWatermark::lag),
                          codec::field("checking", &CompanyWatermark::checking),
                          codec::field("current_ms", &CompanyWatermark::currentMs),
                          codec::field("behind_since_ms", &CompanyWatermark::behindSinceMs),
                          codec::field("checked_ms", &CompanyWatermark::checkedMs),
                          codec::field("changed_ms", &CompanyWatermark::changedMs),
                          codec::field("changed_by", &CompanyWatermark::changedBy),
                          codec::field("changed_entries", &CompanyWatermark::changedEntries),
                          codec::field("last_error", &CompanyWatermark::lastError),
                          codec::field("error_ms", &CompanyWatermark::errorMs),
                          codec::field("failures", &CompanyWatermark::failures),
                          codec::field("next_ms", &CompanyWatermark::nextMs),
                          codec::field("invalidations", &CompanyWatermark::invalidations)};
    }
};

/// By source and company.
struct Watermarks
{
    bool running = false; ///< checks by itself: started, and switched on
    qint64 intervalMs = 0;
    std::vector<CompanyWatermark> companies;
    std::optional<qint64> switchUntilMs = {}; ///< the switch turns back by itself then, Unix ms
    std::optional<qint64> alarmMs =
        {}; ///< behind for longer is too long; absent = there is no limit
    static constexpr auto fields()
    {
        return std::tuple{codec::field("running", &Watermarks::running),
                          codec::field("interval_ms", &Watermarks::intervalMs),
                          codec::field("companies", &Watermarks::companies),
                          codec::field("switch_until_ms", &Watermarks::switchUntilMs),
                          codec::field("alarm_ms", &Watermarks::alarmMs)};
    }
};

struct WatermarksQuery
{
    using Reply = Watermarks;
    static constexpr auto name = "watermarks";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

/// Asks the database now, for one company or for all that have cached data. With the switch off it
/// only looks.
struct CheckWatermarks
{
    using Reply = Watermarks;
    static constexpr auto name = "check-watermarks";
    static constexpr Role role = Role::Operator;
    std::optional<qint64> companyId;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("company_id", &CheckWatermarks::companyId)};
    }
};

/// How often the database is asked by itself; persisted before the answer arrives, and from then on
/// it goes before the workspace's setting.
struct SetCheckInterval
{
    using Reply = Watermarks;
    static constexpr auto name = "check-interval";
    static constexpr Role role = Role::Administrator;
    static constexpr qint64 longestSeconds = 86'400;
    qint64 seconds = 60; ///< 1 to longestSeconds
    static constexpr auto fields()
    {
        return std::tuple{codec::field("seconds", &SetCheckInterval::seconds)};
    }
};

} // namespace tierwatch
