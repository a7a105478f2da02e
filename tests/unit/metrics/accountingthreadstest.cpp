// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "accountingfixture.h"

#include "metrics/eventlog.h"

#include <thread>

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int recordingThreads = 6;
constexpr int each = 20'000;

} // namespace

/// Everything at once, for ThreadSanitizer to judge.
class AccountingThreadsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordingReadingAndStoringAtOnceCountsEachRequestOnce();
    void aStepIsNotRunningOnceItIsRemoved();
};

void AccountingThreadsTest::recordingReadingAndStoringAtOnceCountsEachRequestOnce()
{
    AccountingFixture fixture;
    EventLog events(*fixture.file, *fixture.accounting, fixture.clock);
    Accounting& accounting = *fixture.accounting;
    std::atomic<int> running{recordingThreads};
    {
        std::vector<std::jthread> threads;
        threads.reserve(recordingThreads);
        for (int t = 0; t < recordingThreads; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < each; ++i) {
                    const quint32 typeId = accounting.types().idOf(u"type %1"_s.arg(i % 10));
                    accounting.record(i % 4 ? hit(fixture.clock.wallMs(), typeId)
                                            : miss(fixture.clock.wallMs(), typeId));
                    (void)accounting.estimateMs(typeId);
                    if (i % 1000 == 0)
                        accounting.addEvictions(typeId);
                    if (t == 0 && i % 500 == 0)
                        events.record(Event());
                }
                --running;
            });
        while (running > 0) {
            fixture.clock.advanceMs(1500);
            QVERIFY(fixture.flush());
            (void)accounting.history({Range::hours(1), 600});
            (void)accounting.responseTimes({Range::hours(1)});
            (void)accounting.savings();
            (void)events.recent({});
        }
    }
    QVERIFY(fixture.flush());
    const Tally totals = accounting.totals();
    QCOMPARE(totals.answered() + accounting.dropped(), recordingThreads * each);
    QCOMPARE(totals.evicted, recordingThreads * each / 1000);
    QCOMPARE(static_cast<qint64>(fixture.logRows().size()) + accounting.unlogged(),
             totals.answered());
    QCOMPARE(events.recent({}).events.size(), std::size_t(each / 500));
}

void AccountingThreadsTest::aStepIsNotRunningOnceItIsRemoved()
{
    AccountingFixture fixture;
    std::atomic<bool> stop{false};
    std::jthread flushing([&] {
        while (!stop) {
            fixture.record({hit(0)});
            (void)fixture.flush();
        }
    });
    for (int i = 0; i < 50; ++i) {
        auto runs = std::make_unique<int>(0);
        const int step = fixture.accounting->addFlushStep([&](Connection&) {
            ++*runs;
            return Result<void>();
        });
        while (i % 10 == 0 && fixture.logRows().empty())
            std::this_thread::yield();
        fixture.accounting->removeFlushStep(step);
        runs.reset();
    }
    stop = true;
}

QTEST_GUILESS_MAIN(AccountingThreadsTest)
#include "accountingthreadstest.moc"
