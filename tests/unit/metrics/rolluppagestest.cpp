// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/rolluppages.h"

#include "records.h"
#include "rollupstore.h"

#include <QTest>

using namespace tierwatch;
using namespace tierwatch::test;

namespace {

constexpr qint64 start = 1'790'000'000'000 - 1'790'000'000'000 % 3'600'000;

Measures hits(int count)
{
    Measures measures;
    for (int i = 0; i < count; ++i)
        measures.add(hit(0));
    return measures;
}

qint64 hitsIn(RollupPages& pages, Level level, qint64 fromMs, qint64 toMs)
{
    Tally total;
    pages.visit(level, fromMs, toMs, [&](qint64, const auto& bucket) { total += bucket.total; });
    return total.memory;
}

void keep(RollupPages& pages, RollupStore& store)
{
    store.keep(pages.changes());
    pages.settle();
}

} // namespace

class RollupPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bucketsAreVisitedInOrderAcrossPages();
    void anEmptyOrBackwardRangeHasNone();
    void aStoredCellIsAddedToNotOverwritten();
    void aPageIsLoadedOnce();
    void theLeastUsedPageGoesAndComesBack();
    void whatIsNotStoredNeverMakesRoom();
    void aPageThatCanNotBeReadKeepsItsFiguresBack();
    void aPageReadWhileItsChangesAreWrittenLosesNone();
    void aChangeDuringTheWritingWaitsForTheNext();
    void unreadableCellsCountAsAbsent();
    void whatIsPastItsTimeIsForgotten();
};

void RollupPagesTest::bucketsAreVisitedInOrderAcrossPages()
{
    RollupPages pages({});
    for (const qint64 second : {1900, 3, 599, 600, 1200})
        pages.add(Level::Second, start + second * 1000, 1, hits(1));
    std::vector<qint64> seconds;
    pages.visit(Level::Second, start, start + 1'900'000,
                [&](qint64 startMs, const auto&) { seconds.push_back((startMs - start) / 1000); });
    QCOMPARE(seconds, (std::vector<qint64>{3, 599, 600, 1200}));
}

void RollupPagesTest::anEmptyOrBackwardRangeHasNone()
{
    RollupPages pages({});
    pages.add(Level::Second, start, 1, hits(1));
    QCOMPARE(hitsIn(pages, Level::Second, start, start), 0);
    QCOMPARE(hitsIn(pages, Level::Second, start + 5'000'000, start - 5'000'000), 0);
}

void RollupPagesTest::aStoredCellIsAddedToNotOverwritten()
{
    RollupStore store;
    {
        RollupPages pages(store.loader());
        pages.add(Level::Minute, start, 1, hits(3));
        keep(pages, store);
    }
    RollupPages pages(store.loader());
    pages.add(Level::Minute, start, 1, hits(2));
    QCOMPARE(hitsIn(pages, Level::Minute, start, start + 60'000), 5);
    keep(pages, store);
    RollupPages again(store.loader());
    QCOMPARE(hitsIn(again, Level::Minute, start, start + 60'000), 5);
}

void RollupPagesTest::aPageIsLoadedOnce()
{
    RollupStore store;
    RollupPages pages(store.loader());
    for (int i = 0; i < 10; ++i)
        (void)hitsIn(pages, Level::TenSeconds, start, start + 3'600'000);
    QCOMPARE(store.loads, 1);
}

void RollupPagesTest::theLeastUsedPageGoesAndComesBack()
{
    const Resolution& level = resolutionOf(Level::Hour);
    RollupStore store;
    RollupPages pages(store.loader());
    const auto pageCount = 2 * static_cast<qint64>(level.maxPages);
    for (qint64 page = 0; page < pageCount; ++page) {
        pages.add(Level::Hour, page * level.pageMs, 1, hits(1));
        keep(pages, store);
    }
    QCOMPARE(pages.cellCount(), level.maxPages);
    QCOMPARE(hitsIn(pages, Level::Hour, 0, pageCount * level.pageMs), pageCount);
    QCOMPARE(pages.cellCount(), level.maxPages);
}

void RollupPagesTest::whatIsNotStoredNeverMakesRoom()
{
    const Resolution& level = resolutionOf(Level::Hour);
    RollupStore store;
    RollupPages pages(store.loader());
    const auto pageCount = 2 * static_cast<qint64>(level.maxPages);
    for (qint64 page = 0; page < pageCount; ++page)
        pages.add(Level::Hour, page * level.pageMs, 1, hits(1));
    QCOMPARE(static_cast<qint64>(pages.changes().size()), pageCount);
}

void RollupPagesTest::aPageThatCanNotBeReadKeepsItsFiguresBack()
{
    RollupStore store;
    store.keep({{Level::Minute, {start, 1, hits(10).encoded()}}});
    store.failing = true;
    RollupPages pages(store.loader());
    pages.add(Level::Minute, start, 1, hits(2));
    QVERIFY(pages.changes().empty());
    pages.settle();
    store.failing = false;
    pages.add(Level::Minute, start, 1, hits(1));
    QCOMPARE(pages.changes().size(), std::size_t(1));
    QCOMPARE(hitsIn(pages, Level::Minute, start, start + 1), 13);
    keep(pages, store);
    RollupPages again(store.loader());
    QCOMPARE(hitsIn(again, Level::Minute, start, start + 1), 13);
}

void RollupPagesTest::aPageReadWhileItsChangesAreWrittenLosesNone()
{
    RollupStore store;
    store.failing = true;
    RollupPages pages(store.loader());
    pages.add(Level::Minute, start, 1, hits(2));
    const auto handedOut = pages.changes();
    store.failing = false;
    (void)hitsIn(pages, Level::Minute, start, start + 1);
    pages.settle();
    QVERIFY(handedOut.empty());
    QCOMPARE(pages.changes().size(), std::size_t(1));
}

void RollupPagesTest::aChangeDuringTheWritingWaitsForTheNext()
{
    RollupPages pages({});
    pages.add(Level::Minute, start, 1, hits(1));
    (void)pages.changes();
    pages.add(Level::Minute, start, 1, hits(1));
    pages.settle();
    QCOMPARE(pages.changes().size(), std::size_t(1));
    pages.settle();
    QVERIFY(pages.changes().empty());
}

void RollupPagesTest::unreadableCellsCountAsAbsent()
{
    RollupStore store;
    store.keep(
        {{Level::Minute, {start, 1, "rubbish"}}, {Level::Minute, {start, 2, hits(4).encoded()}}});
    RollupPages pages(store.loader());
    QCOMPARE(hitsIn(pages, Level::Minute, start, start + 1), 4);
}

void RollupPagesTest::whatIsPastItsTimeIsForgotten()
{
    RollupPages pages({});
    for (const Level level : {Level::Second, Level::TenSeconds, Level::Minute, Level::Hour})
        pages.add(level, start, 1, hits(1));
    pages.trim(start + 600'000);
    QCOMPARE(pages.cellCount(), std::size_t(4));
    pages.trim(start + 3'600'000);
    QCOMPARE(pages.cellCount(), std::size_t(3));
    pages.trim(start + 365 * 86'400'000LL);
    QCOMPARE(pages.cellCount(), std::size_t(1));
}

QTEST_GUILESS_MAIN(RollupPagesTest)
#include "rolluppagestest.moc"
