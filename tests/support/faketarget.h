// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/cachetarget.h"

#include <QTimer>

#include <algorithm>
#include <functional>

namespace tierwatch::test {

/// A target that says what a test wrote down, after the delay the test asked for, and remembers
/// what it was asked. Switches and the sample load do change its figures. Lives in the GUI thread.
class FakeTarget final : public CacheTarget
{
public:
    // What it answers.
    Stats stats;
    std::function<History(const HistoryQuery&)> history = [](const HistoryQuery&) {
        return History{};
    };
    ResponseTimes times;
    LatencyTotals latencies;
    Events events;
    Catalog catalog;
    Watermarks watermarks;
    std::function<Result<SavingsReport>(const SavingsQuery&)> savings = [](const SavingsQuery&) {
        return SavingsReport{};
    };
    FreshnessReport freshness;
    std::optional<qint64> invalidationId; ///< of every invalidation; with the next, undoable
    std::optional<qint64> undoUntilMs;
    Undone undone;
    Explained explained;
    std::function<BenchmarkEstimate(const BenchmarkPlan&)> estimate = [](const BenchmarkPlan&) {
        return BenchmarkEstimate{};
    };
    BenchmarkProgress progress;
    Benchmarks benchmarks;
    EntriesPage entries;
    Users users;
    Log log;
    Config config;
    RunAnswer ran = {};
    Entry entry;
    BenchmarkRun run = {}; ///< what a benchmark gives; it becomes the latest of `benchmarks`
    std::function<Preview(const Scope&)> preview = [](const Scope&) { return Preview{}; };

    // How it answers.
    qint64 nowMs = 0; ///< from when a switch's limited time runs
    int delayMs = 0;
    bool silent = false; ///< takes questions and answers none until speak()
    std::optional<Error> readFailure;
    std::optional<History> keptHistory;     ///< instead of that failure
    std::optional<Error> missing;           ///< instead of a history
    std::optional<Error> noWatermarks;      ///< instead of what the monitor knows
    std::function<void()> onAnswer = [] {}; ///< called before each answer to a query
    std::function<void()> onAct = [] {};    ///< called before each action is begun
    std::optional<Error> actFailure;
    std::vector<Capability> lacking; ///< the operations it cannot do, with the reasons
    QString title = QStringLiteral("Accounting reports");
    bool sample = false;
    LinkFigures linkFigures;

    /// Answers what it was asked while it was silent, and goes on answering.
    void speak()
    {
        silent = false;
        for (const auto& answer : std::exchange(m_unanswered, {}))
            answer();
    }

    // What it was asked.
    std::vector<Query> queries;
    std::vector<Action> actions;

    template <class Q>
    [[nodiscard]] int timesAsked() const
    {
        return static_cast<int>(std::ranges::count_if(
            queries, [](const Query& query) { return std::holds_alternative<Q>(query); }));
    }
    /// The last action of that kind, or none.
    template <class A>
    [[nodiscard]] std::optional<A> lastAction() const
    {
        const auto last = std::find_if(actions.rbegin(), actions.rend(), [](const Action& action) {
            return std::holds_alternative<A>(action);
        });
        return last == actions.rend() ? std::nullopt : std::optional(std::get<A>(*last));
    }

    [[nodiscard]] QString name() const override { return title; }
    [[nodiscard]] QString kindName() const override { return QStringLiteral("Local workspace"); }
    [[nodiscard]] QString location() const override { return QStringLiteral("fake:") + title; }
    [[nodiscard]] bool isSample() const override { return sample; }
    [[nodiscard]] TargetState state() const override { return m_state; }
    [[nodiscard]] LinkFigures link() const override { return linkFigures; }
    [[nodiscard]] Caller self() const override { return {stats.username, Role::Administrator}; }
    [[nodiscard]] std::vector<Capability> capabilities() const override
    {
        std::vector<Capability> all;
        for (const QString& operation : operationNames()) {
            const auto lack = std::ranges::find(lacking, operation, &Capability::name);
            all.push_back(lack == lacking.end() ? Capability{operation, true, {}} : *lack);
        }
        return all;
    }

    void setState(const TargetState& state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    /// As a target that is opened for viewing only: every action is refused with this reason.
    void makeViewOnly(const QString& reason)
    {
        for (const char* action :
             {Invalidate::name, Purge::name, Clear::name, Undo::name, CleanUp::name,
              SetSwitch::name, SetSampleLoad::name, CheckWatermarks::name, SetCheckInterval::name,
              Benchmark::name, CancelBenchmark::name})
            lacking.push_back({QLatin1StringView(action), false, reason});
        setState({TargetState::Kind::ViewOnly, reason});
    }

protected:
    QFuture<Result<Reply>> answer(Query query, Caller) override
    {
        queries.push_back(query);
        return later([this, query = std::move(query)]() -> Result<Reply> {
            onAnswer();
            if (keptHistory && std::holds_alternative<HistoryQuery>(query))
                return Reply(*keptHistory);
            if (readFailure)
                return *readFailure;
            if (missing && std::holds_alternative<HistoryQuery>(query))
                return *missing;
            if (const auto* asked = std::get_if<SavingsQuery>(&query)) {
                Result<SavingsReport> report = savings(*asked);
                return report ? Result<Reply>(Reply(*std::move(report))) : report.error();
            }
            if (noWatermarks && std::holds_alternative<WatermarksQuery>(query))
                return *noWatermarks;
            return std::visit([this](const auto& q) { return Reply(reply(q)); }, query);
        });
    }
    QFuture<Result<Reply>> perform(Action action, Caller) override
    {
        onAct();
        actions.push_back(action);
        return later([this, action = std::move(action)]() -> Result<Reply> {
            if (actFailure)
                return *actFailure;
            const Reply done =
                std::visit([this](const auto& a) { return Reply(apply(a)); }, action);
            Q_EMIT changed();
            return done;
        });
    }

private:
    template <class F>
    QFuture<Result<Reply>> later(F makeReply)
    {
        const auto promise = std::make_shared<QPromise<Result<Reply>>>();
        promise->start();
        QFuture<Result<Reply>> future = promise->future();
        const auto answer = [promise, makeReply = std::move(makeReply)] {
            promise->addResult(makeReply());
            promise->finish();
        };
        if (silent)
            m_unanswered.emplace_back(answer);
        else
            QTimer::singleShot(delayMs, this, answer);
        return future;
    }

    Stats reply(const StatsQuery&) const { return stats; }
    History reply(const HistoryQuery& query) const { return history(query); }
    ResponseTimes reply(const ResponseTimesQuery&) const { return times; }
    LatencyTotals reply(const LatencyTotalsQuery&) const { return latencies; }
    Events reply(const EventsQuery&) const { return events; }
    Catalog reply(const CatalogQuery&) const { return catalog; }
    Watermarks reply(const WatermarksQuery&) const { return watermarks; }
    SavingsReport reply(const SavingsQuery&) const { return {}; }
    FreshnessReport reply(const FreshnessQuery&) const { return freshness; }
    Explained reply(const ExplainQuery&) const { return explained; }
    BenchmarkEstimate reply(const BenchmarkEstimateQuery& query) const
    {
        return estimate(query.plan);
    }
    BenchmarkProgress reply(const BenchmarkProgressQuery&) const { return progress; }
    Benchmarks reply(const BenchmarksQuery&) const { return benchmarks; }
    EntriesPage reply(const EntriesQuery&) const { return entries; }
    Entry reply(const EntryQuery&) const { return entry; }
    Users reply(const UsersQuery&) const { return users; }
    Log reply(const LogQuery&) const { return log; }
    Actions reply(const ActionsQuery&) const { return {events.events, {}}; }
    Config reply(const ConfigQuery&) const { return config; }
    RunAnswer reply(const RunQuery&) const { return ran; }
    Preview reply(const PreviewQuery& query) const { return preview(query.scope); }

    Invalidated apply(const Invalidate& action) const
    {
        const Preview price = preview(action.scope);
        return {0, price.entries, price.bytes, invalidationId, undoUntilMs};
    }
    Invalidated apply(const Purge& action) const { return apply(Invalidate{action.scope}); }
    Invalidated apply(const Clear&) const { return apply(Invalidate{}); }
    Undone apply(const Undo&) const { return undone; }
    CleanedUp apply(const CleanUp&) const { return {0, stats.disk.expiredEntries.value_or(0), 0}; }
    SwitchState apply(const SetSwitch& action)
    {
        if (action.kind == SwitchKind::Global)
            stats.globalEnabled = stats.enabled = action.enabled;
        if (action.kind == SwitchKind::User)
            stats.userEnabled = action.enabled;
        if (action.kind == SwitchKind::AutoInvalidate)
            stats.autoInvalidate = action.enabled;
        std::erase_if(stats.timedSwitches,
                      [&](const SwitchState& one) { return one.kind == action.kind; });
        SwitchState state{action.kind, action.subject, action.enabled};
        if (action.forSeconds) {
            state.untilMs = nowMs + *action.forSeconds * 1000;
            stats.timedSwitches.push_back(state);
        }
        if (action.kind == SwitchKind::AutoInvalidate) {
            watermarks.running = action.enabled;
            watermarks.switchUntilMs = state.untilMs;
        }
        return state;
    }
    Watermarks apply(const SetCheckInterval& action)
    {
        watermarks.intervalMs = action.seconds * 1000;
        return watermarks;
    }
    Watermarks apply(const CheckWatermarks&) const { return watermarks; }
    BenchmarkRun apply(const Benchmark&)
    {
        benchmarks.runs.insert(benchmarks.runs.begin(), run);
        return run;
    }
    BenchmarkProgress apply(const CancelBenchmark&) const { return progress; }
    SampleLoadState apply(const SetSampleLoad& action)
    {
        const SampleLoadState load{action.running, action.ratePerSecond};
        stats.sampleLoad = load;
        return load;
    }

    TargetState m_state;
    std::vector<std::function<void()>> m_unanswered;
};

} // namespace tierwatch::test
