// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/filecontrol.h"

#include "cache/pace.h"
#include "storage/schema.h"

namespace tierwatch {

namespace {

constexpr int busyTimeoutMs = 5000;
constexpr int tries = 6; ///< each as long as the connection waits

} // namespace

FileControl::FileControl(std::unique_ptr<CacheFile> viewer, std::unique_ptr<Connection> connection,
                         Clock& clock, Pause pause)
    : m_clock(clock),
      m_pause(std::move(pause)),
      m_viewer(std::move(viewer)),
      m_connection(std::move(connection))
{
}

Result<std::unique_ptr<FileControl>> FileControl::open(const QString& path, Clock& clock,
                                                       Pause pause)
{
    auto viewer = CacheFile::open({path, CacheFileOptions::Mode::ReadOnly}, clock);
    if (!viewer)
        return viewer.error();
    // A connection keeps others from being the last one only once it has read.
    if (const auto read = EntriesTable((*viewer)->reader()).lastRow(); !read)
        return read.error();
    auto connection = Connection::open({path, ConnectionOptions::Kind::Guest, busyTimeoutMs});
    if (!connection)
        return connection.error();
    std::unique_ptr<FileControl> control(
        new FileControl(*std::move(viewer), *std::move(connection), clock, std::move(pause)));
    if (const Result<void> prepared = control->prepare(); !prepared)
        return prepared.error();
    return control;
}

Result<void> FileControl::prepare()
{
    const Result<bool> lacks = schema::lacksContract(*m_connection);
    if (!lacks)
        return lacks.error();
    if (*lacks) {
        if (const Result<void> made = run(schema::completeContract); !made)
            return made;
    }
    return schema::completeForViewing(*m_connection);
}

Result<void> FileControl::run(const Job& job)
{
    Transaction transaction(*m_connection);
    Result<void> begun = transaction.begin();
    for (int again = 1; again < tries && !begun && begun.error().code == ErrorCode::Locked; ++again)
        begun = m_pause(0) ? transaction.begin() : begun;
    if (!begun)
        return begun;
    const Result<void> done = job(*m_connection);
    return done ? transaction.commit() : done;
}

Result<Removed> FileControl::remove(const Scope& scope)
{
    const Result<qint64> last = EntriesTable(*m_connection).lastRow();
    if (!last)
        return last.error();
    return inBatches(
        [&](EntriesTable entries, int rows) { return entries.removeUpTo(scope, *last, rows); });
}

Result<Removed> FileControl::removeExpired()
{
    return inBatches([nowMs = m_clock.wallMs()](EntriesTable entries, int rows) {
        return entries.removeExpired(nowMs, rows);
    });
}

Result<Removed> FileControl::inBatches(const Step& step)
{
    Pace pace;
    Removed sum;
    for (;;) {
        Removed batch;
        const auto job = [&](Connection& connection) -> Result<void> {
            const qint64 startMs = m_clock.steadyMs();
            const Result<Removed> removed = step(EntriesTable(connection), pace.rows());
            if (!removed)
                return removed.error();
            batch = *removed;
            batch.tookMs = m_clock.steadyMs() - startMs;
            return {};
        };
        if (const Result<void> done = run(job); !done)
            return broken(done.error(), sum);
        if (batch.rows == 0)
            return sum;
        sum.rows += batch.rows;
        sum.bytes += batch.bytes;
        pace.took(batch.tookMs);
        // As long as it kept the lock, so that the owner gets at least as much of it.
        if (!m_pause(batch.tookMs + 1))
            return broken({ErrorCode::Cancelled, tr("The removal was broken off.")}, sum);
    }
}

Error FileControl::broken(Error error, const Removed& before)
{
    if (before.rows > 0)
        error.message +=
            tr(" %n entries had been removed by then.", nullptr, static_cast<int>(before.rows));
    return error;
}

} // namespace tierwatch
