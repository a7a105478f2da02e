// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/loads.h"

#include <QCoreApplication>

#include <algorithm>
#include <exception>

namespace tierwatch {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::CacheEngine", text);
}

/// A loader is the caller's code: whatever it throws becomes the error of this request.
Result<Loaded> callGuarded(const Loader& loader)
{
    try {
        return loader();
    } catch (const std::exception& exception) {
        return Error{ErrorCode::Source,
                     tr("The report could not be loaded: its loader stopped with an exception."),
                     QString::fromUtf8(exception.what())};
    } catch (...) {
        return Error{ErrorCode::Source,
                     tr("The report could not be loaded: its loader stopped with an exception."),
                     {}};
    }
}

/// A day at most: enough for everybody, and the sum with a time can't overflow.
std::chrono::milliseconds waitOf(qint64 timeoutMs)
{
    return std::min(std::chrono::milliseconds(timeoutMs), std::chrono::milliseconds(86'400'000));
}

MissReason reasonOf(MemoryMiss miss)
{
    switch (miss) {
    case MemoryMiss::Expired:
        return MissReason::Expired;
    case MemoryMiss::Invalidated:
        return MissReason::Invalidated;
    default:
        return MissReason::First;
    }
}

/// For one who did not load it: a query that the database was spared.
Result<Answer> shared(const Result<Answer>& outcome)
{
    if (!outcome || outcome->origin != Origin::Database)
        return outcome;
    Answer answer = *outcome;
    answer.shared = true;
    return answer;
}

/// Takes the first answer for a waiter; those that come after it are dropped.
class FirstAnswer final
{
public:
    explicit FirstAnswer(Loads::Waiter waiter) : m_waiter(std::move(waiter)) {}
    void take(const Result<Answer>& answer)
    {
        if (!m_taken.exchange(true))
            m_waiter(answer);
    }

private:
    const Loads::Waiter m_waiter;
    std::atomic<bool> m_taken{false};
};

} // namespace

/// What a leader has in its hands, to carry out here or on another thread.
struct Loads::Load
{
    PreparedRequest request;
    Loader loader;
    MemoryMiss miss;
    SingleFlight::Ticket ticket;
};

/// Until when a caller waits. One without an end waits for ever.
struct Loads::Patience
{
    std::optional<Time> soft;
    std::optional<Time> hard;
};

Loads::Loads(const EngineOptions& options, Tiers& tiers, const Barriers& barriers, Stamps& stamps,
             const Clock& clock, Renewed renewed)
    : m_tiers(tiers),
      m_barriers(barriers),
      m_stamps(stamps),
      m_clock(clock),
      m_renewed(std::move(renewed)),
      m_threads(options.backgroundLoads)
{
}

Loads::~Loads()
{
    stop();
}

void Loads::stop()
{
    m_threads.stop();
    m_alarms.stop();
}

Loads::Patience Loads::patienceOf(const PreparedRequest& request) const
{
    const Policy& policy = m_tiers.policyOf(request);
    Patience patience;
    if (policy.softTimeoutMs <= 0 && policy.hardTimeoutMs <= 0)
        return patience;
    const Time now = std::chrono::steady_clock::now();
    if (policy.hardTimeoutMs > 0)
        patience.hard = now + waitOf(policy.hardTimeoutMs);
    if (policy.softTimeoutMs > 0 && policy.graceMs > 0)
        patience.soft = now + waitOf(policy.softTimeoutMs);
    if (patience.soft && patience.hard && *patience.hard <= *patience.soft)
        patience.soft.reset(); // at the hard end a stale value is served, too
    return patience;
}

Result<Answer> Loads::answer(const PreparedRequest& request, const Loader& loader, MemoryMiss miss)
{
    if (std::optional<Answer> stale = throttled(request))
        return *std::move(stale);
    const Patience patience = patienceOf(request);
    const SingleFlight::Ticket ticket = enter(request);
    if (!ticket.leads)
        return shared(wait(request, ticket, patience));
    lead({request, loader, miss, ticket}, patience);
    return wait(request, ticket, patience);
}

void Loads::answerTo(const PreparedRequest& request, const Loader& loader, MemoryMiss miss,
                     const Waiter& waiter)
{
    if (const std::optional<Answer> stale = throttled(request))
        return waiter(*stale);
    const Patience patience = patienceOf(request);
    const SingleFlight::Ticket ticket = enter(request);
    if (!ticket.leads)
        return notify(request, ticket, patience,
                      [waiter](const Result<Answer>& answer) { waiter(shared(answer)); });
    notify(request, ticket, patience, waiter);
    lead({request, loader, miss, ticket}, patience);
}

/// `stamp`: of the value that is to be renewed.
void Loads::renew(const PreparedRequest& request, const Loader& loader, quint64 stamp)
{
    if (m_throttle.holds(request.key.text(), m_clock.steadyMs()))
        return;
    // Where no thread is free, a later hit tries again.
    (void)m_threads.tryStart([this, request, loader, stamp] {
        const SingleFlight::Ticket ticket = enter(request);
        if (!ticket.leads)
            return;
        const Load load{request, loader, MemoryMiss::None, ticket};
        MissReason reason = MissReason::Expired;
        // Somebody else may have renewed it before this thread came to it.
        if (m_tiers.cachedStamp(request) != stamp && landFromTiers(load, reason))
            return;
        const Result<Answer> renewed = landFromSource(load, reason);
        if (renewed && renewed->origin == Origin::Database && m_renewed)
            m_renewed(request, renewed->loadMs);
    });
}

Result<Answer> Loads::bypass(const Loader& loader)
{
    const qint64 started = m_clock.steadyNs();
    Result<Loaded> loaded = callGuarded(loader);
    if (!loaded)
        return loaded.error();
    const double loadMs = static_cast<double>(m_clock.steadyNs() - started) / 1e6;
    return Answer{
        std::move(loaded->value), Origin::Bypassed, MissReason::SwitchedOff, false, 0, loadMs};
}

/// A source that failed just now is left alone while there is something to serve instead.
std::optional<Answer> Loads::throttled(const PreparedRequest& request)
{
    if (!m_throttle.holds(request.key.text(), m_clock.steadyMs()))
        return std::nullopt;
    return m_tiers.standIn(request);
}

SingleFlight::Ticket Loads::enter(const PreparedRequest& request)
{
    // A flight that an invalidation overtook is not for those who ask after it.
    return m_flights.enter(
        request.key.text(),
        [&](quint64 stamp) { return m_barriers.admits(*request.scopes(), stamp); },
        [this] { return m_stamps.next(); });
}

void Loads::lead(const Load& load, const Patience& patience)
{
    // Nor does a slow disk keep a caller who can be answered from memory.
    if (patience.soft && m_tiers.staleInMemory(load.request))
        return handOver(load, patience, std::nullopt);
    MissReason reason = reasonOf(load.miss);
    if (landFromTiers(load, reason))
        return;
    if (patience.hard || (patience.soft && m_tiers.stale(load.request)))
        return handOver(load, patience, reason);
    (void)landFromSource(load, reason);
}

/// To a thread of its own, which goes on when the caller has left.
void Loads::handOver(const Load& load, const Patience& patience, std::optional<MissReason> told)
{
    const Time noLaterThan = patience.hard.value_or(Time::max());
    const auto task = [this, load, told, noLaterThan] { carryOut(load, told, noLaterThan); };
    const std::optional<Answer> stale =
        patience.soft ? m_tiers.stale(load.request) : std::optional<Answer>();
    if (!stale)
        m_threads.start(task);
    else if (!m_threads.tryStart(task))
        land(load, *stale);
}

void Loads::carryOut(const Load& load, std::optional<MissReason> told, Time noLaterThan)
{
    // It may have waited for a thread until nobody waited for it.
    if (std::chrono::steady_clock::now() >= noLaterThan)
        return land(load, outOfTime(load.request));
    MissReason reason = told.value_or(reasonOf(load.miss));
    if (told || !landFromTiers(load, reason))
        (void)landFromSource(load, reason);
}

bool Loads::landFromTiers(const Load& load, MissReason& reason)
{
    // Another flight may have landed between the look into memory and the start of this one.
    MemoryLook look = m_tiers.fromMemory(load.request.key.view(), m_clock.now());
    if (look.miss == MemoryMiss::None) {
        land(load, std::move(look.answer));
        return true;
    }
    StoreLook found{reason};
    std::optional<Answer> hit = m_tiers.fromStore(load.request, found);
    reason = found.reason;
    if (!hit)
        return false;
    land(load, *std::move(hit));
    if (found.refresh)
        renew(load.request, load.loader, found.stamp);
    return true;
}

/// Gives what it landed with.
Result<Answer> Loads::landFromSource(const Load& load, MissReason reason)
{
    const QByteArray& key = load.request.key.text();
    const MissReason why = m_tiers.whyMissed(load.request, reason);
    const qint64 started = m_clock.steadyNs();
    Result<Loaded> loaded = callGuarded(load.loader);
    if (!loaded) {
        m_throttle.begin(key, m_clock.steadyMs(), m_tiers.policyOf(load.request).throttleMs);
        const std::optional<Answer> stale = m_tiers.standIn(load.request);
        Result<Answer> instead = stale ? Result<Answer>(*stale) : Result<Answer>(loaded.error());
        land(load, instead);
        return instead;
    }
    m_throttle.end(key);
    const double loadMs = static_cast<double>(m_clock.steadyNs() - started) / 1e6;
    const Answer answer{std::move(loaded->value), Origin::Database, why, false, 0, loadMs};
    m_tiers.keep(load.request, answer, loaded->empty, load.ticket.flight->stamp);
    land(load, answer);
    return answer;
}

void Loads::land(const Load& load, Result<Answer> answer)
{
    m_flights.land(load.request.key.text(), load.ticket, std::move(answer));
}

Result<Answer> Loads::wait(const PreparedRequest& request, const SingleFlight::Ticket& ticket,
                           const Patience& patience)
{
    if (patience.soft) {
        if (auto outcome = SingleFlight::waitUntil(ticket, *patience.soft))
            return *std::move(outcome);
        if (std::optional<Answer> stale = m_tiers.stale(request))
            return *std::move(stale);
    }
    if (!patience.hard)
        return SingleFlight::wait(ticket);
    if (auto outcome = SingleFlight::waitUntil(ticket, *patience.hard))
        return *std::move(outcome);
    return outOfTime(request);
}

void Loads::notify(const PreparedRequest& request, const SingleFlight::Ticket& ticket,
                   const Patience& patience, const Waiter& waiter)
{
    if (!patience.soft && !patience.hard)
        return SingleFlight::whenLanded(ticket, waiter);
    auto first = std::make_shared<FirstAnswer>(waiter);
    // An alarm does not keep alive what the flight has let go.
    const std::weak_ptr<FirstAnswer> watched = first;
    SingleFlight::whenLanded(ticket,
                             [first](const Result<Answer>& answer) { first->take(answer); });
    if (patience.soft)
        m_alarms.at(*patience.soft, [this, request, watched] {
            const auto waiting = watched.lock();
            const std::optional<Answer> stale =
                waiting ? m_tiers.stale(request) : std::optional<Answer>();
            if (stale)
                waiting->take(*stale);
        });
    if (patience.hard)
        m_alarms.at(*patience.hard, [this, request, watched] {
            if (const auto waiting = watched.lock())
                waiting->take(outOfTime(request));
        });
}

/// For this caller the source failed: what fail-safe may serve, else the error.
Result<Answer> Loads::outOfTime(const PreparedRequest& request)
{
    if (std::optional<Answer> stale = m_tiers.standIn(request))
        return *std::move(stale);
    return Error{ErrorCode::Timeout,
                 tr("The database did not answer in time. The query runs on and its result is kept "
                    "for later; ask again in a while."),
                 {}};
}

} // namespace tierwatch
