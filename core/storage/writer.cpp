// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/writer.h"

#include "storage/durablefile.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

namespace {

/// How long the jobs of one group may take together.
constexpr auto groupTime = 20ms;

/// `synchronous` is FULL for as long as it lives, and nothing is checkpointed: whoever waits for
/// one commit need not wait for what others wrote. Changed between transactions only.
class FullSync final
{
public:
    explicit FullSync(Connection& connection)
        : m_connection(connection),
          m_pages(connection.value(u"PRAGMA wal_autocheckpoint"_s)),
          m_set(connection.exec(u"PRAGMA synchronous = FULL"_s))
    {
        setCheckpoint(0);
    }
    ~FullSync()
    {
        static_cast<void>(m_connection.exec(u"PRAGMA synchronous = NORMAL"_s));
        setCheckpoint(m_pages ? m_pages->toInt() : Connection::checkpointPages);
    }
    Q_DISABLE_COPY_MOVE(FullSync)

    [[nodiscard]] const Result<void>& outcome() const { return m_set; }

private:
    void setCheckpoint(int pages)
    {
        static_cast<void>(m_connection.exec(u"PRAGMA wal_autocheckpoint = %1"_s.arg(pages)));
    }

    Connection& m_connection;
    Result<QVariant> m_pages;
    Result<void> m_set;
};

Result<void> runInSavepoint(Connection& connection, const Writer::Job& job)
{
    if (auto set = connection.prepared("SAVEPOINT tw_job").exec(); !set)
        return set;
    const auto done = job(connection);
    if (!done)
        static_cast<void>(connection.prepared("ROLLBACK TO tw_job").exec());
    const auto released = connection.prepared("RELEASE tw_job").exec();
    return done ? released : done;
}

} // namespace

Result<std::unique_ptr<Writer>> Writer::start(const ConnectionOptions& options)
{
    std::unique_ptr<Writer> writer(new Writer(options));
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    writer->m_thread = std::jthread(
        [self = writer.get(), opened = std::move(opened)](std::stop_token stop) mutable {
            auto connection = Connection::open(self->m_options);
            opened.set_value(connection ? Result<void>() : connection.error());
            if (connection)
                self->work(stop, *std::move(connection));
        });
    if (const auto result = outcome.get(); !result)
        return result.error();
    return writer;
}

Writer::~Writer()
{
    m_wake.stop(m_thread, m_mutex);
}

bool Writer::post(Job job, qint64 bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= maxWaitingJobs || m_pendingBytes + bytes > maxWaitingBytes)
            return false;
        m_pendingBytes += bytes;
        ++m_pendingJobs;
        m_waiting.push_back({std::move(job), bytes, nullptr});
        ++m_queued;
    }
    m_wake.one();
    return true;
}

Result<void> Writer::run(Job job, Durability durability, const std::function<void()>& meanwhile)
{
    Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
    const auto answer = std::make_shared<std::promise<Result<void>>>();
    auto outcome = answer->get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (durability == Durability::Full) {
            m_urgent.push_back({std::move(job), 0, answer});
            m_hurry.store(true, std::memory_order_relaxed);
        } else {
            m_waiting.push_back({std::move(job), 0, answer});
            ++m_queued;
        }
        ++m_pendingJobs;
    }
    m_wake.one();
    if (meanwhile)
        meanwhile();
    return outcome.get();
}

Result<void> Writer::reopen(const std::function<Result<void>()>& between)
{
    Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
    const auto answer = std::make_shared<std::promise<Result<void>>>();
    auto outcome = answer->get_future();
    {
        const std::lock_guard lock(m_mutex);
        ++m_pendingJobs;
        m_urgent.push_back({{}, 0, answer, between});
        m_hurry.store(true, std::memory_order_relaxed);
    }
    m_wake.one();
    return outcome.get();
}

void Writer::replace(std::unique_ptr<Connection>& connection, const Task& task)
{
    connection.reset();
    Result<void> outcome = task.between();
    auto opened = Connection::open(m_options);
    if (!opened)
        outcome = opened.error();
    connection = opened ? *std::move(opened) : Connection::failed(opened.error());
    --m_pendingJobs;
    task.answer->set_value(outcome);
}

void Writer::flush()
{
    Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this, goal = m_queued] { return m_finished >= goal; });
}

std::optional<Error> Writer::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

void Writer::work(const std::stop_token& stop, std::unique_ptr<Connection> connection)
{
    const QString log = m_options.path + u"-wal"_s;
    std::optional<durablefile::Writeback> writeback(log);
    while (auto tasks = nextTasks(stop)) {
        if (tasks->durability != Durability::Full) {
            writeGroup(*connection, std::move(tasks->group));
            writeback->begin(); // what is durable needn't wait for all of that
        } else if (tasks->group.front().job) {
            writeDurably(*connection, tasks->group.front());
        } else {
            replace(connection, tasks->group.front());
            writeback.emplace(log);
        }
    }
    // Fails only where a reader is in the middle of something: the next opening does it then.
    static_cast<void>(connection->exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
}

std::optional<Writer::Tasks> Writer::nextTasks(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop, [this] { return !m_urgent.empty() || !m_waiting.empty(); });
    Tasks tasks;
    if (!m_urgent.empty()) {
        tasks.durability = Durability::Full;
        tasks.group.push_back(std::move(m_urgent.front()));
        m_urgent.pop_front();
        m_hurry.store(!m_urgent.empty(), std::memory_order_relaxed);
        return tasks;
    }
    if (m_waiting.empty())
        return std::nullopt;
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), maxGroup));
    const auto end = m_waiting.begin() + count;
    tasks.group.assign(std::move_iterator(m_waiting.begin()), std::move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    return tasks;
}

void Writer::writeGroup(Connection& connection, std::vector<Task> group)
{
    Transaction transaction(connection);
    Result<void> outcome = beginPatiently(transaction);
    if (outcome) {
        const Result<size_t> done = runInTime(connection, group);
        if (done) {
            putBack(group, *done);
            outcome = transaction.commit();
        } else if (group.size() > 1) {
            transaction.rollBack();
            return writeOneByOne(connection, group);
        } else {
            outcome = done.error();
        }
    }
    finish(group, std::vector(group.size(), outcome));
}

/// Gives how many it ran: one at least, and no more once others have waited long enough.
Result<size_t> Writer::runInTime(Connection& connection, const std::vector<Task>& group)
{
    const auto end = std::chrono::steady_clock::now() + groupTime;
    size_t count = 0;
    for (const Task& task : group) {
        if (auto done = task.job(connection); !done)
            return done.error();
        ++count;
        if (m_hurry.load(std::memory_order_relaxed) || std::chrono::steady_clock::now() >= end)
            break;
    }
    return count;
}

/// What was not run of a group is the first of what waits again.
void Writer::putBack(std::vector<Task>& group, size_t first)
{
    if (first == group.size())
        return;
    const auto rest = group.begin() + static_cast<std::ptrdiff_t>(first);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(m_waiting.begin(), std::move_iterator(rest),
                         std::move_iterator(group.end()));
    }
    group.erase(rest, group.end());
}

void Writer::writeOneByOne(Connection& connection, const std::vector<Task>& group)
{
    std::vector<Result<void>> outcomes;
    outcomes.reserve(group.size());
    Transaction transaction(connection);
    Result<void> whole = beginPatiently(transaction);
    for (const Task& task : group)
        outcomes.push_back(whole ? runInSavepoint(connection, task.job) : whole);
    if (whole)
        whole = transaction.commit();
    if (!whole)
        std::ranges::replace_if(
            outcomes, [](const auto& outcome) { return outcome.ok(); }, whole);
    finish(group, outcomes);
}

void Writer::writeDurably(Connection& connection, const Task& task)
{
    const FullSync sync(connection);
    Result<void> outcome = sync.outcome();
    Transaction transaction(connection);
    if (outcome)
        outcome = beginPatiently(transaction);
    if (outcome)
        outcome = task.job(connection);
    if (outcome)
        outcome = transaction.commit();
    --m_pendingJobs;
    task.answer->set_value(outcome);
}

Result<void> Writer::beginPatiently(Transaction& transaction)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        auto begun = transaction.begin();
        if (begun || begun.error().code != ErrorCode::Locked ||
            waited.hasExpired(m_options.busyTimeoutMs))
            return begun;
        // Some kinds of "busy" come back at once, without SQLite having waited.
        std::this_thread::sleep_for(1ms);
    }
}

void Writer::finish(const std::vector<Task>& group, const std::vector<Result<void>>& outcomes)
{
    {
        const std::lock_guard lock(m_mutex);
        for (size_t i = 0; i < group.size(); ++i) {
            m_pendingBytes -= group[i].bytes;
            if (group[i].answer)
                continue;
            m_failedJobs += outcomes[i] ? 0 : 1;
            m_failure = outcomes[i] ? std::nullopt : std::optional(outcomes[i].error());
        }
        m_finished += group.size();
        m_pendingJobs -= static_cast<qint64>(group.size());
    }
    m_idle.notify_all();
    for (size_t i = 0; i < group.size(); ++i) {
        if (group[i].answer)
            group[i].answer->set_value(outcomes[i]);
    }
}

} // namespace tierwatch
