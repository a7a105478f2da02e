// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

/// Which requests; what is absent keeps none out.
struct LogFilter
{
    std::optional<QString> type = {};
    std::optional<qint64> companyId = {};
    std::optional<QString> username = {};
    std::optional<bool> hit = {};

    [[nodiscard]] bool everything() const { return !type && !companyId && !username && !hit; }
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &LogFilter::type),
                          codec::field("company_id", &LogFilter::companyId),
                          codec::field("username", &LogFilter::username),
                          codec::field("cache_hit", &LogFilter::hit)};
    }
};

/// One request. Times are Unix ms, spans ms.
struct LogRow
{
    qint64 id = 0;
    qint64 timeMs = 0;
    QString type;
    std::optional<qint64> companyId = {};
    std::optional<QString> username = {};
    bool hit = false;
    double responseMs = 0;
    std::optional<double> estimatedMs = {}; ///< what the database would have taken
    std::optional<double> savedMs = {};     ///< absent with no hit: the request went past the cache

    static constexpr auto fields()
    {
        return std::tuple{codec::field("id", &LogRow::id),
                          codec::field("time_ms", &LogRow::timeMs),
                          codec::field("cache_type", &LogRow::type),
                          codec::field("company_id", &LogRow::companyId),
                          codec::field("username", &LogRow::username),
                          codec::field("cache_hit", &LogRow::hit),
                          codec::field("response_ms", &LogRow::responseMs),
                          codec::field("estimated_ms", &LogRow::estimatedMs),
                          codec::field("saved_ms", &LogRow::savedMs)};
    }
    friend bool operator==(const LogRow&, const LogRow&) = default;
};

struct Log
{
    std::vector<LogRow> rows;         ///< may be fewer than asked for although more follow
    qint64 cursor = 0;                ///< what comes later is behind this one
    std::optional<qint64> older = {}; ///< what comes before is in front of this one; absent = none

    static constexpr auto fields()
    {
        return std::tuple{codec::field("rows", &Log::rows), codec::field("cursor", &Log::cursor),
                          codec::field("older", &Log::older)};
    }
};

/// Requests as they are logged: the newest first, or, behind a cursor, those that followed, in the
/// order they came. Each looks at a bounded number of requests, and goes on from where it was.
struct LogQuery
{
    using Reply = Log;
    static constexpr auto name = "log";
    static constexpr Role role = Role::Viewer;
    static constexpr qint64 mostRows = 1000;

    LogFilter filter = {};
    std::optional<qint64> after = {};  ///< a `cursor`: those that followed
    std::optional<qint64> before = {}; ///< an `older`, where no cursor is given
    qint64 limit = 100;                ///< 1 to mostRows

    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("filter", &LogQuery::filter), codec::field("after", &LogQuery::after),
            codec::field("before", &LogQuery::before), codec::field("limit", &LogQuery::limit)};
    }
};

} // namespace tierwatch
