// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "support/wrappedtier.h"

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// A program ends after an invalidation returned and before its rows are removed. No engine here
/// removes any: what keeps the old value from being served is the barrier and nothing else.
class InvalidationRestartTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyScopeHoldsWhileItsRowsAreLeft_data();
    void everyScopeHoldsWhileItsRowsAreLeft();
    void itHoldsForTheRowsOfAnotherProgramToo();
    void whatIsLoadedAfterTheRestartIsCachedInBothTiers();
    void eachOfManyRestartsGivesStampsAboveEveryBarrier();

private:
    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;

    CacheEngine& engine() { return m_workspace->engine(); }
    [[nodiscard]] bool open()
    {
        return m_workspace
            ->open({},
                   [](std::unique_ptr<StoreTier> inner) {
                       auto tier = std::make_unique<WrappedTier>(std::move(inner));
                       tier->sweeping = false;
                       return tier;
                   })
            .ok();
    }
    [[nodiscard]] bool restart()
    {
        m_clock.advanceMs(1);
        m_workspace->close();
        return open();
    }
    static Request report()
    {
        Request request = requestOf(u"t"_s, 1, u"ana"_s);
        request.companyId = 7;
        request.tags = {u"finance"_s};
        return request;
    }
    Answer ask(const QByteArray& value)
    {
        std::atomic<int> calls = 0;
        return *engine().fetch(report(), countingLoader(value, calls));
    }
    /// The stamp of the only row, as it is in the file.
    [[nodiscard]] QString stampInFile() const
    {
        return OtherProgram(m_workspace->cachePath())
            .rows(
                u"SELECT stamp FROM cache_entries JOIN tw_entries USING (cache_key, created_at)"_s)
            .join(u',');
    }
};

void InvalidationRestartTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(open());
}

void InvalidationRestartTest::cleanup()
{
    m_workspace.reset();
}

void InvalidationRestartTest::everyScopeHoldsWhileItsRowsAreLeft_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<bool>("reached");
    QTest::newRow("everything") << Scope{} << true;
    QTest::newRow("company") << Scope{.companyId = 7} << true;
    QTest::newRow("another company") << Scope{.companyId = 8} << false;
    QTest::newRow("type") << Scope{.type = u"t"_s} << true;
    QTest::newRow("another type") << Scope{.type = u"s"_s} << false;
    QTest::newRow("company and type") << Scope{.companyId = 7, .type = u"t"_s} << true;
    QTest::newRow("company and another type") << Scope{.companyId = 7, .type = u"s"_s} << false;
    QTest::newRow("user") << Scope{.username = u"ana"_s} << true;
    QTest::newRow("another user") << Scope{.username = u"bob"_s} << false;
    QTest::newRow("tag") << Scope{.tag = u"finance"_s} << true;
    QTest::newRow("another tag") << Scope{.tag = u"fin"_s} << false;
    const QString key = QString::fromUtf8(CacheKey::of(report())->text());
    QTest::newRow("key") << Scope{.cacheKey = key} << true;
    QTest::newRow("another key") << Scope{.cacheKey = key + u'x'} << false;
}

void InvalidationRestartTest::everyScopeHoldsWhileItsRowsAreLeft()
{
    QFETCH(Scope, scope);
    QFETCH(bool, reached);
    ask("old");
    engine().settle();
    const QString stamp = stampInFile();
    QCOMPARE_GT(stamp.toLongLong(), 0);
    QVERIFY(engine().invalidate(scope, u"tester"_s));
    QVERIFY(restart());
    QCOMPARE(stampInFile(), stamp);
    const Answer answer = ask("new");
    QCOMPARE(answer.value, QByteArray(reached ? "new" : "old"));
    QCOMPARE(answer.origin, reached ? Origin::Database : Origin::Disk);
    QCOMPARE(answer.reason, reached ? MissReason::Invalidated : MissReason::None);
}

void InvalidationRestartTest::itHoldsForTheRowsOfAnotherProgramToo()
{
    ask("old");
    engine().settle();
    QVERIFY(OtherProgram(m_workspace->cachePath())
                .exec({u"UPDATE cache_entries SET created_at = created_at - 1"_s}));
    engine().memory().clear();
    QCOMPARE(ask("new").origin, Origin::Disk);
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QVERIFY(restart());
    QCOMPARE(OtherProgram(m_workspace->cachePath()).first(u"SELECT data_json FROM cache_entries"_s),
             u"old"_s);
    QCOMPARE(ask("new").value, QByteArray("new"));
}

void InvalidationRestartTest::whatIsLoadedAfterTheRestartIsCachedInBothTiers()
{
    ask("old");
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QVERIFY(restart());
    QCOMPARE(ask("new").origin, Origin::Database);
    QCOMPARE(ask("newer").origin, Origin::Memory);
    engine().settle();
    engine().memory().clear();
    QCOMPARE(ask("newer").origin, Origin::Disk);
    QVERIFY(restart());
    const Answer answer = ask("newest");
    QCOMPARE(answer.origin, Origin::Disk);
    QCOMPARE(answer.value, QByteArray("new"));
}

void InvalidationRestartTest::eachOfManyRestartsGivesStampsAboveEveryBarrier()
{
    for (int round = 0; round < 10; ++round) {
        const QByteArray value = QByteArray::number(round);
        QCOMPARE(ask(value).value, value);
        QCOMPARE(ask("never asked").origin, Origin::Memory);
        engine().settle();
        QVERIFY(restart());
        QCOMPARE(ask("never asked").origin, Origin::Disk);
        QVERIFY(engine().invalidate({.type = u"t"_s}, u"tester"_s));
        QVERIFY(restart());
    }
}

QTEST_GUILESS_MAIN(InvalidationRestartTest)
#include "invalidationrestarttest.moc"
