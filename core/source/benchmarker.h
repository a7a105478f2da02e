// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/gateway.h"
#include "values/benchmarkprogress.h"

#include <atomic>
#include <mutex>

namespace tierwatch {

class Connection;
class TierProbe;
class WorkspaceCache;

/// Measures the named queries of a workspace: each round once from their source, past the cache,
/// once from disk and once from memory. One at a time. Any thread; cache and gateway outlive it.
class Benchmarker final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Benchmarker)
public:
    Benchmarker(WorkspaceCache& cache, const Gateway& gateway) : m_cache(cache), m_gateway(gateway)
    {
    }
    Q_DISABLE_COPY_MOVE(Benchmarker)

    /// Blocks until it is over, which may take long, and keeps it. A query that fails has its error
    /// in its row. Errors: InvalidArgument, NotFound (no such query), NotAllowed (the cache is only
    /// viewed), NotAvailable (another one runs), Cancelled (after stop()).
    Result<BenchmarkRun> run(const BenchmarkPlan& plan, const QString& who);
    /// Ends the one that runs after the query under way; what is measured is kept.
    void cancel();
    /// The same, and no other begins any more.
    void stop();

    [[nodiscard]] BenchmarkProgress progress() const;
    /// What it would cost `who`, without asking the source.
    [[nodiscard]] BenchmarkEstimate estimate(const BenchmarkPlan& plan, const QString& who) const;
    /// The latest first. Blocks on the disk.
    [[nodiscard]] Result<Benchmarks> runs(qint64 limit) const;
    /// The same of any file; in the thread of its connection.
    [[nodiscard]] static Result<Benchmarks> storedRuns(Connection& connection, qint64 limit);

private:
    struct Samples;
    using Query = std::shared_ptr<const NamedQuery>;

    [[nodiscard]] Result<std::vector<Query>> chosen(const BenchmarkPlan& plan,
                                                    const QString& who) const;
    [[nodiscard]] Result<Gateway::Call> call(const NamedQuery& query, const BenchmarkPlan& plan,
                                             const QString& who) const;
    [[nodiscard]] std::optional<double> averageMs(const NamedQuery& query) const;
    Result<void> begin(const BenchmarkPlan& plan, const std::vector<Query>& queries,
                       const QString& who);
    void measureAll(const std::vector<Query>& queries, const BenchmarkPlan& plan,
                    const QString& who);
    void measure(const NamedQuery& query, const Gateway::Call& call, qint64 rounds);
    [[nodiscard]] Result<void> measureRound(const Gateway::Call& call, TierProbe& probe,
                                            Samples& samples);
    void show(const NamedQuery& query, const Samples& samples, const TierProbe& probe);
    void fail(const NamedQuery& query, const Error& error);
    void noteLeft();
    [[nodiscard]] BenchmarkRow& rowOf(const NamedQuery& query);
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(); }
    [[nodiscard]] BenchmarkRun end();
    void keep(BenchmarkRun& run);

    WorkspaceCache& m_cache;
    const Gateway& m_gateway;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_stopped{false};
    mutable std::mutex m_mutex;           ///< guards the rest
    BenchmarkProgress m_progress;         ///< running = taken
    std::map<QString, double> m_averages; ///< ms, by query, of those whose is known
};

} // namespace tierwatch
