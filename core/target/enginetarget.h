// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/gateway.h"
#include "target/cachetarget.h"
#include "target/entryages.h"
#include "target/userfigures.h"

#include <QThreadPool>

#include <functional>

namespace tierwatch {

class Benchmarker;
class WatermarkMonitor;
class WorkspaceCache;

/// What an engine target is called and what it knows beside the cache itself.
struct EngineTargetParts
{
    QString name;
    QString location;
    QString username;       ///< who sits in front of it
    QString watchOnly = {}; ///< why actions are off; empty = they are not
    std::function<Catalog()> catalog = {};
    WatermarkMonitor* monitor = nullptr; ///< outlives the target; null = nothing can be watched
    Gateway* gateway = nullptr;          ///< the same; null = there is no query to run
    std::function<Config()> config = {};
    Benchmarker* benchmarker = nullptr; ///< the same; null = there is nothing to measure
    /// The simulated users; both or neither. Called on the target's own threads.
    std::function<SampleLoadState()> sampleLoad = {};
    std::function<Result<SampleLoadState>(const SetSampleLoad&)> setSampleLoad = {};
};

/// The cache of a workspace in this process, as a target. It has threads of its own, so that
/// neither slow loads nor a slow disk keep the dashboard from its figures for longer than they
/// must. The cache outlives it.
class EngineTarget final : public CacheTarget
{
    Q_OBJECT
public:
    EngineTarget(WorkspaceCache& cache, EngineTargetParts parts, QObject* parent = nullptr);
    ~EngineTarget() override;

    [[nodiscard]] QString name() const override { return m_parts.name; }
    [[nodiscard]] QString kindName() const override;
    [[nodiscard]] QString location() const override { return m_parts.location; }
    [[nodiscard]] bool isSample() const override { return bool(m_parts.setSampleLoad); }
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::vector<Capability> capabilities() const override;
    [[nodiscard]] Caller self() const override { return {m_parts.username, Role::Administrator}; }
    [[nodiscard]] bool answersAnyThread() const override { return true; }

protected:
    QFuture<Result<Reply>> answer(Query query, Caller caller) override;
    QFuture<Result<Reply>> perform(Action action, Caller caller) override;

private:
    Result<Reply> reply(const StatsQuery& query, const Caller& caller);
    Result<Reply> reply(const HistoryQuery& query, const Caller& caller);
    Result<Reply> reply(const ResponseTimesQuery& query, const Caller& caller);
    Result<Reply> reply(const LatencyTotalsQuery& query, const Caller& caller);
    Result<Reply> reply(const EventsQuery& query, const Caller& caller);
    Result<Reply> reply(const CatalogQuery& query, const Caller& caller);
    Result<Reply> reply(const PreviewQuery& query, const Caller& caller);
    Result<Reply> reply(const WatermarksQuery& query, const Caller& caller);
    Result<Reply> reply(const SavingsQuery& query, const Caller& caller);
    Result<Reply> reply(const FreshnessQuery& query, const Caller& caller);
    Result<Reply> reply(const ExplainQuery& query, const Caller& caller);
    Result<Reply> reply(const BenchmarkEstimateQuery& query, const Caller& caller);
    Result<Reply> reply(const BenchmarkProgressQuery& query, const Caller& caller);
    Result<Reply> reply(const BenchmarksQuery& query, const Caller& caller);
    Result<Reply> reply(const EntriesQuery& query, const Caller& caller);
    Result<Reply> reply(const EntryQuery& query, const Caller& caller);
    Result<Reply> reply(const UsersQuery& query, const Caller& caller);
    Result<Reply> reply(const LogQuery& query, const Caller& caller);
    Result<Reply> reply(const ActionsQuery& query, const Caller& caller);
    Result<Reply> reply(const ConfigQuery& query, const Caller& caller);
    Result<Reply> carryOut(const Invalidate& action, const Caller& caller);
    Result<Reply> carryOut(const Purge& action, const Caller& caller);
    Result<Reply> carryOut(const Clear& action, const Caller& caller);
    Result<Reply> carryOut(const Undo& action, const Caller& caller);
    Result<Reply> carryOut(const CleanUp& action, const Caller& caller);
    Result<Reply> carryOut(const SetSwitch& action, const Caller& caller);
    Result<Reply> carryOut(const SetSampleLoad& action, const Caller& caller);
    Result<Reply> carryOut(const CheckWatermarks& action, const Caller& caller);
    Result<Reply> carryOut(const SetCheckInterval& action, const Caller& caller);
    Result<Reply> carryOut(const Benchmark& action, const Caller& caller);
    Result<Reply> carryOut(const CancelBenchmark& action, const Caller& caller);

    QFuture<Result<Reply>> run(const RunQuery& query, const Caller& caller);
    [[nodiscard]] Result<Gateway::Call> callOf(const RunQuery& query, const Caller& caller) const;
    void fillSwitches(Stats& stats, const QString& username);
    Result<void> fillSizes(Stats& stats);
    void fillWriting(Stats& stats);
    /// Why an operation can't be done here, whoever asks; empty where it can.
    [[nodiscard]] QString whyNot(const QString& operation) const;
    [[nodiscard]] QString noMonitor() const;
    [[nodiscard]] static QString noBenchmark();
    [[nodiscard]] static QString noConfig();
    [[nodiscard]] static QString noQueries();
    /// Why entries can't be listed; empty where they can.
    [[nodiscard]] QString noEntries() const;
    void tellOfMemory(EntryRow& row);
    /// Why nothing may be changed here; empty where it may.
    [[nodiscard]] QString viewOnlyReason() const;
    void note(Event event, const Caller& caller);
    Result<Reply> invalidated(EventKind kind, const Scope& scope, const Caller& caller,
                              const Result<Invalidated>& done);

    WorkspaceCache& m_cache;
    const EngineTargetParts m_parts;
    EntryAges m_ages;
    UserFigures m_userFigures{LogList::Misses::WithTheirCost};
    QThreadPool m_pool; // last: its tasks use all of the above
};

} // namespace tierwatch
