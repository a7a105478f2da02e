// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "settings/targetconnection.h"
#include "target/cachetarget.h"
#include "target/fleetfigures.h"
#include "target/fleetsamples.h"
#include "target/pollschedule.h"

#include <array>

namespace tierwatch {

/// Opens what a connection describes; the target that arrives lives in the caller's thread. Where
/// that is held up by what a person may have to answer, the future's progress says by what, and is
/// empty again once that is over.
using FleetOpener =
    std::function<QFuture<Result<std::shared_ptr<CacheTarget>>>(const TargetConnection&)>;

/// One of a fleet: a connection, its target or why there is none, and what was last heard. Polling
/// opens it where that was not done, asks for the figures, and now and then for what changes
/// slowly. Lives in one thread; the owner keeps opener and clock alive.
class FleetMember final : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(PollSchedule::Outcome)>;

    FleetMember(TargetConnection connection, const FleetOpener& opener, const Clock& clock);
    ~FleetMember() override;

    /// One at a time; `done` is called once, unless the member goes before.
    void poll(Done done);
    /// The poll under way is late.
    void setSilent();
    /// Lets go of the target, so that the next poll opens it anew. Not during a poll.
    void close();
    /// The same place under another name, group or colour.
    void setConnection(const TargetConnection& connection) { m_connection = connection; }

    [[nodiscard]] const TargetConnection& connection() const { return m_connection; }
    /// For people: the connection's name, else what the target calls itself.
    [[nodiscard]] QString name() const;
    /// Null while it is not open.
    [[nodiscard]] CacheTarget* target() const { return m_target.get(); }
    [[nodiscard]] const FleetFigures& figures() const { return m_figures; }
    [[nodiscard]] bool isPolled() const { return m_done != nullptr; }
    /// What was asked and received since it was made.
    [[nodiscard]] FleetCost cost() const;

Q_SIGNALS:
    void changed();
    /// The target came back, or went, by itself.
    void stateChanged();

private:
    enum Beside { Past, Week, Times, Companies, besides };

    void open();
    void hold(const QString& by);
    void take(const std::shared_ptr<CacheTarget>& target);
    void askFigures();
    void takeFigures(const Stats& stats);
    void askBeside();
    template <class Q, class Take>
    void askBeside(Beside beside, Q query, Take take);
    void takeCompanies(const Watermarks& watermarks);
    void refreshSamples();
    void compareSamples();
    void setTrouble(const Error& error);
    void endTrouble();
    void fail(const Error& error);
    void end(PollSchedule::Outcome outcome);
    void putOff(Beside beside);
    /// The same for this member each time, and another one for others.
    [[nodiscard]] qint64 drift(qint64 withinMs) const;
    [[nodiscard]] bool isDue(Beside beside) const;
    template <class F>
    auto counted(F receive);

    TargetConnection m_connection;
    const FleetOpener& m_opener;
    const Clock& m_clock;
    std::shared_ptr<CacheTarget> m_target;
    FleetFigures m_figures;
    FleetSamples m_samples;
    std::array<qint64, besides> m_dueMs{}; ///< steady; when each is asked for again
    qint64 m_comparedMs = 0;               ///< steady
    FleetCost m_cost;                      ///< but for the target's that is open
    Done m_done;
};

/// Why a person should look at it; now in Unix ms.
[[nodiscard]] FleetConcern concernOf(const FleetFigures& figures, qint64 nowMs);

} // namespace tierwatch
