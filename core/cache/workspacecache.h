// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cacheengine.h"
#include "cache/switchtimer.h"
#include "metrics/eventlog.h"
#include "storage/cachefile.h"

#include <QCoreApplication>

namespace tierwatch {

class SqliteTier;
class Workspace;

/// The cache of one workspace, ready to use: its file, its figures, its switches, its engine. What
/// a program embeds: open a Workspace, open this, call engine().fetch(). Any thread may use the
/// parts; destroying it, after the last caller is done, stores what waits. The workspace and the
/// clock outlive it.
class WorkspaceCache final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::WorkspaceCache)
public:
    /// Puts something before the second tier, such as a delay in a test.
    using Decorate = std::function<std::unique_ptr<StoreTier>(std::unique_ptr<StoreTier>)>;

    /// Blocks on the disk. Errors: those of CacheFile::open.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceCache>>
    open(const Workspace& workspace, Clock& clock, const Decorate& decorate = {});
    ~WorkspaceCache();
    Q_DISABLE_COPY_MOVE(WorkspaceCache)

    [[nodiscard]] CacheEngine& engine() { return *m_engine; }
    [[nodiscard]] Accounting& accounting() { return *m_accounting; }
    [[nodiscard]] EventLog& events() { return *m_events; }
    [[nodiscard]] Switches& switches() { return *m_switches; }
    /// Flips a switch, for a limited time where it has one, and notes by whom among the events; who
    /// turns it back is nobody. Errors: those of Switches::set.
    Result<void> flip(const SwitchState& state, const QString& who);
    [[nodiscard]] CacheFile& file() { return *m_file; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }

    /// Nothing is written: the workspace or its file allows only looking.
    [[nodiscard]] bool isViewOnly() const { return m_viewOnly; }
    /// Why, in a sentence; else empty.
    [[nodiscard]] const QString& notice() const { return m_notice; }

private:
    WorkspaceCache(std::unique_ptr<CacheFile> file, const Workspace& workspace, Clock& clock);
    void startAccounting(const Workspace& workspace);
    Result<void> startSwitches(const Workspace& workspace);
    void startEngine(const Workspace& workspace, const Decorate& decorate);
    void startSwitchTimer();
    Result<void> keepSwitch(const SwitchState& state);
    void note(const SwitchState& state, const QString& who);
    void note(const CleanedUp& done);
    void warn(const QString& sentence);
    [[nodiscard]] size_t touchesThatFit();
    Result<void> storeTouches(Connection& connection);
    void forgetStoredTouches();
    void countLosses(Accounting& accounting);

    Clock& m_clock;
    std::unique_ptr<CacheFile> m_file;
    bool m_viewOnly = false;
    QString m_notice;
    std::unique_ptr<Accounting> m_accounting;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<Switches> m_switches;
    SqliteTier* m_tier = nullptr; ///< the engine's
    std::vector<Touch> m_touches; ///< of the flush alone, as is the next
    size_t m_storedTouches = 0;   ///< the first of them, written but not yet committed
    qint64 m_storeEvicted = 0;    ///< of the store, counted so far; as is the next
    qint64 m_refused = 0;
    size_t m_touchesInSecond = 0; ///< stored in the second that follows
    qint64 m_touchSecond = 0;     ///< on the steady clock
    std::unique_ptr<CacheEngine> m_engine;
    std::unique_ptr<SwitchTimer> m_switchTimer; ///< null where the cache is only viewed
};

} // namespace tierwatch
