// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/loads.h"

#include "support/fakeclock.h"
#include "support/latch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

namespace {

/// Loads over a memory tier, all callers of which are impatient, and a request to ask.
struct InMemory
{
    explicit InMemory(const Clock& clock)
        : memory(options.memory, barriers),
          tiers(options, memory, nullptr, barriers, clock),
          loads(options, tiers, barriers, stamps, clock)
    {
    }
    static PreparedRequest request()
    {
        Request request;
        request.type = u"t"_s;
        auto scopes = std::make_shared<EntryScopes>();
        scopes->type = u"t"_s;
        const CacheKey key = *CacheKey::of(request);
        return {key, std::move(request), std::move(scopes), 0};
    }
    void invalidate() { barriers.raise({.type = u"t"_s}, {stamps.next(), 0}); }

    const EngineOptions options{.mode = CacheMode::Memory,
                                .policy = {.l1TtlMs = 1,
                                           .graceMs = 1'000'000,
                                           .throttleMs = 1,
                                           .softTimeoutMs = 1,
                                           .hardTimeoutMs = 50}};
    Barriers barriers;
    Stamps stamps;
    MemoryTier memory;
    Tiers tiers;
    Loads loads;
};

} // namespace

/// The way past memory, without a disk: callers, loads and alarms on many threads.
class LoadsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aThreadIsFreeOrTheLoadIsNotStarted();
    void whatWaitsForAThreadIsRunBeforeTheEnd();
    void alarmsRingInTheirOrder();
    void aKeyIsThrottledUntilItsTimeIsOver();
    void oneValueServesManyThreadsWhateverTheyWaitFor();

private:
    FakeClock m_clock;
};

void LoadsTest::aThreadIsFreeOrTheLoadIsNotStarted()
{
    LoadThreads threads(2);
    test::Latch go(1);
    for (int i = 0; i < 2; ++i)
        QVERIFY(threads.tryStart([&] { go.wait(); }));
    QVERIFY(!threads.tryStart([] {}));
    go.count_down();
    bool started = false;
    const auto start = [&] { return started = started || threads.tryStart([] {}); };
    QTRY_VERIFY(start());
}

void LoadsTest::whatWaitsForAThreadIsRunBeforeTheEnd()
{
    LoadThreads threads(2);
    std::atomic<int> ran = 0;
    for (int i = 0; i < 100; ++i)
        threads.start([&] { ++ran; });
    threads.stop();
    QCOMPARE(ran.load(), 100);
}

void LoadsTest::alarmsRingInTheirOrder()
{
    Alarms alarms;
    std::mutex mutex;
    QList<int> rung;
    test::Latch all(3);
    const auto ring = [&](int number) {
        const std::lock_guard lock(mutex);
        rung << number;
        all.count_down();
    };
    const auto now = std::chrono::steady_clock::now();
    alarms.at(now + std::chrono::hours(1), [&] { ring(4); });
    for (const int ms : {30, 10, 20})
        alarms.at(now + std::chrono::milliseconds(ms), [&ring, ms] { ring(ms / 10); });
    all.wait();
    alarms.stop();
    QCOMPARE(rung, (QList<int>{1, 2, 3}));
}

void LoadsTest::aKeyIsThrottledUntilItsTimeIsOver()
{
    Throttle throttle;
    QVERIFY(!throttle.holds("a", 0));
    throttle.begin("a", 0, 10);
    throttle.begin("b", 0, 0);
    QVERIFY(throttle.holds("a", 9));
    QVERIFY(!throttle.holds("a", 10));
    QVERIFY(!throttle.holds("b", 0));
    throttle.end("a");
    QVERIFY(!throttle.holds("a", 9));
}

void LoadsTest::oneValueServesManyThreadsWhateverTheyWaitFor()
{
    InMemory parts(m_clock);
    std::atomic<int> calls = 0;
    std::atomic<int> wrong = 0;
    std::atomic<int> answered = 0;
    const Loader loader = [&]() -> Result<Loaded> {
        if (++calls % 3 == 0)
            return Error{ErrorCode::Source, u"down"_s};
        return Loaded("v");
    };
    const auto check = [&](const Result<Answer>& answer) {
        wrong += answer && answer->value != "v";
        ++answered;
    };
    const auto ask = [&](int thread) {
        const PreparedRequest request = InMemory::request();
        for (int i = 0; i < 500; ++i) {
            m_clock.advanceMs(1);
            if (thread == 0 && i % 50 == 0)
                parts.invalidate();
            if (i % 3 == 0)
                parts.loads.answerTo(request, loader, MemoryMiss::Expired, check);
            else
                check(parts.loads.answer(request, loader, MemoryMiss::Expired));
            if (i % 10 == 0)
                parts.loads.refresh(request, loader);
        }
    };
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i)
            threads.emplace_back(ask, i);
    }
    parts.loads.stop();
    QCOMPARE(answered.load(), 2000);
    QCOMPARE(wrong.load(), 0);
    QCOMPARE_GT(calls.load(), 0);
}

QTEST_GUILESS_MAIN(LoadsTest)
#include "loadstest.moc"
