// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/wake.h"
#include "http/audittable.h"
#include "http/controlfile.h"
#include "http/ratelimiter.h"

#include <QFuture>
#include <QPromise>

#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace tierwatch {

/// Every action and every refusal of a service, for good. What comes in only queues; a thread
/// writes, several at a time, and tries again what the file did not take. Refusals of one kind that
/// come faster than that share a record, which counts them; those above a rate, whoever made them,
/// share one with the next, so that a flood fills neither memory nor disk. Any thread; owned by the
/// program's composition.
class AuditLog final
{
public:
    AuditLog(ControlFile file, const Clock& clock);
    /// Writes what waits.
    ~AuditLog();
    Q_DISABLE_COPY_MOVE(AuditLog)

    void append(AuditRecord record);
    /// The same with the number of the record, once it is on the disk, or why it is not; told on
    /// the thread that writes. What is only intended and was not taken is not tried again: it must
    /// not be begun. Neither this nor an outcome of it shares a record with others.
    [[nodiscard]] QFuture<Result<qint64>> enter(AuditRecord record);
    /// Blocks until all that was appended is on the disk, or could not be written.
    void flush();
    /// Why what was appended is not on the disk yet.
    [[nodiscard]] std::optional<Error> failure() const;

    /// Both block on the disk.
    [[nodiscard]] Result<std::vector<StoredAudit>> before(qint64 beforeId, int maxRows) const;
    [[nodiscard]] Result<AuditCheck> verify() const;

private:
    struct Waiting
    {
        AuditRecord record;
        qint64 timeMs = 0;
        qint64 number = 0; ///< once it is written
        std::optional<QPromise<Result<qint64>>> promise = {};
    };
    void work(const std::stop_token& stop);
    void writeAll(Wake::Lock& lock);
    Result<void> writeNowOrAnew(std::deque<Waiting>& records);
    Result<void> write(std::deque<Waiting>& records);
    static void tell(std::deque<Waiting>& records, const Result<void>& written);
    [[nodiscard]] bool joined(const AuditRecord& record);
    void tellOfFlood();
    void queue(AuditRecord record);

    const ControlFile m_file;
    const Clock& m_clock;
    std::unique_ptr<Connection> m_connection; ///< the thread's
    mutable std::mutex m_mutex;
    Wake m_wake;
    std::condition_variable m_written;
    std::deque<Waiting> m_waiting;
    RateLimiter m_refusals; ///< records of refusals
    qint64 m_flood = 0;     ///< refusals above that, which no record tells of yet
    quint64 m_appended = 0; ///< records ever queued
    quint64 m_tried = 0;    ///< of these, those that were written or failed once
    bool m_urgent = false;  ///< more than refusals wait
    std::optional<Error> m_failure;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace tierwatch
