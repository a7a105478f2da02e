// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/wake.h"
#include "storage/connection.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace tierwatch {

enum class Durability {
    Normal, ///< survives the end of the process; a power cut may undo it
    Full,   ///< survives a power cut
};

/// The one thread that writes a cache file, and its connection. Waiting jobs are grouped in one
/// transaction, as many as are done before others have waited long enough for the file's lock; a
/// job that fails is undone alone. Any thread but its own may call it. A job may be
/// run a second time after all of its group was undone, so it must not consume what it captured.
class Writer final
{
public:
    using Job = std::function<Result<void>(Connection&)>;
    static constexpr size_t maxGroup = 4000;
    static constexpr size_t maxWaitingJobs = 100'000;
    static constexpr qint64 maxWaitingBytes = 64 * 1024 * 1024;

    /// Starts the thread and opens its connection there. Errors: those of Connection::open.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> start(const ConnectionOptions& options);
    /// Commits what waits, checkpoints and closes the connection.
    ~Writer();
    Q_DISABLE_COPY_MOVE(Writer)

    /// Queues a job that holds about `bytes` of memory. False when the queue is full: the job is
    /// dropped, and the caller counts it.
    [[nodiscard]] bool post(Job job, qint64 bytes = 0);
    /// Blocks until the job is committed. Full: ahead of the queue, in a transaction of its own.
    /// Errors: the job's own, Locked (another process held the file beyond the busy time), Storage.
    Result<void> run(Job job, Durability durability = Durability::Normal)
    {
        return run(std::move(job), durability, {});
    }
    /// The same; runs `meanwhile` on the calling thread while the disk works.
    Result<void> run(Job job, Durability durability, const std::function<void()>& meanwhile);
    /// Closes the connection, runs `between`, and opens another one, whatever `between` gave;
    /// blocks. What waits goes on with that.
    Result<void> reopen(const std::function<Result<void>()>& between);
    /// Blocks until everything posted before is committed, or has failed.
    void flush();

    /// Something durable waits for the job that runs now, which may leave for later what can wait.
    [[nodiscard]] bool isAwaited() const { return m_hurry.load(std::memory_order_relaxed); }
    [[nodiscard]] qint64 pendingBytes() const { return m_pendingBytes; }
    /// Jobs of post() and run() that are not over.
    [[nodiscard]] qint64 pendingJobs() const { return m_pendingJobs; }
    /// Posted jobs that failed since the start, and what the latest one failed of, if it did.
    [[nodiscard]] qint64 failedJobs() const { return m_failedJobs; }
    [[nodiscard]] std::optional<Error> failure() const;

private:
    using Answer = std::shared_ptr<std::promise<Result<void>>>;
    struct Task
    {
        Job job; ///< null: the task is to reopen
        qint64 bytes = 0;
        Answer answer;                              ///< of run(); null where nobody waits
        std::function<Result<void>()> between = {}; ///< of reopen()
    };
    struct Tasks
    {
        Durability durability = Durability::Normal;
        std::vector<Task> group;
    };

    explicit Writer(ConnectionOptions options) : m_options(std::move(options)) {}
    void work(const std::stop_token& stop, std::unique_ptr<Connection> connection);
    void replace(std::unique_ptr<Connection>& connection, const Task& task);
    [[nodiscard]] std::optional<Tasks> nextTasks(const std::stop_token& stop);
    void writeGroup(Connection& connection, std::vector<Task> group);
    void writeOneByOne(Connection& connection, const std::vector<Task>& group);
    void writeDurably(Connection& connection, const Task& task);
    Result<size_t> runInTime(Connection& connection, const std::vector<Task>& group);
    void putBack(std::vector<Task>& group, size_t first);
    Result<void> beginPatiently(Transaction& transaction);
    void finish(const std::vector<Task>& group, const std::vector<Result<void>>& outcomes);

    const ConnectionOptions m_options;
    mutable std::mutex m_mutex;
    Wake m_wake;
    std::condition_variable m_idle;
    std::deque<Task> m_waiting;
    std::deque<Task> m_urgent;
    quint64 m_queued = 0;   ///< tasks ever put into m_waiting
    quint64 m_finished = 0; ///< of these, those that are over
    std::optional<Error> m_failure;
    std::atomic<bool> m_hurry = false; ///< something urgent waits
    std::atomic<qint64> m_pendingBytes = 0;
    std::atomic<qint64> m_pendingJobs = 0;
    std::atomic<qint64> m_failedJobs = 0;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace tierwatch
