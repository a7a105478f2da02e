// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/latch.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "support/wrappedengine.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <stdexcept>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

class EngineTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsServedIsByteForByteWhatTheLoaderGave();
    void usersWithHostileNamesNeverGetEachOthersRows();
    void twoHundredThreadsOnOneColdKeyAskOnce();
    void everyFollowerOfAFailedLoadGetsItsError();
    void aLoaderThatThrowsBecomesAnError();
    void memoryThenDiskThenTheSourceAsLivesEnd();
    void promotionNeverLengthensLife();
    void aLifeOfZeroIsNotStored();
    void theClockGoingBackRevivesNothingInMemory();
    void eachSwitchBypassesTheCacheAndIsKeptAcrossARestart();
    void aRestartServesFromDiskAndKeepsTheFigures();
    void cleaningUpRemovesWhatRanOutAndRemembersWhen();
    void anAsynchronousFetchSharesOneLoadToo();
    void nothingIsLoadedForWhoLeftBeforeItsTurn();
    void whoDoesNotWaitGetsWhatMemoryHas();
    void theDiskTierStaysWithinItsLimit();
    void closingWhileMemoryIsPushedOutLosesNothingElse();
    void manyInvalidatedEntriesAreEstimatedAndFewCounted();
    void aRowIsReadableAtOnceAndCountedWhereTheDiskDoesNotTakeIt();
    void hitsDoNotWaitForALockThatWritingNeeds();
    void valuesAreSharedAndNeverCopied();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    std::atomic<int> m_calls = 0;

    CacheEngine& engine() { return m_workspace->engine(); }
    Result<Answer> fetch(const Request& request, const QByteArray& value = "v")
    {
        return engine().fetch(request, countingLoader(value, m_calls));
    }
};

void EngineTest::init()
{
    m_calls = 0;
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\n");
    QVERIFY(m_workspace->open());
}

void EngineTest::cleanup()
{
    m_workspace.reset();
}

void EngineTest::whatIsServedIsByteForByteWhatTheLoaderGave()
{
    QList<QByteArray> values{"", "null", R"({"a":1.10,"b":"\u0000 \xc8\x9b"})",
                             QByteArray("nul \0 in the middle", 19), "\xff\xfe not UTF-8"};
    QByteArray large(3'000'000, Qt::Uninitialized);
    for (char& c : large)
        c = static_cast<char>(QRandomGenerator::global()->bounded(256));
    values << large;
    for (int i = 0; i < values.size(); ++i) {
        QCOMPARE(fetch(requestOf(u"t"_s, i), values[i])->value, values[i]);
        const Result<Answer> again = fetch(requestOf(u"t"_s, i), "other");
        QCOMPARE(again->value, values[i]);
        QCOMPARE(again->origin, Origin::Memory);
    }
    QVERIFY(m_workspace->restart());
    for (int i = 0; i < values.size(); ++i) {
        const Result<Answer> answer = fetch(requestOf(u"t"_s, i), "other");
        QCOMPARE(answer->origin, Origin::Disk);
        QCOMPARE(answer->value, values[i]);
    }
}

void EngineTest::usersWithHostileNamesNeverGetEachOthersRows()
{
    const QStringList pieces{u"a"_s,
                             u"b"_s,
                             u"ab"_s,
                             u":"_s,
                             u"%"_s,
                             u"1:a"_s,
                             u"\n"_s,
                             u"\U0001F600"_s,
                             u"é"_s,
                             u"e\u0301"_s,
                             u"|"_s,
                             QString(QChar(0)),
                             QString(QChar(0xD800))};
    QStringList users{u""_s};
    for (const QString& x : pieces)
        for (const QString& y : pieces)
            for (const QString& z : pieces)
                users << x + y + z << x + QString(QChar(0)) + y + u"|"_s + z;
    users.removeDuplicates();
    QCOMPARE_GT(users.size(), 3000);
    const auto valueOf = [&](qsizetype i) { return "row of user " + QByteArray::number(i); };
    for (qsizetype i = 0; i < users.size(); ++i)
        QCOMPARE(fetch(requestOf(u"t"_s, 1, users[i]), valueOf(i))->value, valueOf(i));
    QCOMPARE(m_calls.load(), users.size());
    QVERIFY(m_workspace->restart());
    for (qsizetype i = 0; i < users.size(); ++i)
        QCOMPARE(fetch(requestOf(u"t"_s, 1, users[i]), "wrong")->value, valueOf(i));
    QCOMPARE(m_calls.load(), users.size());
}

void EngineTest::twoHundredThreadsOnOneColdKeyAskOnce()
{
    constexpr int count = 200;
    Latch ready(count);
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(count);
        for (int i = 0; i < count; ++i) {
            threads.emplace_back([&] {
                ready.arrive_and_wait();
                const Result<Answer> answer = fetch(requestOf(u"cold"_s), "once");
                right += answer && answer->value == "once";
            });
        }
    }
    QCOMPARE(m_calls.load(), 1);
    QCOMPARE(right.load(), count);
}

void EngineTest::everyFollowerOfAFailedLoadGetsItsError()
{
    constexpr int count = 8;
    Latch loading(1);
    Latch release(1);
    std::atomic<int> failed = 0;
    const auto failing = [&]() -> Result<QByteArray> {
        ++m_calls;
        loading.count_down();
        release.wait();
        return Error{ErrorCode::Source, u"the database is down"_s};
    };
    std::vector<QFuture<Result<Answer>>> followers;
    const QFuture<Result<Answer>> leader = engine().fetchAsync(requestOf(u"t"_s), failing);
    loading.wait();
    followers.reserve(count);
    for (int i = 0; i < count; ++i)
        followers.push_back(engine().fetchAsync(requestOf(u"t"_s), failing));
    release.count_down();
    for (const auto& follower : followers)
        failed += follower.result().error().message == u"the database is down"_s;
    QVERIFY(!leader.result());
    QCOMPARE(failed.load(), count);
    QCOMPARE(fetch(requestOf(u"t"_s))->origin, Origin::Database);
}

void EngineTest::aLoaderThatThrowsBecomesAnError()
{
    const Result<Answer> answer = engine().fetch(
        requestOf(u"t"_s), []() -> Result<QByteArray> { throw std::runtime_error("boom"); });
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Source);
    QCOMPARE(answer.error().detail, u"boom"_s);
    QCOMPARE(fetch(requestOf(u"t"_s))->value, QByteArray("v"));
}

void EngineTest::memoryThenDiskThenTheSourceAsLivesEnd()
{
    const Request request = requestOf(u"t"_s);
    QCOMPARE(fetch(request)->origin, Origin::Database);
    QCOMPARE(fetch(request)->origin, Origin::Memory);
    engine().settle();
    m_clock.advanceMs(301'000);
    const Result<Answer> fromDisk = fetch(request);
    QCOMPARE(fromDisk->origin, Origin::Disk);
    QCOMPARE(fromDisk->ageMs, 301'000);
    QCOMPARE(fetch(request)->origin, Origin::Memory);
    m_clock.advanceMs(3'600'000);
    const Result<Answer> again = fetch(request);
    QCOMPARE(again->origin, Origin::Database);
    QCOMPARE(again->reason, MissReason::Expired);
    QCOMPARE(m_calls.load(), 2);
}

void EngineTest::promotionNeverLengthensLife()
{
    Request request = requestOf(u"t"_s);
    request.policy = Policy{.l2TtlMs = 400'000};
    (void)fetch(request);
    engine().settle();
    m_clock.advanceMs(350'000);
    QCOMPARE(fetch(request)->origin, Origin::Disk);
    m_clock.advanceMs(60'000);
    QCOMPARE(fetch(request)->origin, Origin::Database);
}

void EngineTest::aLifeOfZeroIsNotStored()
{
    Request request = requestOf(u"t"_s);
    request.policy = Policy{.l1TtlMs = 0, .l2TtlMs = -5};
    (void)fetch(request);
    engine().settle();
    QCOMPARE(fetch(request)->origin, Origin::Database);
    QCOMPARE(engine().memory().size().entries, 0);
    QCOMPARE(engine().storeSize()->value().active, 0);
}

void EngineTest::theClockGoingBackRevivesNothingInMemory()
{
    Request request = requestOf(u"t"_s);
    request.policy = Policy{.l2TtlMs = 0};
    (void)fetch(request);
    m_clock.advanceMs(301'000);
    m_clock.setWallMs(m_clock.wallMs() - 86'400'000);
    QCOMPARE(fetch(request)->origin, Origin::Database);
}

void EngineTest::eachSwitchBypassesTheCacheAndIsKeptAcrossARestart()
{
    const Request request = requestOf(u"t"_s, 1, u"ana"_s);
    (void)fetch(request);
    QVERIFY(engine().switches().set(SwitchKind::User, u"ana"_s, false));
    const Result<Answer> bypassed = fetch(request, "fresh");
    QCOMPARE(bypassed->origin, Origin::Bypassed);
    QCOMPARE(bypassed->value, QByteArray("fresh"));
    QVERIFY(m_workspace->restart());
    QCOMPARE(fetch(request)->origin, Origin::Bypassed);
    QVERIFY(engine().switches().set(SwitchKind::User, u"ana"_s, true));
    QVERIFY(engine().switches().set(SwitchKind::Global, {}, false));
    QVERIFY(engine().switches().set(SwitchKind::Type, u"t"_s, false));
    QVERIFY(m_workspace->restart());
    QVERIFY(!engine().switches().global());
    QVERIFY(!engine().switches().type(u"t"_s));
    QVERIFY(engine().switches().set(SwitchKind::Global, {}, true));
    QVERIFY(engine().switches().set(SwitchKind::Type, u"t"_s, true));
    QCOMPARE(fetch(request)->value, QByteArray("v"));
    QCOMPARE(fetch(request)->origin, Origin::Memory);
}

void EngineTest::aRestartServesFromDiskAndKeepsTheFigures()
{
    for (int i = 0; i < 50; ++i)
        (void)fetch(requestOf(u"t"_s, i % 10));
    m_clock.advanceMs(1);
    QVERIFY(m_workspace->restart());
    const Tally kept = m_workspace->cache().accounting().totals();
    QCOMPARE(kept.memory, 40);
    QCOMPARE(kept.database, 10);
    QCOMPARE(fetch(requestOf(u"t"_s, 3))->origin, Origin::Disk);
    QCOMPARE(m_calls.load(), 10);
    const History history = m_workspace->cache().accounting().history({Range::minutes(5), 600});
    QCOMPARE(history.total.answered(), 50);
}

void EngineTest::cleaningUpRemovesWhatRanOutAndRemembersWhen()
{
    for (int i = 0; i < 1500; ++i)
        (void)fetch(requestOf(u"t"_s, i));
    engine().settle();
    m_clock.advanceMs(3'600'001);
    Request young = requestOf(u"young"_s);
    (void)fetch(young);
    engine().settle();
    const Result<CleanedUp> done = engine().cleanUp();
    QVERIFY(done);
    QCOMPARE(done->entries, 1500);
    QCOMPARE(engine().storeSize()->value().active, 1);
    QCOMPARE(engine().storeSize()->value().expired, 0);
    QCOMPARE(engine().lastCleanUp()->value(), m_clock.wallMs() / 1000 * 1000);
}

void EngineTest::anAsynchronousFetchSharesOneLoadToo()
{
    std::vector<QFuture<Result<Answer>>> futures;
    futures.reserve(50);
    for (int i = 0; i < 50; ++i)
        futures.push_back(
            engine().fetchAsync(requestOf(u"async"_s), countingLoader("shared", m_calls)));
    for (const auto& future : futures)
        QCOMPARE(future.result()->value, QByteArray("shared"));
    QCOMPARE(m_calls.load(), 1);
    QFuture<Result<Answer>> hit = engine().fetchAsync(requestOf(u"async"_s), {});
    QVERIFY(hit.isFinished());
    QCOMPARE(hit.result()->origin, Origin::Memory);
}

void EngineTest::nothingIsLoadedForWhoLeftBeforeItsTurn()
{
    std::atomic<bool> isWanted = true;
    Latch leave(1);
    std::vector<QFuture<Result<Answer>>> slow;
    const int threads = engine().options().loadThreads;
    slow.reserve(size_t(threads));
    for (int i = 0; i < threads; ++i)
        slow.push_back(
            engine().fetchAsync(requestOf(u"slow"_s, i), [&leave]() -> Result<QByteArray> {
                leave.wait();
                return QByteArray("slow");
            }));
    auto left = engine().fetchAsync(requestOf(u"t"_s), countingLoader("left", m_calls),
                                    [&isWanted] { return isWanted.load(); });
    auto stayed = engine().fetchAsync(requestOf(u"t"_s), countingLoader("stayed", m_calls));
    isWanted = false;
    leave.count_down();
    QCOMPARE(left.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(stayed.result()->value, QByteArray("stayed"));
    QCOMPARE(m_calls.load(), 1);
    for (const auto& future : slow)
        QCOMPARE(future.result()->value, QByteArray("slow"));
}

void EngineTest::whoDoesNotWaitGetsWhatMemoryHas()
{
    const auto ask = [this] {
        return engine().fetchAsync(requestOf(u"t"_s), countingLoader("v", m_calls),
                                   [] { return false; });
    };
    QVERIFY(ask().isFinished());
    QCOMPARE(ask().result().error().code, ErrorCode::Cancelled);
    QCOMPARE(m_calls.load(), 0);
    (void)fetch(requestOf(u"t"_s), "v");
    QVERIFY(ask().isFinished());
    QCOMPARE(ask().result()->origin, Origin::Memory);
}

void EngineTest::theDiskTierStaysWithinItsLimit()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\nl2_max_bytes=1048576\n");
    QVERIFY(m_workspace->open());
    QCOMPARE(engine().options().storeMaxBytes, 1'048'576);
    for (int i = 0; i < 300; ++i)
        (void)fetch(requestOf(u"t"_s, i), QByteArray(10'000, 'x'));
    engine().settle();
    QTRY_COMPARE_LE_WITH_TIMEOUT(engine().storeSize()->value().bytes, 1'048'576, 20'000);
    QCOMPARE_GT(engine().storeSize()->value().active, 80);
    QTRY_COMPARE_GT(engine().storeEvicted(), 150);
}

void EngineTest::closingWhileMemoryIsPushedOutLosesNothingElse()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\nl1_max_bytes=100000\n");
    QVERIFY(m_workspace->open());
    for (int i = 0; i < 500; ++i)
        QCOMPARE(fetch(requestOf(u"t"_s, i), QByteArray(1000, 'x'))->origin, Origin::Database);
    QCOMPARE_GT(engine().memory().evicted(), 0);
    QVERIFY(m_workspace->restart());
    QCOMPARE(m_workspace->cache().accounting().totals().database, 500);
}

void EngineTest::manyInvalidatedEntriesAreEstimatedAndFewCounted()
{
    for (int i = 0; i < 3000; ++i) {
        Request request = requestOf(i % 3 == 0 ? u"few"_s : u"many"_s, i);
        request.companyId = 7;
        QVERIFY(fetch(request, "12345"));
    }
    engine().settle();
    const auto few = engine().invalidate({.companyId = 7, .type = u"few"_s}, u"tester"_s);
    QCOMPARE_GE(few->entries, 900); // of 1,000: found among the company's 3,000
    QCOMPARE_LE(few->entries, 1100);
    QCOMPARE(few->bytes, few->entries.value() * 5);
    engine().settle();
    const auto many = engine().invalidate({.companyId = 7}, u"tester"_s);
    QCOMPARE(many->entries, 2000);
    QCOMPARE(many->bytes, 10'000);
    engine().settle();
    QCOMPARE(engine().invalidate({.companyId = 7}, u"tester"_s)->entries, 0);
}

void EngineTest::aRowIsReadableAtOnceAndCountedWhereTheDiskDoesNotTakeIt()
{
    auto [tier, engine] = wrappedEngine(m_workspace->cache(), m_clock);
    // Before it is written: a writer that is busy is as one that is slow.
    QCOMPARE(engine->fetch(requestOf(u"taken"_s), giving("v"))->origin, Origin::Database);
    QCOMPARE(engine->fetch(requestOf(u"taken"_s), giving("v"))->origin, Origin::Memory);
    QCOMPARE(engine->unstored(), 0);
    tier->failing = true;
    QCOMPARE(engine->fetch(requestOf(u"refused"_s), giving("v"))->origin, Origin::Database);
    QCOMPARE(engine->fetch(requestOf(u"refused"_s), giving("v"))->origin, Origin::Memory);
    QCOMPARE(engine->unstored(), 1);
}

void EngineTest::hitsDoNotWaitForALockThatWritingNeeds()
{
    for (int i = 0; i < 10; ++i)
        (void)fetch(requestOf(u"t"_s, i));
    engine().settle();
    QVERIFY(m_workspace->cache().accounting().flush());
    engine().memory().clear();
    OtherProgram other(m_workspace->cachePath());
    QVERIFY(other.exec({u"BEGIN IMMEDIATE"_s}));
    QElapsedTimer timer;
    timer.start();
    for (const Origin origin : {Origin::Disk, Origin::Memory}) {
        for (int i = 0; i < 10; ++i)
            QCOMPARE(fetch(requestOf(u"t"_s, i))->origin, origin);
    }
    QVERIFY(!timer.hasExpired(2500)); // who writes waits for five seconds, then fails
    QVERIFY(other.exec({u"COMMIT"_s}));
}

void EngineTest::valuesAreSharedAndNeverCopied()
{
    const QByteArray value(1000, 'v');
    const auto isShared = [&](const Result<Answer>& answer) {
        return answer && answer->value.constData() == value.constData();
    };
    QVERIFY(isShared(fetch(requestOf(u"t"_s), value)));
    QVERIFY(isShared(fetch(requestOf(u"t"_s))));
    QVERIFY(isShared(engine().fetchAsync(requestOf(u"t"_s), {}).result()));
    engine().settle();
    engine().memory().clear();
    const Result<Answer> promoted = fetch(requestOf(u"t"_s));
    QCOMPARE(promoted->origin, Origin::Disk);
    QCOMPARE(fetch(requestOf(u"t"_s))->value.constData(), promoted->value.constData());
}

QTEST_GUILESS_MAIN(EngineTest)
#include "enginetest.moc"
