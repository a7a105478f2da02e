// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/segmentedcache.h"

#include <QSet>
#include <QTest>

#include <random>

namespace tierwatch {

namespace {

/// Tells who dies.
struct alignas(64) Item
{
    static constexpr int hotLines = 1;

    Item(const KeyDigest& which, qint64 howLarge, QSet<quint64>& theGone)
        : digest(which), cost(howLarge), gone(theGone)
    {
    }
    ~Item() { gone.insert(digest.bits); }
    Q_DISABLE_COPY_MOVE(Item)
    [[nodiscard]] const void* ahead() const { return nullptr; }

    KeyDigest digest;
    qint64 cost;
    QSet<quint64>& gone;
    UseQueue<Item>* queue = nullptr;
    Item* older = nullptr;
    Item* newer = nullptr;
    quint8 uses = 0;
};

} // namespace

class SegmentedCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_gone.clear(); }
    void everyItemIsFoundWhateverCameAndWentBesideIt();
    void digestsThatBeginAlikeAreKeptApart();
    void theOldestThatNobodyUsedGoesFirst();
    void aUsedOneIsPassedOverOnce();
    void whatIsLargerThanTheLimitStaysWithItsOwner();
    void theLimitHoldsForItemsOfAnySize();
    void allGoWithTheCache();

private:
    bool add(SegmentedCache<Item>& cache, quint64 digest, qint64 cost = 1)
    {
        auto item = std::make_unique<Item>(KeyDigest{digest}, cost, m_gone);
        return cache.insert(item);
    }

    QSet<quint64> m_gone;
};

void SegmentedCacheTest::everyItemIsFoundWhateverCameAndWentBesideIt()
{
    SegmentedCache<Item> cache(1'000'000);
    std::mt19937_64 random(7);
    QSet<quint64> there;
    for (int i = 0; i < 50'000; ++i) {
        // Few different homes, so that many stand in each other's way.
        const quint64 digest = (random() % 4) << 58 | random() % 600;
        if (there.contains(digest)) {
            QVERIFY(cache.remove({digest}));
            there.remove(digest);
        } else {
            QVERIFY(add(cache, digest));
            there.insert(digest);
        }
        const quint64 other = (random() % 4) << 58 | random() % 600;
        QCOMPARE(cache.peek({other}) != nullptr, there.contains(other));
    }
    QCOMPARE(cache.count(), there.size());
    for (const quint64 digest : there)
        QCOMPARE(cache.peek({digest})->digest.bits, digest);
}

void SegmentedCacheTest::digestsThatBeginAlikeAreKeptApart()
{
    SegmentedCache<Item> cache(10);
    add(cache, 5);
    add(cache, 5 | quint64(1) << 40);
    QCOMPARE(cache.peek({5})->digest.bits, quint64(5));
    QVERIFY(cache.remove({5}));
    QVERIFY(!cache.peek({5}));
    QVERIFY(cache.peek({5 | quint64(1) << 40}));
}

void SegmentedCacheTest::theOldestThatNobodyUsedGoesFirst()
{
    SegmentedCache<Item> cache(3);
    for (quint64 i = 1; i <= 3; ++i)
        add(cache, i);
    QVERIFY(cache.use({1}));
    add(cache, 4);
    QCOMPARE(m_gone, QSet<quint64>{2});
    QVERIFY(cache.peek({1}));
}

void SegmentedCacheTest::aUsedOneIsPassedOverOnce()
{
    SegmentedCache<Item> cache(2);
    add(cache, 1);
    add(cache, 2);
    QVERIFY(cache.use({1}));
    for (quint64 i = 3; i < 40; ++i)
        add(cache, i);
    QVERIFY(cache.peek({1})); // proven: those on trial go before it
    for (quint64 i = 38; i < 40; ++i)
        (void)cache.use({i});
    add(cache, 100);
    QVERIFY(m_gone.contains(1)); // until others prove themselves
}

void SegmentedCacheTest::whatIsLargerThanTheLimitStaysWithItsOwner()
{
    SegmentedCache<Item> cache(10);
    add(cache, 1);
    auto large = std::make_unique<Item>(KeyDigest{2}, 11, m_gone);
    QVERIFY(!cache.insert(large));
    QVERIFY(large);
    QVERIFY(cache.peek({1}));
}

void SegmentedCacheTest::theLimitHoldsForItemsOfAnySize()
{
    SegmentedCache<Item> cache(1000);
    std::mt19937 random(7);
    for (quint64 i = 0; i < 5000; ++i) {
        QVERIFY(add(cache, i, 1 + random() % 1000));
        (void)cache.use({random() % (i + 1)});
        qint64 sum = 0;
        cache.forEach([&](const Item* item) { sum += item->cost; });
        QCOMPARE_LE(sum, 1000);
    }
}

void SegmentedCacheTest::allGoWithTheCache()
{
    {
        SegmentedCache<Item> cache(10);
        add(cache, 1);
        add(cache, 2);
    }
    QCOMPARE(m_gone, (QSet<quint64>{1, 2}));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::SegmentedCacheTest)
#include "segmentedcachetest.moc"
