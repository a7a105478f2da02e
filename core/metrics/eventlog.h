// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "values/events.h"

#include <mutex>

namespace tierwatch {

class Accounting;
class CacheFile;

/// What happened to the cache, newest first, with the measured effect of invalidations and global
/// switches: re-measured from the roll-ups for half an hour, then stored for good. Any thread but
/// the GUI's (it may read the cache file). Owned beside the Accounting, which must outlive it.
class EventLog final
{
public:
    EventLog(CacheFile& file, Accounting& accounting, const Clock& clock);
    /// Stores the effects as measured so far.
    ~EventLog();
    Q_DISABLE_COPY_MOVE(EventLog)

    /// Notes an event and stores it soon, without waiting; the id is given by the log, `timeMs` too
    /// where it is 0.
    void record(Event event);
    [[nodiscard]] Events recent(const EventsQuery& query);

private:
    CacheFile& m_file;
    Accounting& m_accounting;
    const Clock& m_clock;
    std::mutex m_mutex;
};

} // namespace tierwatch
