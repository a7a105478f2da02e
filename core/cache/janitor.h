// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/wake.h"
#include "cache/engineoptions.h"
#include "cache/pace.h"
#include "cache/storetier.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>

namespace tierwatch {

/// The slow work behind an engine, on a thread of its own and in short transactions: removes the
/// rows of invalidated scopes, what can't be undone any more, what ran out, and what does not fit.
/// Any thread may call it; owned by the engine. Leaves the store alone where it is read-only.
class Janitor final
{
public:
    /// Told of each clean-up that the timer started, on the janitor's thread.
    using Listener = std::function<void(const CleanedUp&)>;

    Janitor(const EngineOptions& options, StoreTier* store, MemoryTier& memory, const Clock& clock,
            Listener cleanedUp = {});
    ~Janitor();
    Q_DISABLE_COPY_MOVE(Janitor)

    /// Takes the rows behind a raised barrier out soon.
    void sweepSoon(const Invalidation& invalidation);
    /// The same now, on the caller's thread.
    Result<void> sweep(const Invalidation& invalidation);
    /// Runs it soon on the janitor's thread; not at all where there is nothing to write to.
    void soon(std::function<void()> task);
    [[nodiscard]] bool stopping() const { return m_stopping.load(); }
    /// Removes what is past its life and its grace from both tiers now, on the caller's thread, and
    /// keeps the time of it.
    Result<CleanedUp> cleanUp();
    /// Blocks until every task given so far is done.
    void waitUntilIdle();
    /// Ends the thread after the transaction under way; what is left is for the next start.
    void stop();
    [[nodiscard]] qint64 evicted() const { return m_evicted.load(); }

private:
    void work(const std::stop_token& stop);
    [[nodiscard]] std::function<void()> nextTask(const std::stop_token& stop);
    void letOthersIn();
    Result<void> purgeTrash(const Invalidation& purge);
    void keepWithinLimitIfDue();
    void keepWithinLimit();
    [[nodiscard]] Result<qint64> excessBytes();
    Result<void> emptyTrash();
    void cleanUpIfDue();

    const EngineOptions& m_options;
    StoreTier* const m_store;
    MemoryTier& m_memory;
    const Clock& m_clock;
    const Listener m_cleanedUp;

    std::mutex m_mutex;
    Wake m_wake;
    std::condition_variable m_idle;
    std::deque<std::function<void()>> m_queue;
    bool m_busy = false;
    std::atomic<bool> m_stopping{false};
    qint64 m_nextCleanUpMs = 0; ///< steady; the worker's alone, as is the next
    std::chrono::steady_clock::time_point m_nextLook;
    std::atomic<qint64> m_evicted{0};
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace tierwatch
