// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/cachetarget.h"
#include "target/filecontrol.h"
#include "target/filefigures.h"
#include "target/userfigures.h"

#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tierwatch {

struct FileTargetOptions
{
    QString path;
    QString username;       ///< who sits in front of it
    bool control = false;   ///< actions are wanted
    QString watchOnly = {}; ///< why they are off all the same; empty = they are not
    /// How the monitor's switch stands where nobody flipped it; absent = nobody here knows.
    std::optional<bool> autoByDefault = {};
    /// What the workspace around it sets; absent = nobody here knows.
    std::optional<Config> config = {};
};

/// A cache file that another program owns and writes, as a target. It reads on a thread of its own,
/// never for long, and catches up with a long log and many entries in the background; it lists
/// entries on a second, and where it may act, it does so in short transactions on a third. What the
/// file does not tell is not available, with the reason. The clock outlives it.
class FileTarget final : public CacheTarget
{
    Q_OBJECT
public:
    /// Blocks on the disk. Errors: those of CacheFile::open.
    [[nodiscard]] static Result<std::unique_ptr<FileTarget>> open(FileTargetOptions options,
                                                                  Clock& clock);
    ~FileTarget() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString kindName() const override;
    [[nodiscard]] QString location() const override { return m_options.path; }
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::vector<Capability> capabilities() const override;
    [[nodiscard]] Caller self() const override { return {m_options.username, Role::Administrator}; }

protected:
    QFuture<Result<Reply>> answer(Query query, Caller caller) override;
    QFuture<Result<Reply>> perform(Action action, Caller caller) override;

private:
    /// What a preview needs beside the entries it reaches.
    struct PriceBasis
    {
        std::vector<PreviewRow> all;
        std::optional<double> hitRateNow;
        Events events;
    };

    FileTarget(FileTargetOptions options, bool own, QString viewOnly, Clock& clock);

    // On the reading thread.
    template <class T, class Task>
    QFuture<Result<T>> readWith(Task task);
    void readOn();
    void readSlice();
    Result<Reply> reply(const StatsQuery& query, const Caller& caller);
    Result<Reply> reply(const HistoryQuery& query, const Caller& caller);
    Result<Reply> reply(const ResponseTimesQuery& query, const Caller& caller);
    Result<Reply> reply(const EventsQuery& query, const Caller& caller);
    Result<Reply> reply(const CatalogQuery& query, const Caller& caller);
    Result<Reply> reply(const WatermarksQuery& query, const Caller& caller);
    Result<Reply> reply(const SavingsQuery& query, const Caller& caller);
    Result<Reply> reply(const FreshnessQuery& query, const Caller& caller);
    Result<Reply> reply(const ExplainQuery& query, const Caller& caller);
    Result<Reply> reply(const BenchmarkEstimateQuery& query, const Caller& caller);
    Result<Reply> reply(const BenchmarksQuery& query, const Caller& caller);
    Result<Reply> reply(const UsersQuery& query, const Caller& caller);
    Result<Reply> reply(const LogQuery& query, const Caller& caller);
    Result<Reply> reply(const ActionsQuery& query, const Caller& caller);
    Result<Reply> reply(const ConfigQuery& query, const Caller& caller);
    template <class Q>
    Result<Reply> reply(const Q&, const Caller&)
    {
        return Error{ErrorCode::NotAvailable, whyNot(QString::fromLatin1(Q::name))};
    }
    void fillSwitches(Stats& stats, const QString& username) const;
    void fillSizes(Stats& stats) const;
    [[nodiscard]] std::vector<Event> recentEvents(const Range& range, std::size_t limit);
    Result<PriceBasis> priceBasis();

    [[nodiscard]] bool isEnding();

    // On the browsing thread.
    template <class Task>
    QFuture<Result<Reply>> browse(Task task);
    QFuture<Result<Reply>> listEntries(EntriesQuery query);
    QFuture<Result<Reply>> tellEntry(EntryQuery query, Caller caller);
    [[nodiscard]] QFuture<Result<Reply>> priced(const PreviewQuery& query,
                                                const QFuture<Result<PriceBasis>>& basis);

    // On the acting thread.
    Result<Reply> price(const PreviewQuery& query, Result<PriceBasis> basis);
    Result<Reply> carryOut(const Invalidate& action, const Caller& caller);
    Result<Reply> carryOut(const Purge& action, const Caller& caller);
    Result<Reply> carryOut(const Clear& action, const Caller& caller);
    Result<Reply> carryOut(const CleanUp& action, const Caller& caller);
    Result<Reply> carryOut(const SetSwitch& action, const Caller& caller);
    template <class A>
    Result<Reply> carryOut(const A&, const Caller&)
    {
        return Error{ErrorCode::NotAvailable, whyNot(QString::fromLatin1(A::name))};
    }
    Result<Reply> remove(EventKind kind, const Scope& scope, const Caller& caller);
    [[nodiscard]] Result<void> checkScope(const Scope& scope) const;
    [[nodiscard]] Result<std::unique_ptr<FileControl>> control();
    void note(FileControl& control, Event event, const Caller& caller);
    bool pause(qint64 ms);

    [[nodiscard]] QString whyNot(const QString& operation) const;
    [[nodiscard]] static QString onlyTheOwnerKnows();
    [[nodiscard]] QString noSwitches() const;

    const FileTargetOptions m_options;
    const bool m_own;         ///< the file of a workspace of ours
    const QString m_viewOnly; ///< why nothing may be changed; empty where it may
    Clock& m_clock;
    FileFigures m_figures; ///< of the reading thread, as are the next two
    UserFigures m_userFigures;
    std::chrono::steady_clock::time_point m_nextSlice; ///< of what is behind

    std::mutex m_mutex; ///< guards the next four
    std::condition_variable m_wake;
    int m_waiting = 0;        ///< queries that are not read yet
    bool m_readingOn = false; ///< a task for what is behind is on its way
    bool m_ending = false;
    std::mutex m_eventsMutex;
    std::vector<Event> m_events; ///< what was done through this target, newest first
    std::atomic<bool> m_changed = false;

    QThreadPool m_acting; // these last: their tasks use all of the above
    QThreadPool m_reading;
    QThreadPool m_browsing;
};

} // namespace tierwatch
