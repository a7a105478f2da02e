// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/barriers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

EntryScopes entry()
{
    return {"key", u"invoices"_s, 0, 7, u"ana"_s, {u"finance"_s, u"yearly"_s}};
}

} // namespace

class BarriersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPurgeCoversAsAnInvalidationDoesAndIsToldApart();
    void everyScopeReachesItsEntriesAndNoOther_data();
    void everyScopeReachesItsEntriesAndNoOther();
    void aBarrierNeverGoesDown();
    void aRowWithoutAStampIsJudgedByItsTime();
    void raisingOneMovesTheGeneration();
    void onlyCompanyAndTypeGoTogether();
};

void BarriersTest::everyScopeReachesItsEntriesAndNoOther_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<bool>("reached");
    QTest::newRow("everything") << Scope{} << true;
    QTest::newRow("company") << Scope{.companyId = 7} << true;
    QTest::newRow("another company") << Scope{.companyId = 8} << false;
    QTest::newRow("type") << Scope{.type = u"invoices"_s} << true;
    QTest::newRow("another type") << Scope{.type = u"invoice"_s} << false;
    QTest::newRow("company and type") << Scope{.companyId = 7, .type = u"invoices"_s} << true;
    QTest::newRow("company, another type") << Scope{.companyId = 7, .type = u"x"_s} << false;
    QTest::newRow("user") << Scope{.username = u"ana"_s} << true;
    QTest::newRow("another user") << Scope{.username = u"Ana"_s} << false;
    QTest::newRow("tag") << Scope{.tag = u"yearly"_s} << true;
    QTest::newRow("another tag") << Scope{.tag = u"monthly"_s} << false;
    QTest::newRow("key") << Scope{.cacheKey = u"key"_s} << true;
    QTest::newRow("another key") << Scope{.cacheKey = u"key2"_s} << false;
}

void BarriersTest::everyScopeReachesItsEntriesAndNoOther()
{
    QFETCH(Scope, scope);
    QFETCH(bool, reached);
    Barriers barriers;
    barriers.raise(scope, {10, 1000});
    QCOMPARE(!barriers.admits(entry(), 9), reached);
    QCOMPARE(!barriers.admits(entry(), 10), reached);
    QVERIFY(barriers.admits(entry(), 11));
}

void BarriersTest::aBarrierNeverGoesDown()
{
    Barriers barriers;
    barriers.raise({.companyId = 7}, {10, 1000});
    barriers.raise({.companyId = 7}, {5, 500});
    QVERIFY(!barriers.admits(entry(), 10));
    QVERIFY(!barriers.admitsUnstamped(entry(), 1000));
}

void BarriersTest::aRowWithoutAStampIsJudgedByItsTime()
{
    Barriers barriers;
    QVERIFY(barriers.admitsUnstamped(entry(), -5));
    barriers.raise({.type = u"invoices"_s}, {10, 1000});
    QVERIFY(!barriers.admitsUnstamped(entry(), 1000));
    QVERIFY(barriers.admitsUnstamped(entry(), 1001));
}

void BarriersTest::raisingOneMovesTheGeneration()
{
    Barriers barriers;
    const quint64 before = barriers.generation();
    barriers.raise({}, {1, 1});
    QCOMPARE_GT(barriers.generation(), before);
}

void BarriersTest::onlyCompanyAndTypeGoTogether()
{
    QVERIFY(Barriers::check({.companyId = 1, .type = u"t"_s}));
    QVERIFY(!Barriers::check({.companyId = 1, .username = u"ana"_s}));
    QVERIFY(!Barriers::check({.type = u"t"_s, .tag = u"x"_s}));
    QVERIFY(!Barriers::check({.username = u"ana"_s, .cacheKey = u"k"_s}));
}

void BarriersTest::aPurgeCoversAsAnInvalidationDoesAndIsToldApart()
{
    Barriers barriers;
    EntryScopes scopes;
    scopes.type = QStringLiteral("t");
    scopes.companyId = 7;
    barriers.raise({.companyId = 7}, {20, 2000});
    barriers.raisePurge({.companyId = 7}, {10, 1000});
    QVERIFY(barriers.purged(scopes, 10));
    QVERIFY(!barriers.purged(scopes, 11));
    QVERIFY(!barriers.admits(scopes, 11));
    QVERIFY(barriers.purgedUnstamped(scopes, 1000));
    QVERIFY(!barriers.purgedUnstamped(scopes, 1001));
    scopes.companyId = 8;
    QVERIFY(!barriers.purged(scopes, 1));
}

QTEST_GUILESS_MAIN(BarriersTest)
#include "barrierstest.moc"
