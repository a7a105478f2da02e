// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"
#include "groups.h"
#include "target/filetarget.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::bench {

namespace {

using Steady = std::chrono::steady_clock;

constexpr int rounds = 5;
constexpr auto phase = 4s;        ///< that a rate is measured for
constexpr auto refreshPause = 1s; ///< as the dashboard has it
constexpr int refreshes = 10;

/// While others work.
void letPass(std::chrono::milliseconds time)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable().wait_for(lock, time);
}

double msSince(Steady::time_point start)
{
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

QByteArray numbers(const char* count)
{
    return QByteArray("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ") +
           count + " - 1) ";
}

/// A million entries of 1 KiB and ten millions of requests over thirty days, made by SQL alone.
void fill(const QString& path)
{
    BareSqlite bare(path);
    bare.createContractTables();
    bare.run("PRAGMA synchronous = OFF");
    bare.run("PRAGMA cache_size = -262144");
    bare.run("BEGIN IMMEDIATE");
    const QByteArray now = QByteArray::number(SystemClock().wallMs() / 1000);
    bare.run(numbers("1000000") +
             "INSERT INTO cache_entries SELECT printf('key_%07d', i), 'report_' || (i / 100000), "
             "100 + i / 10000, hex(zeroblob(512)), " +
             now + " - i % 3600, " + now + " + 86400, 0, " + now + " - i % 7200 FROM n");
    // In the order of time and of types, so that no index is written all over.
    bare.run(
        numbers("10000000") +
        "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
        "estimated_oracle_time_ms, time_saved_ms, username, timestamp) "
        "SELECT 'report_' || (i / 1000000), 100 + i % 10, i % 10 > 0, 0.5 + i % 7, 200.5, 200, "
        "'ioana.pop', " +
        now + " - 2592000 + i * 0.2592 FROM n");
    bare.run("COMMIT");
    bare.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

/// The owner at work: a request after the other, each in a transaction of its own.
class Owner final
{
public:
    explicit Owner(const QString& path)
        : m_thread([this, path](const std::stop_token& stop) { work(path, stop); })
    {
    }

    /// Requests a second, over a phase.
    double rate()
    {
        const qint64 before = m_done;
        const auto start = Steady::now();
        letPass(phase);
        return static_cast<double>(m_done - before) * 1000 / msSince(start);
    }

private:
    void work(const QString& path, const std::stop_token& stop)
    {
        BareSqlite bare(path);
        for (qint64 i = 0; !stop.stop_requested(); ++i) {
            const QByteArray key =
                "key_" + QByteArray::number(i * 7919 % 1'000'000).rightJustified(7, '0');
            bare.run("BEGIN IMMEDIATE");
            bare.countHit(key);
            bare.log(100 + i % 10);
            bare.run("COMMIT");
            ++m_done;
        }
    }

    std::atomic<qint64> m_done = 0;
    std::jthread m_thread;
};

std::unique_ptr<FileTarget> open(const QString& path, Clock& clock)
{
    auto target = FileTarget::open({path, u"admin"_s}, clock);
    if (!target)
        qFatal("%s", qPrintable(target.error().message));
    return *std::move(target);
}

/// What the Overview asks for each second; gives the figures.
Stats refresh(FileTarget& target)
{
    auto history = target.read(HistoryQuery{Range::hours(1)});
    auto times = target.read(ResponseTimesQuery{Range::hours(1)});
    auto stats = target.read(StatsQuery{});
    if (!history.result() || !times.result() || !stats.result())
        qFatal("the file could not be read");
    return stats.result().value();
}

bool isComplete(const Stats& stats)
{
    return !stats.countedBackToMs && stats.disk.bytes;
}

/// The owner's rate while somebody looks as the dashboard does.
double watchedRate(Owner& owner, FileTarget& target)
{
    std::jthread looks([&target](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            (void)refresh(target);
            letPass(refreshPause);
        }
    });
    return owner.rate();
}

void reportLoss(const Report& report, const QString& name, Owner& owner,
                const std::function<double()>& watched)
{
    const Pair pair = inTurn(rounds, watched, [&owner] { return owner.rate(); });
    Figure figure{name, pair.subject, u"requests/s"_s, pair.baseline, u"its rate alone"_s};
    figure.target = 0.95;
    figure.better = Figure::Better::Higher;
    report(figure);
}

void reportRefreshes(const Report& report, FileTarget& target)
{
    std::vector<double> times;
    times.reserve(refreshes);
    for (int i = 0; i < refreshes; ++i) {
        letPass(refreshPause);
        const auto start = Steady::now();
        (void)refresh(target);
        times.push_back(msSince(start));
    }
    Figure usual{u"refresh of all figures of the Overview"_s, median(times), u"ms"_s};
    usual.target = 50;
    report(usual);
    Figure worst{u"the slowest of %1"_s.arg(refreshes), *std::ranges::max_element(times), u"ms"_s};
    worst.target = 50;
    report(worst);
}

void run(const Report& report)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"foreign.db"_s);
    fill(path);
    SystemClock clock;
    Owner owner(path);
    auto start = Steady::now();
    auto target = open(path, clock);
    (void)refresh(*target);
    Figure first{u"first figures of a foreign file, 1,000,000 entries, 10,000,000 log rows"_s,
                 msSince(start), u"ms"_s};
    first.target = 1500;
    report(first);
    while (!isComplete(refresh(*target)))
        letPass(100ms);
    report({u"until all of it is counted, in the background"_s, msSince(start) / 1000, u"s"_s});
    reportRefreshes(report, *target);
    reportLoss(report, u"the owner's requests while it is watched"_s, owner,
               [&] { return watchedRate(owner, *target); });
    reportLoss(report, u"the owner's requests while all of it is counted"_s, owner,
               [&] { return watchedRate(owner, *open(path, clock)); });
}

} // namespace

Group foreignFile()
{
    return {u"file"_s, run};
}

} // namespace tierwatch::bench
