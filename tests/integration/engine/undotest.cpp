// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/latch.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "support/wrappedengine.h"

#include <future>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// Every company has three reports of each of two types; "old" is what was cached before.
class UndoTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void bringsBackWhatTheInvalidationTookOut_data();
    void bringsBackWhatTheInvalidationTookOut();
    void whatCameBackOutlivesARestart();
    void whatALaterInvalidationCoversStaysAway();
    void itComesBackOnceThatOneIsUndoneToo();
    void theEarlierOfTwoStillStandsWhenTheLaterIsUndone();
    void anInvalidationDuringTheUndoCoversWhatComesBack();
    void itWaitsForAnInvalidationThatIsOnItsWayToDisk();
    void whatWasLoadedAnewStays();
    void aLoadThatBeganBeforeTheInvalidationIsNotKeptAfterTheUndo();
    void aLoadThatBeganAfterItReplacesWhatCameBack();
    void whatChangedAtTheSourceMeanwhileStaysAway();
    void whatChangedWhileItWasOutStaysAwayWhicheverTookItOut();
    void whatRanOutMeanwhileStaysAway();
    void rowsOfAnotherProgramComeBack();
    void itCanBeUndoneOnceAndInTimeOnly();
    void theTrashIsEmptiedWhenItsTimeIsOver();
    void aPurgeIsForGood();
    void aPurgeTakesTheTrashToo();
    void withoutAWindowNothingIsKept();
    void anUndoThatWasCutShortGoesOnAtTheNextStart();
    void theTrashGoesFirstWhenTheDiskIsFull();
    void whatIsForgottenStillStandsHoweverTheClockIsSet();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;

    CacheEngine& engine() { return m_workspace->engine(); }
    static Request report(qint64 company, const QString& type, int number = 0)
    {
        Request request = requestOf(type, number, u"user%1"_s.arg(company));
        request.companyId = company;
        request.tags = {u"tag%1"_s.arg(company)};
        return request;
    }
    void fill()
    {
        for (const qint64 company : {1, 2})
            for (const QString& type : {u"a"_s, u"b"_s})
                for (int number = 0; number < 3; ++number)
                    QVERIFY(engine().fetch(report(company, type, number), giving("old")));
        engine().settle();
    }
    /// What is served for it now, from a disk that memory does not hide.
    QByteArray served(const Request& request)
    {
        engine().memory().clear();
        const auto answer = engine().fetch(request, giving("new"));
        return answer ? answer->value : QByteArray("error");
    }
    /// How many of a company's six reports are still cached; looks without loading.
    int cached(qint64 company)
    {
        engine().settle();
        engine().memory().clear();
        int count = 0;
        const Loader none = []() -> Result<QByteArray> {
            return Error{ErrorCode::Source, u"no"_s};
        };
        for (const QString& type : {u"a"_s, u"b"_s})
            for (int number = 0; number < 3; ++number)
                count += engine().fetch(report(company, type, number), none).ok();
        return count;
    }
    qint64 invalidate(const Scope& scope)
    {
        const auto done = engine().invalidate(scope, u"tester"_s);
        return done && done->id ? *done->id : 0;
    }
    [[nodiscard]] QString first(const QString& sql)
    {
        return OtherProgram(m_workspace->cachePath()).first(sql);
    }
};

void UndoTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
    fill();
}

void UndoTest::cleanup()
{
    m_workspace.reset();
}

void UndoTest::bringsBackWhatTheInvalidationTookOut_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<int>("entries");
    QTest::newRow("everything") << Scope{} << 12;
    QTest::newRow("company") << Scope{.companyId = 1} << 6;
    QTest::newRow("type") << Scope{.type = u"a"_s} << 6;
    QTest::newRow("company and type") << Scope{.companyId = 1, .type = u"a"_s} << 3;
    QTest::newRow("user") << Scope{.username = u"user1"_s} << 6;
    QTest::newRow("tag") << Scope{.tag = u"tag1"_s} << 6;
    const QByteArray key = CacheKey::of(report(1, u"a"_s))->text();
    QTest::newRow("key") << Scope{.cacheKey = QString::fromUtf8(key)} << 1;
}

void UndoTest::bringsBackWhatTheInvalidationTookOut()
{
    QFETCH(Scope, scope);
    QFETCH(int, entries);
    const qint64 atMs = m_clock.wallMs();
    const auto done = engine().invalidate(scope, u"tester"_s);
    QVERIFY(done);
    QCOMPARE(done->entries, entries);
    QCOMPARE(done->undoUntilMs.value(), atMs + 30 * 60'000);
    QCOMPARE(cached(1) + cached(2), 12 - entries);
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), QString::number(entries));
    m_clock.advanceMs(1000);
    const auto undone = engine().undo(*done->id);
    QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().detail));
    QCOMPARE(*undone, (Undone{atMs + 1000, *done->id, entries, entries * 3}));
    QCOMPARE(cached(1) + cached(2), 12);
    QCOMPARE(served(report(1, u"a"_s)), "old");
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    QCOMPARE(engine().storeSize()->value().bytes, 12 * 3);
}

void UndoTest::whatCameBackOutlivesARestart()
{
    const qint64 id = invalidate({});
    QVERIFY(engine().undo(id));
    QVERIFY(m_workspace->restart());
    QCOMPARE(cached(1) + cached(2), 12);
    // What is invalidated after the restart is invalidated, although it has a younger stamp.
    (void)invalidate({.companyId = 1});
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
}

void UndoTest::whatALaterInvalidationCoversStaysAway()
{
    const qint64 everything = invalidate({});
    (void)invalidate({.companyId = 1});
    const auto undone = engine().undo(everything);
    QCOMPARE(undone->entries, 6);
    QCOMPARE(undone->covered, 6);
    QCOMPARE(undone->stayedAway(), 6);
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
    QVERIFY(m_workspace->restart());
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
}

void UndoTest::itComesBackOnceThatOneIsUndoneToo()
{
    const qint64 everything = invalidate({});
    const qint64 company = invalidate({.companyId = 1});
    QCOMPARE(engine().undo(everything)->entries, 6);
    QCOMPARE(engine().undo(company)->entries, 6);
    QCOMPARE(cached(1), 6);
}

void UndoTest::theEarlierOfTwoStillStandsWhenTheLaterIsUndone()
{
    const qint64 company = invalidate({.companyId = 1});
    const qint64 everything = invalidate({});
    const auto undone = engine().undo(everything);
    QCOMPARE(undone->entries, 6);
    QCOMPARE(undone->covered, 6);
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
    QCOMPARE(engine().undo(company)->entries, 6);
    QCOMPARE(cached(1), 6);
}

void UndoTest::anInvalidationDuringTheUndoCoversWhatComesBack()
{
    auto [tier, engine] = wrappedEngine(m_workspace->cache(), m_clock);
    const qint64 id = engine->invalidate({}, u"tester"_s)->id.value();
    bool once = true;
    tier->onRestore = [&once, engine = engine.get()] {
        if (std::exchange(once, false))
            QVERIFY(engine->invalidate({.companyId = 1}, u"tester"_s));
    };
    QVERIFY(engine->undo(id));
    QCOMPARE(engine->fetch(report(1, u"a"_s), giving("new"))->value, "new");
    QCOMPARE(engine->fetch(report(2, u"a"_s), giving("new"))->value, "old");
}

void UndoTest::itWaitsForAnInvalidationThatIsOnItsWayToDisk()
{
    auto [tier, engine] = wrappedEngine(m_workspace->cache(), m_clock);
    const qint64 id = engine->invalidate({}, u"tester"_s)->id.value();
    std::future<Result<Undone>> undo;
    tier->onRaise = [&, engine = engine.get()] {
        undo = std::async(std::launch::async, [engine, id] { return engine->undo(id); });
        QCOMPARE(undo.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
    };
    QVERIFY(engine->invalidate({.companyId = 1}, u"tester"_s));
    const auto undone = undo.get();
    QCOMPARE(undone->entries, 6);
    QCOMPARE(undone->covered, 6);
    QCOMPARE(engine->fetch(report(1, u"a"_s), giving("new"))->value, "new");
}

void UndoTest::whatWasLoadedAnewStays()
{
    const qint64 id = invalidate({.companyId = 1});
    engine().settle(); // else the new row takes the place of the old before that is in the trash
    QCOMPARE(served(report(1, u"a"_s)), "new");
    engine().settle();
    const auto undone = engine().undo(id);
    QCOMPARE(undone->entries, 5);
    QCOMPARE(undone->replaced, 1);
    QCOMPARE(served(report(1, u"a"_s)), "new");
}

void UndoTest::aLoadThatBeganBeforeTheInvalidationIsNotKeptAfterTheUndo()
{
    Latch loading(1);
    Latch release(1);
    const Request request = report(3, u"a"_s);
    auto early = engine().fetchAsync(request, [&]() -> Result<QByteArray> {
        loading.count_down();
        release.wait();
        return QByteArray("early");
    });
    loading.wait();
    const qint64 id = invalidate({});
    QVERIFY(engine().undo(id));
    release.count_down();
    QCOMPARE(early.result()->value, "early");
    engine().settle();
    QCOMPARE(served(request), "new");
}

void UndoTest::aLoadThatBeganAfterItReplacesWhatCameBack()
{
    Latch loading(1);
    Latch release(1);
    const Request request = report(1, u"a"_s);
    const qint64 id = invalidate({.companyId = 1});
    auto late = engine().fetchAsync(request, [&]() -> Result<QByteArray> {
        loading.count_down();
        release.wait();
        return QByteArray("late");
    });
    loading.wait();
    QCOMPARE(engine().undo(id)->entries, 6);
    release.count_down();
    QCOMPARE(late.result()->value, "late");
    engine().settle();
    QCOMPARE(served(request), "late");
}

void UndoTest::whatChangedAtTheSourceMeanwhileStaysAway()
{
    QVERIFY(engine().noteSourceChange(2)); // before: what was cached was cached all the same
    const qint64 id = invalidate({});
    QVERIFY(engine().noteSourceChange(1));
    QVERIFY(m_workspace->restart());
    const auto undone = engine().undo(id);
    QCOMPARE(undone->entries, 6);
    QCOMPARE(undone->changed, 6);
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
}

void UndoTest::whatChangedWhileItWasOutStaysAwayWhicheverTookItOut()
{
    auto [tier, engine] = wrappedEngine(m_workspace->cache(), m_clock);
    tier->sweeping = false;
    const qint64 first = engine->invalidate({.companyId = 1}, u"tester"_s)->id.value();
    engine->settle();
    QVERIFY(engine->noteSourceChange(1));
    tier->sweeping = true;
    const qint64 second = engine->invalidate({}, u"tester"_s)->id.value();
    QCOMPARE(engine->undo(second)->covered, 6);
    const auto undone = engine->undo(first);
    QCOMPARE(undone->changed, 6);
    QCOMPARE(undone->entries, 0);
}

void UndoTest::whatRanOutMeanwhileStaysAway()
{
    Request brief = report(3, u"a"_s);
    brief.policy = Policy{.l2TtlMs = 60'000};
    QVERIFY(engine().fetch(brief, giving("old")));
    engine().settle();
    const qint64 id = invalidate({});
    m_clock.advanceMs(60'000);
    const auto undone = engine().undo(id);
    QCOMPARE(undone->entries, 12);
    QCOMPARE(undone->expired, 1);
}

void UndoTest::rowsOfAnotherProgramComeBack()
{
    const Request request = report(3, u"a"_s);
    const QString nowS = QString::number(m_clock.wallMs() / 1000);
    QVERIFY(OtherProgram(m_workspace->cachePath())
                .exec({u"INSERT INTO cache_entries VALUES ('%1', 'a', 3, 'foreign', %2, %2 + 900, "
                       "0, NULL)"_s.arg(QString::fromUtf8(CacheKey::of(request)->text()), nowS)}));
    m_clock.advanceMs(10);
    const qint64 id = invalidate({.companyId = 3});
    QCOMPARE(served(report(3, u"b"_s)), "new");
    QCOMPARE(engine().undo(id)->entries, 1);
    QVERIFY(m_workspace->restart());
    QCOMPARE(served(request), "foreign");
}

void UndoTest::itCanBeUndoneOnceAndInTimeOnly()
{
    QCOMPARE(engine().undo(4711).error().code, ErrorCode::NotFound);
    const qint64 first = invalidate({.companyId = 1});
    QVERIFY(engine().undo(first));
    QCOMPARE(engine().undo(first).error().code, ErrorCode::NotAvailable);
    const qint64 second = invalidate({.companyId = 1});
    m_clock.advanceMs(30 * 60'000 + 1);
    QCOMPARE(engine().undo(second).error().code, ErrorCode::NotAvailable);
    QCOMPARE(cached(1), 0);
}

void UndoTest::theTrashIsEmptiedWhenItsTimeIsOver()
{
    (void)invalidate({.companyId = 1});
    m_clock.advanceMs(20 * 60'000);
    (void)invalidate({.companyId = 2});
    engine().settle();
    QVERIFY(engine().cleanUp());
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"12"_s);
    m_clock.advanceMs(10 * 60'000 + 1);
    QVERIFY(engine().cleanUp());
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"6"_s);
    m_clock.advanceMs(20 * 60'000);
    QVERIFY(engine().cleanUp());
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    // Both still stand, each alone for its scope.
    QCOMPARE(first(u"SELECT count(*) FROM tw_invalidations"_s), u"2"_s);
    (void)invalidate({.companyId = 2});
    engine().settle();
    m_clock.advanceMs(30 * 60'000 + 1);
    QVERIFY(engine().cleanUp()); // the rows
    QVERIFY(engine().cleanUp());
    QCOMPARE(first(u"SELECT count(*) FROM tw_invalidations"_s), u"2"_s);
}

void UndoTest::aPurgeIsForGood()
{
    const auto purged = engine().purge({.companyId = 1}, u"tester"_s);
    QVERIFY(purged);
    QCOMPARE(purged->entries, 6);
    QVERIFY(!purged->undoUntilMs);
    QCOMPARE(engine().undo(*purged->id).error().code, ErrorCode::NotAvailable);
    engine().settle();
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    QCOMPARE(cached(1), 0);
    QVERIFY(m_workspace->restart());
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
}

void UndoTest::aPurgeTakesTheTrashToo()
{
    const qint64 everything = invalidate({});
    engine().settle();
    QVERIFY(engine().purge({.username = u"user1"_s}, u"tester"_s));
    engine().settle();
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"6"_s);
    const auto undone = engine().undo(everything);
    QCOMPARE(undone->entries, 6);
    QCOMPARE(cached(1), 0);
    QCOMPARE(cached(2), 6);
}

void UndoTest::withoutAWindowNothingIsKept()
{
    m_workspace.reset();
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\nundo_window=0\n");
    QVERIFY(m_workspace->open());
    fill();
    const auto done = engine().invalidate({}, u"tester"_s);
    QVERIFY(!done->undoUntilMs);
    engine().settle();
    QCOMPARE(first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    QCOMPARE(engine().undo(*done->id).error().code, ErrorCode::NotAvailable);
}

void UndoTest::anUndoThatWasCutShortGoesOnAtTheNextStart()
{
    const qint64 id = invalidate({.companyId = 1});
    engine().settle();
    // As if the program died right after the undo had been kept.
    QVERIFY(SqliteTier(m_workspace->cache().file(), m_clock)
                .beginUndo(static_cast<quint64>(id), m_clock.wallMs())
                .value());
    QCOMPARE(cached(1), 0);
    QVERIFY(m_workspace->restart());
    QCOMPARE(cached(1), 6);
    QCOMPARE(first(u"SELECT count(*) FROM tw_invalidations WHERE done = 0"_s), u"0"_s);
}

void UndoTest::theTrashGoesFirstWhenTheDiskIsFull()
{
    EngineOptions options;
    options.storeMaxBytes = 20;
    auto [tier, engine] = wrappedEngine(m_workspace->cache(), m_clock, options);
    QVERIFY(engine->invalidate({.companyId = 1}, u"tester"_s));
    engine->settle();
    // The janitor looks by itself, every few seconds.
    QTRY_COMPARE_WITH_TIMEOUT(first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s, 15'000);
    QTRY_COMPARE(engine->storeSize()->value().active, 6);
}

void UndoTest::whatIsForgottenStillStandsHoweverTheClockIsSet()
{
    const qint64 nowMs = m_clock.wallMs();
    m_clock.setWallMs(nowMs + 86'400'000);
    const qint64 longKept = invalidate({.companyId = 1});
    m_clock.setWallMs(nowMs);
    invalidate({.type = u"a"_s});
    const qint64 second = invalidate({.type = u"a"_s});
    engine().settle();
    m_clock.setWallMs(nowMs + 1'900'000);
    QVERIFY(engine().cleanUp()); // the first of the two is forgotten, since the second stands
    QCOMPARE(first(u"SELECT count(*) FROM tw_invalidations WHERE scope_key = 'a'"_s), u"1"_s);
    m_clock.setWallMs(nowMs);
    QCOMPARE(engine().undo(second).error().code, ErrorCode::NotAvailable);
    QCOMPARE(engine().undo(longKept)->covered, 3);
}

QTEST_GUILESS_MAIN(UndoTest)
#include "undotest.moc"
