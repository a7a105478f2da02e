// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/actions.h"
#include "values/benchmark.h"
#include "values/benchmarkprogress.h"
#include "values/catalog.h"
#include "values/config.h"
#include "values/entry.h"
#include "values/events.h"
#include "values/explainquery.h"
#include "values/freshness.h"
#include "values/history.h"
#include "values/invalidate.h"
#include "values/latencytotals.h"
#include "values/log.h"
#include "values/responsetimes.h"
#include "values/run.h"
#include "values/savings.h"
#include "values/stats.h"
#include "values/switches.h"
#include "values/undo.h"
#include "values/users.h"
#include "values/watermarks.h"

#include <variant>

/// Every operation there is. A new one is a struct beside the others, its name here, and a handler
/// in each target that can do it.
namespace tierwatch {

using Query = std::variant<StatsQuery, HistoryQuery, ResponseTimesQuery, LatencyTotalsQuery,
                           EventsQuery, CatalogQuery, PreviewQuery, WatermarksQuery, SavingsQuery,
                           FreshnessQuery, ExplainQuery, BenchmarkEstimateQuery,
                           BenchmarkProgressQuery, BenchmarksQuery, EntriesQuery, EntryQuery,
                           UsersQuery, LogQuery, ActionsQuery, ConfigQuery, RunQuery>;
using Action = std::variant<Invalidate, Purge, Clear, Undo, CleanUp, SetSwitch, SetSampleLoad,
                            CheckWatermarks, SetCheckInterval, Benchmark, CancelBenchmark>;
using Reply = std::variant<Stats, History, ResponseTimes, LatencyTotals, Events, Catalog, Preview,
                           Invalidated, Undone, CleanedUp, SwitchState, SampleLoadState, Watermarks,
                           SavingsReport, FreshnessReport, Explained, BenchmarkEstimate,
                           BenchmarkProgress, Benchmarks, BenchmarkRun, EntriesPage, Entry, Users,
                           Log, Actions, Config, RunAnswer>;

/// Whether a target can do an operation, and if not, why, in a sentence for people.
struct Capability
{
    QString name;
    bool available = true;
    QString reason;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("name", &Capability::name),
                          codec::field("available", &Capability::available),
                          codec::field("reason", &Capability::reason)};
    }
};

/// Whether a name is that of one of these operations.
template <class... Ts>
[[nodiscard]] bool isOneOf(const QString& operation)
{
    return ((operation == QLatin1StringView(Ts::name)) || ...);
}

/// What an operation is called in an address; there the contract has `stats`, in a shape of its
/// own.
template <class O>
[[nodiscard]] constexpr const char* nameInAddress()
{
    return std::is_same_v<O, StatsQuery> ? "figures" : O::name;
}

/// The names of all operations, queries first, in the order of the lists above.
[[nodiscard]] QStringList operationNames();

} // namespace tierwatch
