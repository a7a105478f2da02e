// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

/// What the same answer takes from one place, ms.
struct BenchmarkFigure
{
    qint64 count = 0;
    double averageMs = 0;
    double medianMs = 0;
    double leastMs = 0;
    double mostMs = 0;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("count", &BenchmarkFigure::count),
                          codec::field("average_ms", &BenchmarkFigure::averageMs),
                          codec::field("median_ms", &BenchmarkFigure::medianMs),
                          codec::field("least_ms", &BenchmarkFigure::leastMs),
                          codec::field("most_ms", &BenchmarkFigure::mostMs)};
    }
    friend bool operator==(const BenchmarkFigure&, const BenchmarkFigure&) = default;
};

/// One report of a run. A figure that is absent was not measured.
struct BenchmarkRow
{
    QString query;
    QString type;
    qint64 rounds = 0; ///< done
    std::optional<BenchmarkFigure> memory = {};
    std::optional<BenchmarkFigure> disk = {};
    std::optional<BenchmarkFigure> database = {};
    std::optional<QString> error = {};  ///< why it ended early
    std::optional<QString> noDisk = {}; ///< why the disk was not measured although there is one
    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("query", &BenchmarkRow::query),
            codec::field("cache_type", &BenchmarkRow::type),
            codec::field("rounds", &BenchmarkRow::rounds),
            codec::field("memory", &BenchmarkRow::memory),
            codec::field("disk", &BenchmarkRow::disk),
            codec::field("database", &BenchmarkRow::database),
            codec::field("error", &BenchmarkRow::error),
            codec::field("no_disk", &BenchmarkRow::noDisk),
        };
    }
};

/// A parameter of a named query that is not as the query's header has it, as a person writes it.
struct BenchmarkParameter
{
    QString query;
    QString name;
    QString value;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("query", &BenchmarkParameter::query),
                          codec::field("name", &BenchmarkParameter::name),
                          codec::field("value", &BenchmarkParameter::value)};
    }
    friend bool operator==(const BenchmarkParameter&, const BenchmarkParameter&) = default;
};

struct BenchmarkRun
{
    qint64 id = 0;        ///< given by the file; 0 where it could not be kept
    qint64 startedMs = 0; ///< Unix ms
    qint64 tookMs = 0;
    QString who;
    std::optional<qint64> companyId;
    qint64 rounds = 0; ///< asked for
    bool cancelled = false;
    std::vector<BenchmarkRow> rows;     ///< those begun, in the order measured
    std::optional<QString> source = {}; ///< absent = the main one
    std::optional<std::vector<BenchmarkParameter>> params = {};
    static constexpr auto fields()
    {
        return std::tuple{codec::field("id", &BenchmarkRun::id),
                          codec::field("started_ms", &BenchmarkRun::startedMs),
                          codec::field("took_ms", &BenchmarkRun::tookMs),
                          codec::field("username", &BenchmarkRun::who),
                          codec::field("company_id", &BenchmarkRun::companyId),
                          codec::field("rounds", &BenchmarkRun::rounds),
                          codec::field("cancelled", &BenchmarkRun::cancelled),
                          codec::field("rows", &BenchmarkRun::rows),
                          codec::field("source", &BenchmarkRun::source),
                          codec::field("params", &BenchmarkRun::params)};
    }
};

/// What is measured, how often and for whom.
struct BenchmarkPlan
{
    static constexpr qint64 mostRounds = 1000;

    std::optional<std::vector<QString>> queries; ///< absent = every named query that can be run
    qint64 rounds = 20;
    std::optional<qint64> companyId;    ///< for those that need one
    std::optional<QString> source = {}; ///< the database that is asked; absent = the main one
    std::optional<std::vector<BenchmarkParameter>> params = {}; ///< the others as by default
    static constexpr auto fields()
    {
        return std::tuple{codec::field("queries", &BenchmarkPlan::queries),
                          codec::field("rounds", &BenchmarkPlan::rounds),
                          codec::field("company_id", &BenchmarkPlan::companyId),
                          codec::field("source", &BenchmarkPlan::source),
                          codec::field("params", &BenchmarkPlan::params)};
    }
    friend bool operator==(const BenchmarkPlan&, const BenchmarkPlan&) = default;
};

/// Measures named queries: each round once from the database, once from disk, once from memory.
/// Live entries and figures stay as they are, but for the average of the uncached query. Answers
/// when it is over; meanwhile BenchmarkProgressQuery tells.
struct Benchmark
{
    using Reply = BenchmarkRun;
    static constexpr auto name = "benchmark";
    static constexpr Role role = Role::Operator;
    BenchmarkPlan plan;
    static constexpr auto fields() { return std::tuple{codec::field("plan", &Benchmark::plan)}; }
};

/// The latest first.
struct Benchmarks
{
    std::vector<BenchmarkRun> runs;
    static constexpr auto fields() { return std::tuple{codec::field("runs", &Benchmarks::runs)}; }
};

struct BenchmarksQuery
{
    using Reply = Benchmarks;
    static constexpr auto name = "benchmarks";
    static constexpr Role role = Role::Viewer;
    qint64 limit = 50;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("limit", &BenchmarksQuery::limit)};
    }
};

} // namespace tierwatch
