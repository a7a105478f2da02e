// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/eventlog.h"

#include "metrics/accounting.h"
#include "metrics/eventeffect.h"
#include "metrics/storedevents.h"
#include "storage/cachefile.h"
#include "storage/eventstable.h"

#include <algorithm>
#include <functional>

namespace tierwatch {

namespace {

constexpr std::size_t mostInMemory = 1000;
constexpr qint64 endOfTime = std::numeric_limits<qint64>::max();

/// What an effect is reckoned from is forgotten some hours later.
bool canBeMeasured(const Event& event, qint64 nowMs)
{
    return EventEffect::expectedOf(event) &&
           isKept(Level::TenSeconds, event.timeMs - 2 * EventEffect::leadMs, nowMs);
}

} // namespace

EventLog::EventLog(CacheFile& file, Accounting& accounting, const Clock& clock)
    : m_file(file),
      m_accounting(accounting),
      m_clock(clock),
      m_settleStep(accounting.addFlushStep(
          [this](Connection& connection) { return settle(connection, EventEffect::followMs); }))
{
}

EventLog::~EventLog()
{
    m_accounting.removeFlushStep(m_settleStep);
    if (m_file.access() != CacheFile::Access::ReadWrite)
        return;
    m_file.writer().flush(); // events that wait to be stored get their ids
    (void)m_file.writer().run([this](Connection& connection) { return settle(connection, 0); });
}

void EventLog::record(Event event)
{
    if (event.timeMs == 0)
        event.timeMs = m_clock.wallMs();
    Noted noted{0, std::move(event), false};
    noted.final = !EventEffect::expectedOf(noted.event);
    {
        const std::scoped_lock lock(m_mutex);
        noted.localId = ++m_lastLocalId;
        noted.event.id = -noted.localId;
        insert(noted);
    }
    if (m_file.access() == CacheFile::Access::ReadWrite)
        (void)m_file.writer().post([this, noted](Connection& c) { return append(noted, c); });
}

/// Events too old to be in memory can't be undone any more.
void EventLog::noteUndone(qint64 invalidationId, qint64 timeMs)
{
    load();
    qint64 localId = 0;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::ranges::find_if(m_latest, [&](const Noted& noted) {
            return noted.event.invalidationId == invalidationId &&
                   noted.event.kind == EventKind::Invalidated;
        });
        if (found == m_latest.end())
            return;
        found->event.undoneMs = timeMs;
        localId = found->localId;
    }
    if (m_file.access() != CacheFile::Access::ReadWrite)
        return;
    // By then the event has its id: the writer keeps the order of what is posted.
    (void)m_file.writer().post([this, localId](Connection& connection) -> Result<void> {
        const std::optional<Event> event = stored(localId);
        return event ? EventsTable(connection).update(event->id, storedOf(*event).payload)
                     : Result<void>();
    });
}

std::optional<Event> EventLog::stored(qint64 localId)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_latest, localId, &Noted::localId);
    if (found == m_latest.end() || found->event.id < 0)
        return std::nullopt;
    return found->event;
}

Events EventLog::recent(const EventsQuery& query)
{
    load();
    const qint64 toMs = query.range.endMs.value_or(m_clock.wallMs());
    const qint64 fromMs = toMs - query.range.lengthMs;
    const auto limit = static_cast<std::size_t>(std::clamp(query.limit, qint64{0}, qint64{10'000}));
    Events events;
    for (Noted& found : noted(fromMs, toMs)) {
        if (events.events.size() == limit)
            return events;
        events.events.push_back(found.final ? std::move(found.event)
                                            : measured(std::move(found.event)));
    }
    addOlder(events.events, fromMs, toMs, limit);
    return events;
}

/// Reads the latest events once, and again as long as that fails.
void EventLog::load()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_loaded)
            return;
    }
    const auto stored = readEvents(m_file.reader(), 0, endOfTime, mostInMemory);
    const qint64 nowMs = m_clock.wallMs();
    const std::scoped_lock lock(m_mutex);
    if (!stored || m_loaded)
        return;
    m_loaded = true;
    m_hasAll = m_hasAll && stored->size() < mostInMemory;
    for (const Event& event : *stored)
        if (std::ranges::none_of(m_latest, [&](const Noted& n) { return n.event.id == event.id; }))
            m_latest.push_back({++m_lastLocalId, event, !canBeMeasured(event, nowMs)});
    // Of events of the same time, those noted since the start are the newer.
    std::ranges::stable_sort(m_latest, std::greater(), timeOf);
    forgetOldest();
}

void EventLog::insert(Noted noted)
{
    const auto place = std::ranges::lower_bound(m_latest, timeOf(noted), std::greater(), timeOf);
    m_latest.insert(place, std::move(noted));
    forgetOldest();
}

void EventLog::forgetOldest()
{
    if (m_latest.size() <= mostInMemory)
        return;
    m_latest.resize(mostInMemory);
    m_hasAll = false;
}

std::vector<EventLog::Noted> EventLog::noted(qint64 fromMs, qint64 toMs)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Noted> found;
    std::ranges::copy_if(m_latest, std::back_inserter(found), [&](const Noted& noted) {
        return noted.event.timeMs >= fromMs && noted.event.timeMs <= toMs;
    });
    return found;
}

/// Adds, from the file, events of the range that are too old to be in memory.
void EventLog::addOlder(std::vector<Event>& events, qint64 fromMs, qint64 toMs, std::size_t limit)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_hasAll || m_latest.empty())
            return;
        toMs = std::min(toMs, m_latest.back().event.timeMs);
    }
    if (fromMs > toMs)
        return;
    const auto older = readEvents(m_file.reader(), fromMs, toMs, limit);
    if (!older)
        return;
    for (const Event& event : *older)
        if (events.size() < limit &&
            std::ranges::find(events, event.id, &Event::id) == events.end())
            events.push_back(event);
}

/// On the writer's thread, and perhaps twice: the event keeps the id of the last time.
Result<void> EventLog::append(const Noted& noted, Connection& connection)
{
    const auto id = EventsTable(connection).append(storedOf(noted.event));
    if (!id)
        return id.error();
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_latest, noted.localId, &Noted::localId);
    if (found != m_latest.end())
        found->event.id = *id;
    return {};
}

Event EventLog::measured(Event event) const
{
    return withEffect(std::move(event), m_accounting.rollups(), m_clock.wallMs());
}

/// Stores the effects of events of at least that age; they are final then.
Result<void> EventLog::settle(Connection& connection, qint64 leastAgeMs)
{
    const qint64 nowMs = m_clock.wallMs();
    for (Noted& due : noted(0, nowMs - leastAgeMs)) {
        if (due.final || due.event.id < 0)
            continue;
        due.event = measured(std::move(due.event));
        if (auto done = EventsTable(connection).update(due.event.id, storedOf(due.event).payload);
            !done)
            return done;
        conclude(due);
    }
    return {};
}

void EventLog::conclude(const Noted& noted)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_latest, noted.localId, &Noted::localId);
    if (found == m_latest.end())
        return;
    const std::optional<qint64> undoneMs = found->event.undoneMs;
    found->event = noted.event;
    found->event.undoneMs = undoneMs;
    found->final = true;
}

} // namespace tierwatch
