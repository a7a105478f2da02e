// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/auditlog.h"

#include "base/async.h"

#include <algorithm>
#include <iterator>

namespace tierwatch {

namespace {

/// While refusals alone come, the file is written so often at most.
constexpr auto pause = std::chrono::milliseconds(250);
/// How long after a failure it is tried again.
constexpr auto patience = std::chrono::seconds(2);
/// More refusals of different kinds than this are counted in one.
constexpr size_t mostWaiting = 200;
/// As are those above this rate, whoever made them: each record is kept for good.
constexpr Rate mostRefusals = {1, 200};

bool sameKind(const AuditRecord& a, const AuditRecord& b)
{
    return a.outcome == AuditOutcome::Refused && b.outcome == AuditOutcome::Refused &&
           a.action == b.action && a.reason == b.reason && a.peer == b.peer &&
           a.who.tokenId == b.who.tokenId && a.detail == b.detail && a.intent == b.intent;
}

AuditRecord ofManyKinds(qint64 count)
{
    AuditRecord record;
    record.action = QStringLiteral("various");
    record.outcome = AuditOutcome::Refused;
    record.reason = QStringLiteral("flood");
    record.count = count;
    return record;
}

} // namespace

AuditLog::AuditLog(ControlFile file, const Clock& clock)
    : m_file(std::move(file)),
      m_clock(clock),
      m_refusals(mostRefusals, clock),
      m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

AuditLog::~AuditLog()
{
    {
        const std::lock_guard lock(m_mutex);
        tellOfFlood();
    }
    m_wake.stop(m_thread, m_mutex);
}

void AuditLog::append(AuditRecord record)
{
    const std::lock_guard lock(m_mutex);
    if (record.outcome != AuditOutcome::Refused) {
        m_urgent = true;
    } else if (joined(record)) {
        ++m_appended;
        return;
    } else if (m_waiting.size() >= mostWaiting || m_refusals.take(0)) {
        ++m_flood;
        return;
    }
    tellOfFlood();
    queue(std::move(record));
    m_wake.one();
}

QFuture<Result<qint64>> AuditLog::enter(AuditRecord record)
{
    QPromise<Result<qint64>> promise;
    promise.start();
    const auto number = promise.future();
    const std::lock_guard lock(m_mutex);
    tellOfFlood();
    queue(std::move(record));
    m_waiting.back().promise = std::move(promise);
    m_urgent = true;
    m_wake.one();
    return number;
}

void AuditLog::queue(AuditRecord record)
{
    ++m_appended;
    m_waiting.push_back({std::move(record), m_clock.wallMs()});
}

/// Before whatever comes next, so that a flood costs one record however long it lasts.
void AuditLog::tellOfFlood()
{
    if (const qint64 count = std::exchange(m_flood, 0); count > 0)
        queue(ofManyKinds(count));
}

/// Refusals only; the order of the records stays that of the first of each kind.
bool AuditLog::joined(const AuditRecord& record)
{
    const auto same = std::ranges::find_if(
        m_waiting, [&record](const Waiting& other) { return sameKind(other.record, record); });
    if (same == m_waiting.end())
        return false;
    ++same->record.count;
    return true;
}

void AuditLog::flush()
{
    std::unique_lock lock(m_mutex);
    tellOfFlood();
    const quint64 mine = m_appended;
    m_urgent = true;
    m_wake.one();
    m_written.wait(lock, [this, mine] { return m_tried >= mine; });
}

std::optional<Error> AuditLog::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

void AuditLog::work(const std::stop_token& stop)
{
    Wake::Lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); });
        if (m_failure)
            m_wake.waitFor(lock, stop, patience, [this] { return m_urgent; });
        else
            m_wake.waitFor(lock, stop, pause, [this] { return m_urgent; });
        writeAll(lock);
    }
    writeAll(lock);
    m_connection.reset();
}

void AuditLog::writeAll(Wake::Lock& lock)
{
    std::deque<Waiting> records = std::exchange(m_waiting, {});
    const quint64 tried = m_appended;
    m_urgent = false;
    lock.unlock();
    const auto written = writeNowOrAnew(records);
    tell(records, written);
    lock.lock();
    if (!written) {
        std::erase_if(records, [](const Waiting& one) {
            return one.record.outcome == AuditOutcome::Intended;
        });
        m_waiting.insert(m_waiting.begin(), std::make_move_iterator(records.begin()),
                         std::make_move_iterator(records.end()));
    }
    m_failure = written || m_waiting.empty() ? std::nullopt : std::optional(written.error());
    m_tried = tried;
    m_written.notify_all();
}

/// A connection from before may be to a file that another one took the place of.
Result<void> AuditLog::writeNowOrAnew(std::deque<Waiting>& records)
{
    const bool isOld = m_connection != nullptr;
    auto written = write(records);
    if (!written && isOld && written.error().code != ErrorCode::Locked) {
        m_connection.reset();
        written = write(records);
    }
    if (!written)
        m_connection.reset();
    return written;
}

void AuditLog::tell(std::deque<Waiting>& records, const Result<void>& written)
{
    for (Waiting& one : records) {
        if (!one.promise)
            continue;
        resolve(*one.promise, written ? Result<qint64>(one.number) : written.error());
        one.promise.reset();
    }
}

Result<void> AuditLog::write(std::deque<Waiting>& records)
{
    if (records.empty())
        return {};
    if (!m_connection) {
        auto connection = m_file.connect();
        if (!connection)
            return connection.error();
        m_connection = *std::move(connection);
    }
    Transaction transaction(*m_connection);
    auto done = transaction.begin();
    AuditTable table(*m_connection);
    for (auto it = records.begin(); done && it != records.end(); ++it) {
        const auto number = table.append(it->record, it->timeMs);
        it->number = number ? *number : 0;
        done = number ? Result<void>() : number.error();
    }
    if (done)
        done = transaction.commit();
    return done ? done : ControlFile::worded(done.error());
}

Result<std::vector<StoredAudit>> AuditLog::before(qint64 beforeId, int maxRows) const
{
    const auto connection = m_file.connect();
    if (!connection)
        return connection.error();
    return AuditTable(**connection).before(beforeId, maxRows);
}

Result<AuditCheck> AuditLog::verify() const
{
    const auto connection = m_file.connect();
    if (!connection)
        return connection.error();
    return AuditTable(**connection).verify();
}

} // namespace tierwatch
