// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"
#include "groups.h"
#include "largefile.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSemaphore>

#include <algorithm>
#include <random>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 5;

double msSince(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void reportOpening(const Report& report, LargeFile& file)
{
    std::vector<double> times;
    times.reserve(rounds);
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        file.open();
        (void)file.hit(i, 7919 * i % LargeFile::entriesACompany);
        times.push_back(msSince(timer));
        file.close();
    }
    Figure figure{u"opening 1,000,000 entries, to the first hit"_s, median(times), u"ms"_s};
    figure.target = 300;
    report(figure);
}

/// How long this disk takes to keep two pages for good.
double twoSyncsMs(const QString& folder)
{
    BareSqlite bare(folder + u"/sync.db"_s);
    bare.run("PRAGMA synchronous = FULL");
    bare.run("CREATE TABLE t(x)");
    std::vector<double> times;
    times.reserve(rounds);
    for (int i = 0; i < rounds; ++i)
        times.push_back(nsPerCall(2, [&](qint64) { bare.run("INSERT INTO t VALUES (1)"); }) * 2 /
                        1e6);
    return median(times);
}

/// What others see while a company is invalidated: their hits on disk, in us, in a thread of their
/// own.
class OtherHits final
{
public:
    explicit OtherHits(LargeFile& file, qint64 company)
        : m_thread([this, &file, company](const std::stop_token& stop) {
              std::mt19937 random(7);
              std::uniform_int_distribution<qint64> entry(0, LargeFile::entriesACompany - 1);
              while (!stop.stop_requested())
                  m_us.push_back(file.hit(company, entry(random)) / 1000);
          })
    {
    }
    /// The 99th percentile of all there were.
    double p99()
    {
        m_thread.request_stop();
        m_thread.join();
        const auto place = static_cast<std::ptrdiff_t>(m_us.size() * 99 / 100);
        std::ranges::nth_element(m_us, m_us.begin() + place);
        return m_us.empty() ? 0 : m_us[static_cast<size_t>(place)];
    }

private:
    std::vector<double> m_us;
    std::jthread m_thread; // last: it uses the above
};

/// Invalidations of 100,000 entries each, while the last company's are asked for.
class Invalidations final
{
public:
    explicit Invalidations(LargeFile& file) : m_file(file), m_bare(file.path()) {}

    void run()
    {
        m_pairs.reserve(rounds);
        for (qint64 company = 0; company < rounds; ++company) {
            m_pairs.push_back({});
            m_pairs.back().baseline = quietP99();
            m_pairs.back().subject = p99WhileInvalidating(company);
        }
    }
    void tell(const Report& report, double syncsMs)
    {
        Figure durable{u"invalidating 100,000, until durable"_s, median(m_durableMs), u"ms"_s};
        durable.target = std::max(10.0, syncsMs);
        report(durable);
        Figure gone{u"invalidating 100,000, until gone for others"_s, median(m_goneMs) / 1000,
                    u"s"_s};
        gone.target = 5;
        report(gone);
        size_t next = 0;
        const Pair hits = inTurn(
            rounds, [&] { return m_pairs[next].subject; },
            [&] { return m_pairs[next++].baseline; });
        report({u"disk hits of others meanwhile, p99"_s, hits.subject, u"us"_s, hits.baseline,
                u"before"_s, 2.0});
    }

private:
    static constexpr qint64 others = LargeFile::companies - 1;

    double quietP99()
    {
        m_file.engine().settle();
        OtherHits hits(m_file, others);
        (void)QSemaphore().tryAcquire(1, 1000);
        return hits.p99();
    }
    double p99WhileInvalidating(qint64 company)
    {
        OtherHits hits(m_file, others);
        QElapsedTimer timer;
        timer.start();
        if (!m_file.engine().invalidate({.companyId = 100 + company}, u"bench"_s))
            qFatal("the company could not be invalidated");
        m_durableMs.push_back(msSince(timer));
        const QByteArray left = "SELECT EXISTS (SELECT 1 FROM cache_entries WHERE company_id = " +
                                QByteArray::number(100 + company) + ")";
        while (m_bare.number({left.constData(), size_t(left.size())}) > 0)
            (void)QSemaphore().tryAcquire(1, 5);
        m_goneMs.push_back(msSince(timer));
        return hits.p99();
    }

    LargeFile& m_file;
    BareSqlite m_bare;
    std::vector<double> m_durableMs;
    std::vector<double> m_goneMs;
    std::vector<Pair> m_pairs;
};

void run(const Report& report)
{
    LargeFile file;
    reportOpening(report, file);
    file.open();
    const double syncsMs = twoSyncsMs(QFileInfo(file.path()).path());
    report({u"two commits that last, in bare SQLite"_s, syncsMs, u"ms"_s});
    Invalidations invalidations(file);
    invalidations.run();
    invalidations.tell(report, syncsMs);
}

} // namespace

Group million()
{
    return {u"million"_s, run};
}

} // namespace tierwatch::bench
