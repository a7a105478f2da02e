// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/cacheengine.h"

#include "base/async.h"

#include <QCoreApplication>

#include <utility>

namespace tierwatch {

namespace {

Stamps::Reserve reserveFrom(StoreTier* store, bool readOnly)
{
    if (!store || readOnly)
        return {};
    return [store](quint64 from, quint64 count) { return store->reserveStamps(from, count); };
}

/// Where the store can't tell, far above whatever it holds, and above what the last such run began
/// with.
quint64 firstStamp(StoreTier* store, const Clock& clock)
{
    constexpr quint64 unknown = quint64(1) << 62;
    if (!store)
        return 1;
    const Result<quint64> next = store->nextStamp();
    return next ? *next : unknown + (static_cast<quint64>(clock.wallMs()) << 10);
}

/// A store that may be written to may fail; one that is only looked at is taken as it is.
std::unique_ptr<StoreTier> guarded(const EngineOptions& options, std::unique_ptr<StoreTier> store,
                                   const Clock& clock, GuardedTier** guard)
{
    if (!store || options.readOnly)
        return store;
    auto tier = std::make_unique<GuardedTier>(std::move(store), options, clock);
    *guard = tier.get();
    return tier;
}

Result<Answer> nobodyWaits()
{
    return Error{ErrorCode::Cancelled,
                 QCoreApplication::translate("tierwatch::CacheEngine",
                                             "Nobody waited for the report any more when its turn "
                                             "came. It was not loaded.")};
}

} // namespace

/// How a request began.
struct CacheEngine::Start
{
    bool admitted = false;
    bool timed = false; ///< it began at `at`, and is to be recorded even if it is a hit
    Moment at = {};

    /// Nothing is left to do but to hand over a hit.
    [[nodiscard]] bool endsWith(const MemoryLook& look) const
    {
        return look.miss == MemoryMiss::None && !look.refresh && !timed;
    }
};

CacheEngine::CacheEngine(const EngineOptions& options, std::unique_ptr<StoreTier> store,
                         Switches& switches, Accounting& accounting, const Clock& clock,
                         const EngineListeners& listeners)
    : m_options(options),
      m_clock(clock),
      m_switches(switches),
      m_accounting(accounting),
      m_store(guarded(options, std::move(store), clock, &m_guard)),
      m_stamps(reserveFrom(m_store.get(), options.readOnly), firstStamp(m_store.get(), clock)),
      m_memory(options.memory, m_barriers),
      m_tiers(m_options, m_memory, keepsRows() ? m_store.get() : nullptr, m_barriers, clock),
      m_loads(m_options, m_tiers, m_barriers, m_stamps, clock,
              [this](const PreparedRequest& request, double loadMs) {
                  recordRenewal(request, loadMs);
              }),
      m_janitor(m_options, m_store.get(), m_memory, clock, listeners.cleanedUp),
      m_invalidator(m_options, m_store.get(), m_barriers, m_stamps, m_memory, m_janitor, clock)
{
    m_pool.setMaxThreadCount(options.loadThreads);
    m_pool.setObjectName(QStringLiteral("tierwatch-engine"));
    watchStore(listeners);
    m_counts = true;
    m_accounting.setHitSource([this](std::vector<HitTally>& hits) { m_memory.takeHits(hits); });
    m_invalidator.resume();
}

void CacheEngine::watchStore(const EngineListeners& listeners)
{
    if (!m_guard)
        return;
    GuardedTier::Hooks hooks;
    hooks.recoverSoon = [this] { m_janitor.soon([this] { m_guard->recover(); }); };
    hooks.raiseOverAll = [this] { return m_invalidator.raiseOverAll(); };
    hooks.recovered = [this] { m_invalidator.resumeRows(); };
    hooks.warn = listeners.warning;
    m_guard->setHooks(std::move(hooks));
}

CacheEngine::~CacheEngine()
{
    stop();
}

void CacheEngine::stop()
{
    m_pool.waitForDone();
    m_loads.stop();
    m_janitor.stop();
    // Rows that wait to be stored ask the engine whether they are still valid.
    if (m_store)
        m_store->flush();
    // The accounting may end between this and the engine's end.
    if (std::exchange(m_counts, false))
        m_accounting.setHitSource({});
}

Result<PreparedRequest> CacheEngine::prepare(Request request)
{
    const Result<CacheKey> key = CacheKey::of(request);
    if (!key)
        return key.error();
    return prepared(std::move(request), *key);
}

PreparedRequest CacheEngine::prepared(Request request, const CacheKey& key)
{
    auto scopes = std::make_shared<EntryScopes>();
    scopes->key = key.text();
    scopes->type = request.type;
    scopes->companyId = request.companyId;
    scopes->username = request.perUser ? request.username : std::nullopt;
    scopes->tags = request.tags;
    scopes->typeId = m_accounting.types().idOf(request.type);
    const quint32 userId = m_accounting.users().idOf(request.username.value_or(QString()));
    return {key, std::move(request), std::move(scopes), userId};
}

Result<Answer> CacheEngine::fetch(const Request& request, const Loader& loader)
{
    KeyBuffer buffer;
    const Result<KeyView> key = CacheKey::write(request, buffer);
    if (!key)
        return key.error();
    // Nothing but the key is made for a request that memory can answer.
    Start start;
    MemoryLook look = fromMemory(*key, request, start);
    if (start.endsWith(look)) [[likely]]
        return std::move(look.answer);
    return carryOn(prepared(request, CacheKey::of(*key)), loader, start, look);
}

Result<Answer> CacheEngine::fetch(const PreparedRequest& request, const Loader& loader)
{
    Start start;
    MemoryLook look = fromMemory(request.view(), request, start);
    if (start.endsWith(look)) [[likely]]
        return std::move(look.answer);
    return carryOn(request, loader, start, look);
}

/// Nearly always nothing is switched off, and the request itself is left where it lies. Of many
/// hits only some are timed: a look at the clock costs more than a hit.
template <class AnyRequest>
inline MemoryLook CacheEngine::fromMemory(const KeyView& key, const AnyRequest& request,
                                          Start& start)
{
    const qint64 tickMs = m_clock.tickMs();
    start.admitted = !m_switches.anyOff() || admitted(request);
    start.timed = m_accounting.samples(tickMs);
    if (start.timed) [[unlikely]] {
        start.at = m_clock.now();
        m_wallAheadMs.store(start.at.wallMs - start.at.steadyMs(), std::memory_order_relaxed);
    }
    if (!start.admitted || m_options.mode == CacheMode::Sqlite) [[unlikely]]
        return {};
    if (start.timed) [[unlikely]]
        return m_memory.find(key, start.at.steadyMs(), start.at.wallMs);
    return m_memory.findAndCount(key, tickMs,
                                 tickMs + m_wallAheadMs.load(std::memory_order_relaxed));
}

/// What there is to do beside handing over a value from memory.
Result<Answer> CacheEngine::carryOn(const PreparedRequest& request, const Loader& loader,
                                    Start& start, MemoryLook& look)
{
    const bool hit = look.miss == MemoryMiss::None;
    if (!hit && !start.timed)
        start.at = m_clock.now();
    if (look.refresh)
        m_loads.refresh(request, loader);
    Result<Answer> answer = hit              ? Result<Answer>(std::move(look.answer))
                            : start.admitted ? m_loads.answer(request, loader, look.miss)
                                             : m_loads.bypass(loader);
    if (!hit || start.timed)
        record(request, answer, start.at);
    return answer;
}

QFuture<Result<Answer>> CacheEngine::fetchAsync(const Request& request, Loader loader,
                                                Wanted isWanted)
{
    KeyBuffer buffer;
    const Result<KeyView> key = CacheKey::write(request, buffer);
    if (!key)
        return ready<Result<Answer>>(key.error());
    Start start;
    MemoryLook look = fromMemory(*key, request, start);
    if (start.endsWith(look))
        return ready<Result<Answer>>(std::move(look.answer));
    PreparedRequest made = prepared(request, CacheKey::of(*key));
    if (look.miss == MemoryMiss::None)
        return ready<Result<Answer>>(carryOn(made, loader, start, look));
    if (isWanted && !isWanted())
        return ready(nobodyWaits());
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    m_pool.start([this, request = std::move(made), loader = std::move(loader), miss = look.miss,
                  started = start.timed ? start.at : m_clock.now(), isWanted = std::move(isWanted),
                  promise] {
        if (!isWanted || isWanted())
            return runAsync(request, loader, miss, started, promise);
        resolve(*promise, nobodyWaits());
    });
    return promise->future();
}

/// On a pool thread. A follower does not hold the thread: the leader's thread answers it.
void CacheEngine::runAsync(const PreparedRequest& request, const Loader& loader, MemoryMiss miss,
                           const Moment& started, const Promise& promise)
{
    const auto finish = [this, request, started, promise](const Result<Answer>& answer) {
        record(request, answer, started);
        resolve(*promise, answer);
    };
    if (!admitted(request))
        return finish(m_loads.bypass(loader));
    m_loads.answerTo(request, loader, miss, finish);
}

/// What the database takes for it: as measured when the value was loaded, else the type's average.
float CacheEngine::estimateMs(quint32 typeId, const Answer& answer) const
{
    if (answer.loadMs > 0)
        return static_cast<float>(answer.loadMs);
    const std::optional<double> average = m_accounting.estimateMs(typeId);
    return average ? static_cast<float>(*average) : AccessRecord::unknownMs;
}

void CacheEngine::record(const PreparedRequest& request, const Result<Answer>& answer,
                         const Moment& started)
{
    AccessRecord record;
    const qint64 tookNs = m_clock.steadyNs() - started.steadyNs;
    record.wallMs = started.wallMs + tookNs / 1'000'000;
    record.typeId = request.scopes()->typeId;
    record.userId = request.userId();
    record.companyId = request.request().companyId;
    record.responseMs = static_cast<float>(tookNs) / 1e6F;
    record.error = !answer.ok();
    if (answer) {
        record.origin = answer->origin;
        record.reason = answer->reason;
        record.stale = answer->stale;
        record.shared = answer->shared;
        record.estimateMs = estimateMs(record.typeId, *answer);
    }
    m_accounting.record(record);
}

/// On a load's thread: a query that nobody waited for, paid for the hits to come.
void CacheEngine::recordRenewal(const PreparedRequest& request, double loadMs)
{
    AccessRecord record;
    record.wallMs = m_clock.wallMs();
    record.typeId = request.scopes()->typeId;
    record.companyId = request.request().companyId;
    record.responseMs = record.estimateMs = static_cast<float>(loadMs);
    record.renewal = true;
    m_accounting.record(record);
}

Result<Invalidated> CacheEngine::invalidate(const Scope& scope, const QString& who)
{
    return m_invalidator.invalidate(Invalidator::Verb::Invalidate, scope, who);
}

Result<Invalidated> CacheEngine::purge(const Scope& scope, const QString& who)
{
    return m_invalidator.invalidate(Invalidator::Verb::Purge, scope, who);
}

Result<Undone> CacheEngine::undo(qint64 id)
{
    return m_invalidator.undo(static_cast<quint64>(id));
}

Result<void> CacheEngine::noteSourceChange(qint64 companyId)
{
    return m_invalidator.noteChange(companyId);
}

Result<CleanedUp> CacheEngine::cleanUp()
{
    return m_janitor.cleanUp();
}

void CacheEngine::settle()
{
    m_janitor.waitUntilIdle();
    if (m_store)
        m_store->flush();
}

Result<std::optional<EntrySizes>> CacheEngine::storeSize() const
{
    if (!m_store || !keepsRows())
        return std::optional<EntrySizes>();
    const Result<EntrySizes> size = m_store->size(m_clock.wallMs());
    if (!size)
        return size.error();
    return std::optional(*size);
}

Result<std::vector<PreviewRow>> CacheEngine::preview(const Scope& scope) const
{
    if (const Result<void> usable = Barriers::check(scope); !usable)
        return usable.error();
    const std::vector<PreviewRow> inMemoryOnly =
        m_memory.preview(scope, m_clock.steadyMs(), m_clock.wallMs());
    if (!m_store || !keepsRows())
        return inMemoryOnly;
    Result<std::vector<PreviewRow>> rows = m_store->preview(scope, m_clock.wallMs());
    if (rows)
        addPreview(*rows, inMemoryOnly);
    return rows;
}

Result<std::optional<qint64>> CacheEngine::lastCleanUp() const
{
    return m_store ? m_store->lastCleanUp()
                   : Result<std::optional<qint64>>(std::optional<qint64>());
}

std::optional<QString> CacheEngine::storeProblem() const
{
    return m_guard ? m_guard->problem() : std::nullopt;
}

Result<Explained> CacheEngine::explain(const QString& key, const QString& asker) const
{
    return Explainer(m_options, m_memory, m_store.get(), m_barriers, m_switches, m_clock)
        .explain(key, asker);
}

std::unique_ptr<TierProbe> CacheEngine::probe()
{
    return std::make_unique<TierProbe>(m_options, m_store.get(), m_barriers, m_stamps, m_clock);
}

} // namespace tierwatch
