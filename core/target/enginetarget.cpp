// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/enginetarget.h"

#include "base/async.h"
#include "cache/workspacecache.h"
#include "source/benchmarker.h"
#include "source/watermarkmonitor.h"
#include "target/preview.h"
#include "values/actionevents.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int threads = 4; // one may wait for the source database, one may measure it

} // namespace

EngineTarget::EngineTarget(WorkspaceCache& cache, EngineTargetParts parts, QObject* parent)
    : CacheTarget(parent), m_cache(cache), m_parts(std::move(parts)), m_ages(cache)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setObjectName(u"tierwatch-target"_s);
}

EngineTarget::~EngineTarget()
{
    if (m_parts.benchmarker)
        m_parts.benchmarker->stop();
    m_pool.waitForDone();
}

QString EngineTarget::kindName() const
{
    return isSample() ? tr("Sample workspace") : tr("Local workspace");
}

TargetState EngineTarget::state() const
{
    const QString reason = viewOnlyReason();
    if (!reason.isEmpty())
        return {TargetState::Kind::ViewOnly, reason};
    return {};
}

QString EngineTarget::viewOnlyReason() const
{
    return m_cache.isViewOnly() ? m_cache.notice() : m_parts.watchOnly;
}

std::vector<Capability> EngineTarget::capabilities() const
{
    return capabilitiesBut([this](const QString& operation) { return whyNot(operation); },
                           viewOnlyReason());
}

QString EngineTarget::whyNot(const QString& operation) const
{
    if (!m_parts.monitor && isOneOf<WatermarksQuery, CheckWatermarks, SetCheckInterval>(operation))
        return noMonitor();
    if (isOneOf<EntriesQuery, EntryQuery>(operation))
        return noEntries();
    if (!m_parts.config && isOneOf<ConfigQuery>(operation))
        return noConfig();
    if (!m_parts.gateway && isOneOf<RunQuery>(operation))
        return noQueries();
    if (!m_parts.benchmarker && isOneOf<Benchmark, CancelBenchmark, BenchmarksQuery,
                                        BenchmarkEstimateQuery, BenchmarkProgressQuery>(operation))
        return noBenchmark();
    if (!isSample() && isOneOf<SetSampleLoad>(operation))
        return tr("Only a sample workspace has simulated users.");
    return {};
}

QFuture<Result<Reply>> EngineTarget::answer(Query query, Caller caller)
{
    const auto start = [&]<class Q>(Q& asked) {
        if constexpr (std::is_same_v<Q, RunQuery>)
            return run(asked, caller);
        else
            return runOn(m_pool, [this, asked = std::move(asked), caller = std::move(caller)] {
                return reply(asked, caller);
            });
    };
    return std::visit(start, query);
}

QFuture<Result<Reply>> EngineTarget::perform(Action action, Caller caller)
{
    if (const Result<void> allowed = mayAct(action, caller); !allowed)
        return ready<Result<Reply>>(allowed.error());
    return runOn(m_pool, [this, action = std::move(action), caller = std::move(caller)] {
        Result<Reply> done = std::visit([&](const auto& a) { return carryOut(a, caller); }, action);
        m_ages.setDue();
        QMetaObject::invokeMethod(this, &EngineTarget::changed, Qt::QueuedConnection);
        return done;
    });
}

void EngineTarget::note(Event event, const Caller& caller)
{
    event.timeMs = m_cache.clock().wallMs();
    event.who = caller.username;
    m_cache.events().record(std::move(event));
}

Result<Reply> EngineTarget::reply(const StatsQuery&, const Caller& caller)
{
    Stats stats;
    fillSwitches(stats, caller.username);
    Accounting& accounting = m_cache.accounting();
    stats.setTotals(accounting.totals());
    stats.dropped = accounting.dropped();
    stats.unlogged = accounting.unlogged();
    stats.savings = accounting.savings();
    stats.types = accounting.typeTotals();
    if (const Result<void> filled = fillSizes(stats); !filled)
        return filled.error();
    if (m_parts.sampleLoad)
        stats.sampleLoad = m_parts.sampleLoad();
    return Reply(stats);
}

void EngineTarget::fillSwitches(Stats& stats, const QString& username)
{
    const Switches& switches = m_cache.switches();
    stats.globalEnabled = switches.global();
    stats.forcedOff = switches.forcedOff();
    stats.enabled = stats.globalEnabled && !stats.forcedOff;
    stats.userEnabled = switches.user(username);
    stats.username = username;
    stats.autoInvalidate = switches.autoInvalidate();
    stats.timedSwitches = switches.timed();
    if (!m_parts.monitor)
        stats.autoInvalidateUnavailable = noMonitor();
    stats.mode = m_cache.engine().options().mode;
}

void EngineTarget::fillWriting(Stats& stats)
{
    stats.disk.refused = m_cache.engine().unstored();
    if (m_cache.isViewOnly())
        return;
    const Writer& writer = m_cache.file().writer();
    stats.disk.refused += writer.failedJobs();
    stats.diskProblem = m_cache.engine().storeProblem();
    const std::optional<Error> failure = writer.failure();
    if (failure && !stats.diskProblem)
        stats.diskProblem = failure->message;
    stats.health = stats.diskProblem ? Health::Degraded : Health::Ok;
}

Result<void> EngineTarget::fillSizes(Stats& stats)
{
    CacheEngine& engine = m_cache.engine();
    const MemorySize memory = engine.memory().size();
    stats.memory.entries = memory.entries;
    stats.memory.bytes = memory.bytes;
    stats.memory.limitBytes = engine.options().memory.bytes;
    stats.memory.limitEntries = engine.options().memory.entries;
    stats.memory.evicted = engine.memory().evicted();
    stats.memory.refused = engine.memory().refused();
    fillWriting(stats);
    const auto disk = engine.storeSize();
    if (!disk)
        return disk.error();
    stats.disk.limitBytes = engine.options().storeMaxBytes;
    stats.disk.evicted = engine.storeEvicted();
    if (*disk) {
        stats.disk.entries = (*disk)->active;
        stats.disk.expiredEntries = (*disk)->expired;
        stats.disk.bytes = (*disk)->bytes;
    }
    const auto cleaned = engine.lastCleanUp();
    if (!cleaned)
        return cleaned.error();
    stats.lastCleanupMs = *cleaned;
    return {};
}

Result<Reply> EngineTarget::reply(const HistoryQuery& query, const Caller&)
{
    return Reply(m_cache.accounting().history(query));
}

Result<Reply> EngineTarget::reply(const ResponseTimesQuery& query, const Caller&)
{
    return Reply(m_cache.accounting().responseTimes(query));
}

Result<Reply> EngineTarget::reply(const LatencyTotalsQuery&, const Caller&)
{
    return Reply(m_cache.accounting().latencyTotals());
}

Result<Reply> EngineTarget::reply(const EventsQuery& query, const Caller&)
{
    return Reply(m_cache.events().recent(query));
}

Result<Reply> EngineTarget::reply(const CatalogQuery&, const Caller&)
{
    Catalog catalog = m_parts.catalog ? m_parts.catalog() : Catalog{};
    for (ReportType& type : catalog.types)
        type.enabled = m_cache.switches().type(type.type);
    return Reply(std::move(catalog));
}

Result<Reply> EngineTarget::reply(const PreviewQuery& query, const Caller&)
{
    const auto reached = m_cache.engine().preview(query.scope);
    if (!reached)
        return reached.error();
    const auto all = m_cache.engine().preview({});
    if (!all)
        return all.error();
    const History lastHour = m_cache.accounting().history({Range::hours(1), 60});
    const Events events = m_cache.events().recent({Range::days(7), 100});
    return Reply(reckon(*reached, *all, lastHour.total.hitRate(), events));
}

Result<Reply> EngineTarget::reply(const SavingsQuery& query, const Caller&)
{
    Result<SavingsReport> report = m_cache.accounting().savings(query);
    if (!report)
        return report.error();
    return Reply(*std::move(report));
}

Result<Reply> EngineTarget::invalidated(EventKind kind, const Scope& scope, const Caller& caller,
                                        const Result<Invalidated>& done)
{
    if (!done)
        return done.error();
    const bool whole = !scope.type && !scope.username && !scope.tag && !scope.cacheKey;
    if (m_parts.monitor && whole)
        m_parts.monitor->noteEmptied(scope.companyId);
    note(eventOf(kind, scope, *done), caller);
    return Reply(*done);
}

Result<Reply> EngineTarget::carryOut(const Invalidate& action, const Caller& caller)
{
    return invalidated(EventKind::Invalidated, action.scope, caller,
                       m_cache.engine().invalidate(action.scope, caller.username));
}

Result<Reply> EngineTarget::carryOut(const Purge& action, const Caller& caller)
{
    return invalidated(EventKind::Purged, action.scope, caller,
                       m_cache.engine().purge(action.scope, caller.username));
}

Result<Reply> EngineTarget::carryOut(const Clear&, const Caller& caller)
{
    return invalidated(EventKind::Cleared, {}, caller, m_cache.engine().purge({}, caller.username));
}

Result<Reply> EngineTarget::carryOut(const Undo& action, const Caller& caller)
{
    const auto done = m_cache.engine().undo(action.id);
    if (!done)
        return done.error();
    if (m_parts.monitor && done->entries > 0)
        m_parts.monitor->noteRefilled();
    m_cache.events().noteUndone(action.id, done->atMs);
    Event event;
    event.kind = EventKind::Undone;
    event.entries = done->entries;
    event.bytes = done->bytes;
    event.invalidationId = action.id;
    event.stayedAway = done->stayedAway();
    note(std::move(event), caller);
    return Reply(*done);
}

Result<Reply> EngineTarget::carryOut(const CleanUp&, const Caller& caller)
{
    const auto done = m_cache.engine().cleanUp();
    if (!done)
        return done.error();
    note(eventOf(*done), caller);
    return Reply(*done);
}

Result<Reply> EngineTarget::carryOut(const SetSwitch& action, const Caller& caller)
{
    SwitchState state = action.stateFor(caller.username);
    if (action.forSeconds) {
        if (*action.forSeconds < 1 || *action.forSeconds > SetSwitch::longestSeconds)
            return Error{ErrorCode::InvalidArgument,
                         tr("A switch can be flipped for a second to 30 days, or until it is "
                            "flipped again. Nothing was switched.")};
        state.untilMs = m_cache.clock().wallMs() + *action.forSeconds * 1000;
    }
    if (const auto set = m_cache.flip(state, caller.username); !set)
        return set.error();
    return Reply(state);
}

Result<Reply> EngineTarget::carryOut(const SetSampleLoad& action, const Caller& caller)
{
    const bool wasRunning = m_parts.sampleLoad().running;
    const Result<SampleLoadState> state = m_parts.setSampleLoad(action);
    if (!state)
        return state.error();
    if (state->running != wasRunning) {
        Event event;
        event.kind = EventKind::SampleLoad;
        event.enabled = state->running;
        note(std::move(event), caller);
    }
    return Reply(*state);
}

} // namespace tierwatch
