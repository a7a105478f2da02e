// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/accounting.h"
#include "baresqlite.h"
#include "groups.h"
#include "storage/cachefile.h"
#include "support/tempworkspace.h"

#include <QSemaphore>

#include <ctime>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 5;
constexpr qint64 requestsAFlush = 900; // fewer than wake the accountant
constexpr qint64 flushesARound = 10;   // in one second every request of theirs is logged
constexpr qint64 entries = 10'000;
constexpr qint64 asOriginal = 500;
constexpr double longMs = 1000; // a hit that waits for a lock waits for five times that

AccessRecord recordOf(qint64 i, qint64 nowMs)
{
    AccessRecord record;
    record.wallMs = nowMs;
    record.companyId = 100 + i % 6;
    record.typeId = static_cast<quint32>(1 + i % 5);
    record.userId = static_cast<quint32>(1 + i % 7);
    record.responseMs = 0.25F;
    record.estimateMs = 200;
    record.origin = i % 10 == 0 ? Origin::Database : Origin::Memory;
    return record;
}

/// What it costs to count, time and log requests, all of it, until it is committed.
class RequestCosts final
{
public:
    RequestCosts()
    {
        auto file = CacheFile::open({m_folder.filePath(u"cache.db"_s)}, m_clock);
        if (!file)
            qFatal("%s", qPrintable(file.error().message));
        m_file = *std::move(file);
        AccountingOptions options;
        options.flushInterval = std::chrono::hours(1);
        m_accounting = std::make_unique<Accounting>(*m_file, m_clock, options);
        for (int i = 0; i < 5; ++i)
            (void)m_accounting->types().idOf(u"report_%1"_s.arg(i));
        for (int i = 0; i < 7; ++i)
            (void)m_accounting->users().idOf(u"user_%1"_s.arg(i));
    }

    /// Microseconds of processor time a request, on whatever thread.
    double amortisedUs()
    {
        const std::clock_t start = std::clock();
        for (qint64 flush = 0; flush < flushesARound; ++flush) {
            const qint64 nowMs = m_clock.wallMs();
            for (qint64 i = 0; i < requestsAFlush; ++i)
                m_accounting->record(recordOf(i, nowMs));
            if (!m_accounting->flush())
                qFatal("the figures could not be stored");
        }
        const auto spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        return spent * 1e6 / static_cast<double>(flushesARound * requestsAFlush);
    }
    [[nodiscard]] qint64 leftOut() const
    {
        return m_accounting->dropped() + m_accounting->unlogged();
    }

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<CacheFile> m_file;
    std::unique_ptr<Accounting> m_accounting;
};

void reportCosts(const Report& report)
{
    RequestCosts costs;
    std::vector<double> figures;
    figures.reserve(rounds);
    for (int i = 0; i < rounds; ++i) {
        figures.push_back(costs.amortisedUs());
        (void)QSemaphore().tryAcquire(1, 1000); // the next second's log
    }
    if (costs.leftOut() > 0)
        qFatal("%lld requests were not counted or logged", qlonglong(costs.leftOut()));
    Figure figure{u"accounting of one request, logged"_s, median(figures), u"us"_s};
    figure.target = 3;
    report(figure);
}

Request requestFor(qint64 i)
{
    Request request;
    request.type = u"invoices_by_month"_s;
    request.companyId = 100 + i % 6;
    request.params = {{u"number"_s, i}};
    request.policy = Policy{.l1TtlMs = 0};
    return request;
}

/// Hits on disk while another program holds the lock that any write needs.
void reportLockedHits(const Report& report)
{
    SystemClock clock;
    test::TempWorkspace workspace(clock);
    if (!workspace.open())
        qFatal("the workspace could not be opened");
    for (qint64 i = 0; i < entries; ++i)
        (void)workspace.engine().fetch(requestFor(i), test::giving("[1]"));
    workspace.engine().settle();
    BareSqlite other(workspace.cachePath());
    other.run("BEGIN IMMEDIATE");
    qint64 waited = 0;
    for (qint64 i = 0; i < entries; ++i) {
        const double ns = nsPerCall(1, [&](qint64) {
            const auto answer = workspace.engine().fetch(requestFor(i), test::giving("[2]"));
            if (!answer || answer->origin != Origin::Disk)
                qFatal("the fetch was no hit on disk");
        });
        waited += ns / 1e6 > longMs ? 1 : 0;
    }
    other.run("COMMIT");
    Figure figure{u"of 10,000 disk hits, waited to write"_s, double(waited), u"hits"_s};
    figure.target = 0;
    report(figure);
}

/// As the reporting service does it: each hit is counted and logged at once.
void reportOriginal(const Report& report)
{
    const QTemporaryDir folder;
    BareSqlite bare(folder.filePath(u"bare.db"_s));
    bare.createContractTables();
    const QByteArray value(1024, 'x');
    const auto keyOf = [](qint64 i) { return "invoices_by_month:" + QByteArray::number(i); };
    bare.run("BEGIN IMMEDIATE");
    for (qint64 i = 0; i < entries; ++i)
        bare.insert({keyOf(i), 100 + i % 6, value, 1790000000, 1790003600});
    bare.run("COMMIT");
    const double ns = nsPerCall(asOriginal, [&](qint64 i) {
        const QByteArray key = keyOf(i * 7919 % entries);
        if (bare.select(key) != value.size())
            qFatal("the bare SELECT did not find its row");
        bare.countHit(key);
        bare.log(100);
    });
    report({u"bare SELECT, UPDATE, INSERT, each committed"_s, ns / 1000, u"us"_s});
}

void run(const Report& report)
{
    reportCosts(report);
    reportLockedHits(report);
    reportOriginal(report);
}

} // namespace

Group accounting()
{
    return {u"accounting"_s, run};
}

} // namespace tierwatch::bench
