// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/janitor.h"

#include "cache/sqlitetier.h"
#include "support/latch.h"
#include "support/quiet.h"
#include "support/testfile.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// The janitor on a real file, alone and asked by many threads at once.
class JanitorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsBehindABarrierGoesAndNothingElse();
    void cleaningUpRemovesWhatRanOutAndKeepsTheTime();
    void itLeavesAStoreAloneThatIsReadOnly();
    void manyThreadsFindTheirOwnRowsGoneWhenItIsIdle();
    void itStopsInTheMiddleOfItsWork();
    void aLongStandstillIsFollowedByOneCleanUp();

private:
    /// A file with a tier on it, and a janitor that looks after it.
    struct Place
    {
        TestFile file;
        Barriers barriers;
        MemoryTier memory{{}, barriers};
        EngineOptions options;
        std::unique_ptr<SqliteTier> tier;
        std::unique_ptr<Janitor> janitor;

        void startJanitor(Janitor::Listener cleanedUp = {})
        {
            janitor = std::make_unique<Janitor>(options, tier.get(), memory, file.clock,
                                                std::move(cleanedUp));
        }
        void removeSoon(qint64 company, qint64 stamp) const
        {
            Invalidation invalidation;
            invalidation.scope.companyId = company;
            invalidation.stamp = static_cast<quint64>(stamp);
            invalidation.purge = true;
            janitor->sweepSoon(invalidation);
        }
        /// Rows of a company with this stamp, which end so much later than now.
        void fill(qint64 company, int count, qint64 stamp, qint64 leftMs = 1000)
        {
            for (int i = 0; i < count; ++i) {
                StoredEntry row;
                row.key = QByteArray::number(company) + '/' + QByteArray::number(stamp) + '/' +
                          QByteArray::number(i);
                row.type = u"t"_s;
                row.companyId = company;
                row.value = "12345";
                row.createdMs = file.clock.wallMs();
                row.expiresMs = row.createdMs + leftMs;
                row.stamp = stamp;
                (void)tier->put(row, [] { return true; });
            }
            tier->flush();
        }
        [[nodiscard]] qint64 count(qint64 company) const
        {
            qint64 count = 0;
            const auto rows = tier->preview({.companyId = company}, 0);
            for (const PreviewRow& row : *rows)
                count += row.entries;
            return count;
        }
    };
    std::unique_ptr<Place> m_place;
};

void JanitorTest::init()
{
    m_place = std::make_unique<Place>();
    WORKS(m_place->file.open());
    m_place->tier = std::make_unique<SqliteTier>(m_place->file.file(), m_place->file.clock);
}

void JanitorTest::cleanup()
{
    m_place.reset();
}

void JanitorTest::whatIsBehindABarrierGoesAndNothingElse()
{
    m_place->startJanitor();
    m_place->fill(1, 2500, 5);
    m_place->fill(1, 10, 7);
    m_place->fill(2, 10, 5);
    m_place->removeSoon(1, 6);
    m_place->janitor->waitUntilIdle();
    QCOMPARE(m_place->count(1), 10);
    QCOMPARE(m_place->count(2), 10);
}

void JanitorTest::cleaningUpRemovesWhatRanOutAndKeepsTheTime()
{
    m_place->startJanitor();
    m_place->fill(1, 1200, 5, -1);
    m_place->fill(2, 10, 5);
    const Result<CleanedUp> done = m_place->janitor->cleanUp();
    QCOMPARE(done->entries, 1200);
    QCOMPARE(done->bytes, 6000);
    QCOMPARE(m_place->count(1), 0);
    QCOMPARE(m_place->count(2), 10);
    QCOMPARE(m_place->tier->lastCleanUp()->value(), m_place->file.clock.wallMs() / 1000 * 1000);
}

void JanitorTest::itLeavesAStoreAloneThatIsReadOnly()
{
    m_place->options.readOnly = true;
    m_place->startJanitor();
    m_place->fill(1, 10, 5, -1);
    m_place->removeSoon(1, 6);
    m_place->janitor->waitUntilIdle();
    (void)m_place->janitor->cleanUp();
    QCOMPARE(m_place->count(1), 10);
}

void JanitorTest::manyThreadsFindTheirOwnRowsGoneWhenItIsIdle()
{
    const Quiet quiet;
    m_place->startJanitor();
    constexpr int threads = 4;
    test::Latch ready(threads);
    std::atomic<qint64> left = 0;
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> workers;
        workers.reserve(threads);
        for (qint64 company = 0; company < threads; ++company) {
            workers.emplace_back([&, company] {
                ready.arrive_and_wait();
                for (qint64 stamp = 1; stamp <= 40; ++stamp) {
                    m_place->fill(company, 5, stamp, stamp % 2 ? 1000 : -1);
                    m_place->removeSoon(company, stamp);
                    failed += company == 0 && !m_place->janitor->cleanUp();
                    m_place->janitor->waitUntilIdle();
                    left += m_place->count(company);
                }
            });
        }
    }
    QCOMPARE(left.load(), 0);
    QCOMPARE(failed.load(), 0);
    QUIET(quiet);
}

void JanitorTest::aLongStandstillIsFollowedByOneCleanUp()
{
    std::atomic<int> cleanUps = 0;
    m_place->options.cleanUpIntervalMs = 1000;
    m_place->startJanitor([&cleanUps](const CleanedUp&) { ++cleanUps; });
    for (int round = 1; round <= 2; ++round) {
        m_place->file.clock.advanceMs(86'400'000);
        for (int i = 0; i < 3; ++i) {
            m_place->janitor->soon([] {});
            m_place->janitor->waitUntilIdle();
        }
        QCOMPARE(cleanUps.load(), round);
    }
    m_place->janitor->stop();
}

void JanitorTest::itStopsInTheMiddleOfItsWork()
{
    const Quiet quiet;
    for (qint64 round = 1; round <= 30; ++round) {
        m_place->startJanitor();
        m_place->fill(1, 100, round);
        const std::jthread asking([&] {
            for (int i = 0; i < 20; ++i)
                m_place->removeSoon(1, round);
        });
        const std::jthread waiting([&] { m_place->janitor->waitUntilIdle(); });
        m_place->janitor->stop();
    }
    QUIET(quiet);
}

QTEST_GUILESS_MAIN(JanitorTest)
#include "janitortest.moc"
