// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/latch.h"
#include "support/tempworkspace.h"
#include "support/wrappedengine.h"

#include <thread>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// The source's truth: a number that changes; a value loaded before a change is old after it.
class InvalidationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyScopeReachesWhatItNamesInBothTiers_data();
    void everyScopeReachesWhatItNamesInBothTiers();
    void aLoadThatBeganBeforeIsNeitherKeptNorSharedAfter();
    void whoWaitedAlreadyGetsTheValueItWaitedFor();
    void duringTheLookIntoTheDiskTheOldRowIsNotServedAfter();
    void betweenTheLoadAndItsWayToDiskTheOldValueIsNotServedAfter();
    void underLoadNoRequestThatBeginsAfterGetsTheOldValue();
    void rowsOfAnotherProgramAreJudgedByTheirTime();
    void aTagOfTheStoredRowCountsInMemoryToo();
    void itsRowsAreGoneForOtherProgramsSoon();
    void aScopeThatHasNoBarrierIsRefused();
    void aDiskThatCannotKeepItIsAnErrorAndItStillHolds();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;

    CacheEngine& engine() { return m_workspace->engine(); }
    QByteArray served(const Request& request)
    {
        return engine().fetch(request, giving("new"))->value;
    }
};

void InvalidationTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
}

void InvalidationTest::cleanup()
{
    m_workspace.reset();
}

void InvalidationTest::everyScopeReachesWhatItNamesInBothTiers_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<bool>("reached");
    QTest::newRow("everything") << Scope{} << true;
    QTest::newRow("company") << Scope{.companyId = 7} << true;
    QTest::newRow("another company") << Scope{.companyId = 8} << false;
    QTest::newRow("type") << Scope{.type = u"t"_s} << true;
    QTest::newRow("company and type") << Scope{.companyId = 7, .type = u"t"_s} << true;
    QTest::newRow("company and another type") << Scope{.companyId = 7, .type = u"s"_s} << false;
    QTest::newRow("user") << Scope{.username = u"ana"_s} << true;
    QTest::newRow("another user") << Scope{.username = u"bob"_s} << false;
    QTest::newRow("tag") << Scope{.tag = u"finance"_s} << true;
    QTest::newRow("another tag") << Scope{.tag = u"fin"_s} << false;
}

void InvalidationTest::everyScopeReachesWhatItNamesInBothTiers()
{
    QFETCH(Scope, scope);
    QFETCH(bool, reached);
    Request request = requestOf(u"t"_s, 1, u"ana"_s);
    request.companyId = 7;
    request.tags = {u"finance"_s};
    const auto load = [&] { return engine().fetch(request, giving("old"))->value; };
    const QByteArray expected = reached ? "new" : "old";

    load();
    QVERIFY(engine().invalidate(scope, u"tester"_s));
    QCOMPARE(served(request), expected);

    // The same with the value on disk alone.
    QVERIFY(engine().invalidate({}, u"tester"_s));
    load();
    engine().settle();
    engine().memory().clear();
    QVERIFY(engine().invalidate(scope, u"tester"_s));
    engine().memory().clear();
    QCOMPARE(served(request), expected);
}

void InvalidationTest::aLoadThatBeganBeforeIsNeitherKeptNorSharedAfter()
{
    const Request request = requestOf(u"t"_s);
    Latch loading(1);
    Latch release(1);
    auto early = engine().fetchAsync(request, [&]() -> Result<QByteArray> {
        loading.count_down();
        release.wait();
        return QByteArray("old");
    });
    loading.wait();
    QVERIFY(engine().invalidate({}, u"tester"_s));
    // The early load is still under way: whoever asks now must not join it.
    QCOMPARE(served(request), QByteArray("new"));
    release.count_down();
    QCOMPARE(early.result()->value, QByteArray("old"));
    QCOMPARE(served(request), QByteArray("new"));
    engine().settle();
    engine().memory().clear();
    QCOMPARE(served(request), QByteArray("new"));
}

void InvalidationTest::whoWaitedAlreadyGetsTheValueItWaitedFor()
{
    const Request request = requestOf(u"t"_s);
    Latch loading(1);
    Latch release(1);
    const Loader slow = [&]() -> Result<QByteArray> {
        loading.count_down();
        release.wait();
        return QByteArray("old");
    };
    auto leader = engine().fetchAsync(request, slow);
    loading.wait();
    auto follower = engine().fetchAsync(request, giving("never asked"));
    // The follower joined once it no longer occupies a thread of the pool.
    QTRY_COMPARE(engine().pool().activeThreadCount(), 1);
    QVERIFY(engine().invalidate({.type = u"t"_s}, u"tester"_s));
    release.count_down();
    QCOMPARE(leader.result()->value, QByteArray("old"));
    QCOMPARE(follower.result()->value, QByteArray("old"));
    QCOMPARE(served(request), QByteArray("new"));
}

void InvalidationTest::duringTheLookIntoTheDiskTheOldRowIsNotServedAfter()
{
    const Request request = requestOf(u"t"_s);
    (void)engine().fetch(request, giving("old"));
    engine().settle();
    const WrappedEngine wrapped = wrappedEngine(m_workspace->cache(), m_clock);
    bool once = true;
    wrapped.tier->onFind = [&] {
        if (std::exchange(once, false))
            QVERIFY(wrapped.engine->invalidate({}, u"tester"_s));
    };
    QCOMPARE(wrapped.engine->fetch(request, giving("during"))->value, QByteArray("during"));
    QCOMPARE(wrapped.engine->fetch(request, giving("new"))->value, QByteArray("new"));
}

void InvalidationTest::betweenTheLoadAndItsWayToDiskTheOldValueIsNotServedAfter()
{
    const Request request = requestOf(u"t"_s);
    const WrappedEngine wrapped = wrappedEngine(m_workspace->cache(), m_clock);
    bool once = true;
    wrapped.tier->onPut = [&] {
        if (std::exchange(once, false))
            QVERIFY(wrapped.engine->invalidate({}, u"tester"_s));
    };
    QCOMPARE(wrapped.engine->fetch(request, giving("old"))->value, QByteArray("old"));
    wrapped.engine->settle();
    QCOMPARE(wrapped.engine->fetch(request, giving("new"))->value, QByteArray("new"));
    wrapped.engine->settle();
    QCOMPARE(wrapped.engine->storeSize()->value().active, 1);
}

void InvalidationTest::underLoadNoRequestThatBeginsAfterGetsTheOldValue()
{
    std::atomic<int> truth = 0;
    std::atomic<int> promised = 0; // whoever begins now may not get less than this
    std::atomic<bool> stop = false;
    std::atomic<int> violations = 0;
    std::atomic<qint64> requests = 0;
    const Loader loader = [&]() -> Result<QByteArray> { return QByteArray::number(truth.load()); };
    {
        std::vector<std::jthread> readers;
        readers.reserve(4);
        for (int i = 0; i < 4; ++i) {
            readers.emplace_back([&, i] {
                while (!stop) {
                    const int atLeast = promised;
                    const auto answer = engine().fetch(requestOf(u"t"_s, i % 2), loader);
                    violations += !answer || answer->value.toInt() < atLeast;
                    ++requests;
                }
            });
        }
        for (int round = 1; round <= 200; ++round) {
            truth = round;
            QVERIFY(engine().invalidate({.type = u"t"_s}, u"tester"_s));
            promised = round;
        }
        stop = true;
    }
    QCOMPARE(violations.load(), 0);
    QCOMPARE_GT(requests.load(), 200);
}

void InvalidationTest::rowsOfAnotherProgramAreJudgedByTheirTime()
{
    const Request before = requestOf(u"t"_s, u"before"_s);
    const Request after = requestOf(u"t"_s, u"after"_s);
    const auto insert = [&](const Request& request) {
        const QString sql =
            u"INSERT INTO cache_entries (cache_key, cache_type, data_json, created_at, expires_at) "
            "VALUES ('%1', 't', 'foreign', %2, %3)"_s
                .arg(QString::fromUtf8(CacheKey::of(request)->text()))
                .arg(double(m_clock.wallMs()) / 1000, 0, 'f', 3)
                .arg(double(m_clock.wallMs()) / 1000 + 3000, 0, 'f', 3);
        QVERIFY(m_workspace->cache().file().writer().run(
            [&](Connection& connection) { return connection.exec(sql); }));
    };
    QVERIFY(m_workspace->cache().file().writer().run(
        [](Connection& c) { return c.exec(u"SELECT 1"_s); }));
    insert(before);
    QCOMPARE(served(before), QByteArray("foreign"));
    m_clock.advanceMs(10);
    QVERIFY(engine().invalidate({}, u"tester"_s));
    m_clock.advanceMs(10);
    insert(after);
    QCOMPARE(served(before), QByteArray("new"));
    QCOMPARE(served(after), QByteArray("foreign"));
}

void InvalidationTest::aTagOfTheStoredRowCountsInMemoryToo()
{
    Request tagged = requestOf(u"t"_s);
    tagged.tags = {u"finance"_s};
    (void)engine().fetch(tagged, giving("old"));
    QVERIFY(m_workspace->restart());
    const Request plain = requestOf(u"t"_s);
    QCOMPARE(engine().fetch(plain, giving("x"))->origin, Origin::Disk);
    QCOMPARE(engine().fetch(plain, giving("x"))->origin, Origin::Memory);
    QVERIFY(engine().invalidate({.tag = u"finance"_s}, u"tester"_s));
    QCOMPARE(served(plain), QByteArray("new"));
}

void InvalidationTest::itsRowsAreGoneForOtherProgramsSoon()
{
    for (int i = 0; i < 2500; ++i)
        (void)engine().fetch(requestOf(i % 2 ? u"odd"_s : u"even"_s, i), giving("v"));
    engine().settle();
    const Result<Invalidated> done = engine().invalidate({.type = u"odd"_s}, u"tester"_s);
    QCOMPARE(done->entries, 1250);
    QCOMPARE(done->bytes, 1250);
    engine().settle();
    QCOMPARE(engine().storeSize()->value().active, 1250);
}

void InvalidationTest::aScopeThatHasNoBarrierIsRefused()
{
    (void)engine().fetch(requestOf(u"t"_s), giving("old"));
    const auto done = engine().invalidate({.companyId = 1, .username = u"ana"_s}, u"tester"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(served(requestOf(u"t"_s)), QByteArray("old"));
}

void InvalidationTest::aDiskThatCannotKeepItIsAnErrorAndItStillHolds()
{
    const WrappedEngine wrapped = wrappedEngine(m_workspace->cache(), m_clock);
    (void)wrapped.engine->fetch(requestOf(u"t"_s), giving("old"));
    wrapped.tier->failing = true;
    const auto done = wrapped.engine->invalidate({}, u"tester"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Storage);
    QCOMPARE(wrapped.engine->fetch(requestOf(u"t"_s), giving("new"))->value, QByteArray("new"));
    QCOMPARE(wrapped.engine->fetch(requestOf(u"t"_s), giving("x"))->value, QByteArray("new"));
}

QTEST_GUILESS_MAIN(InvalidationTest)
#include "invalidationtest.moc"
