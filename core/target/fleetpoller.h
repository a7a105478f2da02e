// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/fleetmember.h"

#include <QTimer>

namespace tierwatch {

/// Has the members of a fleet asked when their time has come, by one timer. Nothing new is asked
/// while paused or while nobody watches. Lives in the members' thread; they are removed before they
/// go.
class FleetPoller final : public QObject
{
    Q_OBJECT
public:
    using Interval = std::chrono::milliseconds;

    explicit FleetPoller(const Clock& clock, QObject* parent = nullptr);

    void add(int id, FleetMember& member);
    void remove(int id);
    /// Zero means by hand: only refresh() asks.
    void setInterval(Interval interval);
    void setPaused(bool paused);
    void setWatched(bool watched);
    /// Asks everybody now, but for who waits for a person; also while paused.
    void refresh();
    /// Asks one now, whatever it waits for; also while paused.
    void hurry(int id);

    [[nodiscard]] Interval interval() const { return m_schedule.interval(); }
    /// Between two polls of this one.
    [[nodiscard]] Interval pace(int id) const { return m_schedule.pace(id); }
    /// Until it is asked again; absent where that is not by itself.
    [[nodiscard]] std::optional<Interval> untilNext(int id) const;
    /// Polls begun since the poller was made.
    [[nodiscard]] qint64 polls() const { return m_polls; }

private:
    void tick();
    void ask(int id);
    void arm();
    [[nodiscard]] bool isWatching() const { return m_watched && !m_paused; }

    const Clock& m_clock;
    PollSchedule m_schedule;
    QHash<int, FleetMember*> m_members;
    bool m_paused = false;
    bool m_watched = false;
    qint64 m_polls = 0;
    QTimer m_timer;
};

} // namespace tierwatch
