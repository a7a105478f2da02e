// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/benchmark.h"

namespace tierwatch {

/// How far the benchmark is that runs now.
struct BenchmarkProgress
{
    bool running = false; ///< else all that follows is empty
    bool cancelling = false;
    BenchmarkPlan plan;
    QString query;    ///< being measured
    qint64 round = 0; ///< of that query, from 1
    qint64 asked = 0; ///< of the database so far
    qint64 all = 0;   ///< queries to the database in the whole run
    std::optional<qint64> leftMs;
    BenchmarkRun soFar;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("running", &BenchmarkProgress::running),
                          codec::field("cancelling", &BenchmarkProgress::cancelling),
                          codec::field("plan", &BenchmarkProgress::plan),
                          codec::field("query", &BenchmarkProgress::query),
                          codec::field("round", &BenchmarkProgress::round),
                          codec::field("asked", &BenchmarkProgress::asked),
                          codec::field("all", &BenchmarkProgress::all),
                          codec::field("left_ms", &BenchmarkProgress::leftMs),
                          codec::field("so_far", &BenchmarkProgress::soFar)};
    }
};

struct BenchmarkProgressQuery
{
    using Reply = BenchmarkProgress;
    static constexpr auto name = "benchmark-progress";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

/// Ends the one that runs after the query under way; what is measured is kept.
struct CancelBenchmark
{
    using Reply = BenchmarkProgress;
    static constexpr auto name = "cancel-benchmark";
    static constexpr Role role = Role::Operator;
    static constexpr auto fields() { return std::tuple{}; }
};

/// What a named query asks for beside the company.
struct QueryParameter
{
    QString name;
    QString type;                     ///< integer, number, text, date or boolean
    std::optional<QString> byDefault; ///< absent = it must be given
    static constexpr auto fields()
    {
        return std::tuple{codec::field("name", &QueryParameter::name),
                          codec::field("type", &QueryParameter::type),
                          codec::field("default", &QueryParameter::byDefault)};
    }
};

/// One named query, and whether it can be measured.
struct BenchmarkCandidate
{
    QString query;
    QString type;
    QString title; ///< for people
    bool needsCompany = false;
    std::optional<QString> reason; ///< why it can't be measured as planned
    bool planned = false;
    std::optional<double> averageMs; ///< of the uncached query, as measured so far
    std::vector<QueryParameter> params = {};
    static constexpr auto fields()
    {
        return std::tuple{codec::field("query", &BenchmarkCandidate::query),
                          codec::field("cache_type", &BenchmarkCandidate::type),
                          codec::field("title", &BenchmarkCandidate::title),
                          codec::field("needs_company", &BenchmarkCandidate::needsCompany),
                          codec::field("reason", &BenchmarkCandidate::reason),
                          codec::field("planned", &BenchmarkCandidate::planned),
                          codec::field("average_ms", &BenchmarkCandidate::averageMs),
                          codec::field("params", &BenchmarkCandidate::params)};
    }
};

/// The price of a benchmark before it runs.
struct BenchmarkEstimate
{
    qint64 databaseQueries = 0;
    double databaseMs = 0;                      ///< what those take whose average is known
    qint64 unknown = 0;                         ///< planned queries whose average is not
    std::vector<BenchmarkCandidate> candidates; ///< every named query, by name
    std::vector<QString> sources; ///< the databases to choose from, the main one first
    static constexpr auto fields()
    {
        return std::tuple{codec::field("database_queries", &BenchmarkEstimate::databaseQueries),
                          codec::field("database_ms", &BenchmarkEstimate::databaseMs),
                          codec::field("unknown", &BenchmarkEstimate::unknown),
                          codec::field("candidates", &BenchmarkEstimate::candidates),
                          codec::field("sources", &BenchmarkEstimate::sources)};
    }
};

struct BenchmarkEstimateQuery
{
    using Reply = BenchmarkEstimate;
    static constexpr auto name = "benchmark-estimate";
    static constexpr Role role = Role::Viewer;
    BenchmarkPlan plan;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("plan", &BenchmarkEstimateQuery::plan)};
    }
};

} // namespace tierwatch
