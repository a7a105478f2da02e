// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "values/events.h"

#include <mutex>
#include <vector>

namespace tierwatch {

class Accounting;
class CacheFile;
class Connection;

/// What happened to the cache, newest first, with the measured effect of invalidations and global
/// switches: measured anew from the roll-ups for half an hour, then stored for good. recent() may
/// read the cache file: not on the GUI thread. Owned beside the Accounting, which outlives it.
class EventLog final
{
public:
    EventLog(CacheFile& file, Accounting& accounting, const Clock& clock);
    /// Stores the effects as measured so far.
    ~EventLog();
    Q_DISABLE_COPY_MOVE(EventLog)

    /// Notes an event and stores it soon, without waiting; any thread. The log gives the id (below
    /// 0 until it is stored), and `timeMs` where it is 0.
    void record(Event event);
    /// Notes on the event of an invalidation that it was undone.
    void noteUndone(qint64 invalidationId, qint64 timeMs);
    [[nodiscard]] Events recent(const EventsQuery& query);

private:
    struct Noted
    {
        qint64 localId = 0; ///< known before the file gives an id
        Event event;
        bool final = true; ///< its effect is not measured any more
    };

    void load();
    void insert(Noted noted);
    void forgetOldest();
    [[nodiscard]] static qint64 timeOf(const Noted& noted) { return noted.event.timeMs; }
    [[nodiscard]] std::vector<Noted> noted(qint64 fromMs, qint64 toMs);
    void addOlder(std::vector<Event>& events, qint64 fromMs, qint64 toMs, std::size_t limit);
    Result<void> append(const Noted& noted, Connection& connection);
    [[nodiscard]] std::optional<Event> stored(qint64 localId);
    [[nodiscard]] Event measured(Event event) const;
    Result<void> settle(Connection& connection, qint64 leastAgeMs);
    void conclude(const Noted& noted);

    CacheFile& m_file;
    Accounting& m_accounting;
    const Clock& m_clock;
    int m_settleStep = 0;

    std::mutex m_mutex;          ///< guards the rest; not held while file or roll-ups are asked
    std::vector<Noted> m_latest; ///< newest first
    bool m_loaded = false;
    bool m_hasAll = true; ///< no older event than the last of m_latest is stored
    qint64 m_lastLocalId = 0;
};

} // namespace tierwatch
