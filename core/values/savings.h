// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/saved.h"

namespace tierwatch {

struct SavedOnDay
{
    qint64 startMs = 0; ///< Unix ms
    Saved saved;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("start_ms", &SavedOnDay::startMs),
                          codec::field("saved", &SavedOnDay::saved)};
    }
};

struct SavedByType
{
    QString type;
    Saved saved;
    std::optional<Saved> before; ///< in the period of the same length before, where it is known
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &SavedByType::type),
                          codec::field("saved", &SavedByType::saved),
                          codec::field("before", &SavedByType::before)};
    }
};

struct SavedByCompany
{
    std::optional<qint64> companyId; ///< absent = of no company, or the others
    bool others = false;             ///< all companies beyond the number that is kept apart
    Saved saved;
    std::optional<Saved> before;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("company_id", &SavedByCompany::companyId),
                          codec::field("others", &SavedByCompany::others),
                          codec::field("saved", &SavedByCompany::saved),
                          codec::field("before", &SavedByCompany::before)};
    }
};

/// One type of one company.
struct SavedByBoth
{
    QString type;
    std::optional<qint64> companyId;
    bool others = false;
    Saved saved;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &SavedByBoth::type),
                          codec::field("company_id", &SavedByBoth::companyId),
                          codec::field("others", &SavedByBoth::others),
                          codec::field("saved", &SavedByBoth::saved)};
    }
};

/// Types in alphabetical order, companies by number. Companies are told to about a hundredth of the
/// period (at its ends), the rest to the minute.
struct SavingsReport
{
    std::optional<qint64> fromMs; ///< absent = since the counters began
    qint64 toMs = 0;
    Saved total;
    std::optional<Saved> before;
    std::vector<SavedOnDay> days; ///< ascending; whatever the period; days without a request lack
    std::vector<SavedByType> types;
    std::vector<SavedByCompany> companies;
    std::vector<SavedByBoth> both;
    std::vector<QString> unpriced; ///< types with hits whose time is left out
    /// Since when companies are told apart; absent = since before the period, or nothing was yet.
    std::optional<qint64> companiesSinceMs;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("from_ms", &SavingsReport::fromMs),
                          codec::field("to_ms", &SavingsReport::toMs),
                          codec::field("total", &SavingsReport::total),
                          codec::field("before", &SavingsReport::before),
                          codec::field("days", &SavingsReport::days),
                          codec::field("types", &SavingsReport::types),
                          codec::field("companies", &SavingsReport::companies),
                          codec::field("both", &SavingsReport::both),
                          codec::field("unpriced", &SavingsReport::unpriced),
                          codec::field("companies_since_ms", &SavingsReport::companiesSinceMs)};
    }
};

/// What the cache saved in the last `lengthMs`, or since the counters began.
struct SavingsQuery
{
    using Reply = SavingsReport;
    static constexpr auto name = "savings";
    static constexpr Role role = Role::Viewer;
    std::optional<qint64> lengthMs = 7 * 86'400'000LL;
    qint64 days = 31;       ///< how many, the running one among them
    qint64 utcOffsetMs = 0; ///< of the clock that days begin by
    static constexpr auto fields()
    {
        return std::tuple{codec::field("length_ms", &SavingsQuery::lengthMs),
                          codec::field("days", &SavingsQuery::days),
                          codec::field("utc_offset_ms", &SavingsQuery::utcOffsetMs)};
    }
};

} // namespace tierwatch
