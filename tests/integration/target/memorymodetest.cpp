// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// CACHE_TYPE=memory: no disk tier; figures, switches and the time of the clean-up are still kept.
class MemoryModeTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override
    {
        auto fixture = EngineFixture::make(memoryOnly());
        m_engine = fixture.get();
        return fixture;
    }

private Q_SLOTS:
    void putsNothingOnDisk();
    void previewsAndInvalidatesWhatIsInMemory();
    void cleansUpWhatRanOutInMemory();
    void keepsTheTimeOfTheCleanUpAcrossARestart();
    void forgetsItsValuesAtARestartAndCachesAgain();

private:
    static QHash<QString, QString> memoryOnly() { return {{u"CACHE_TYPE"_s, u"memory"_s}}; }

    EngineFixture* m_engine = nullptr;
};

void MemoryModeTest::putsNothingOnDisk()
{
    ask();
    ask();
    m_fixture->settle();
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->mode, CacheMode::Memory);
    QCOMPARE(stats->memory.entries.value(), 1);
    QVERIFY(!stats->disk.entries && !stats->disk.bytes);
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    QCOMPARE(history->total.memory, 1);
    QCOMPARE(history->total.disk, 0);
    QVERIFY(m_engine->reopen({}));
    QCOMPARE(read(StatsQuery{})->disk.entries.value(), 0);
}

void MemoryModeTest::previewsAndInvalidatesWhatIsInMemory()
{
    ask(u"invoices"_s, 1);
    ask(u"partners"_s, 1);
    ask(u"invoices"_s, 2);
    const Result<Preview> preview = read(PreviewQuery{{.companyId = 1}});
    QCOMPARE(preview->entries, 2);
    QCOMPARE(preview->validEntries, 3);
    QCOMPARE_GT(preview->bytes, 0);
    QCOMPARE(act(Invalidate{{.companyId = 1}})->entries, 2);
    QCOMPARE(read(PreviewQuery{{.companyId = 1}})->entries, 0);
    QCOMPARE(read(PreviewQuery{})->entries, 1);
}

void MemoryModeTest::cleansUpWhatRanOutInMemory()
{
    ask(u"invoices"_s, 1);
    ask(u"invoices"_s, 2);
    m_engine->clock().advanceMs(301'000);
    ask(u"invoices"_s, 3);
    const Result<CleanedUp> done = act(CleanUp{});
    QCOMPARE(done->entries, 2);
    QCOMPARE_GT(done->bytes, 0);
    QCOMPARE(act(CleanUp{})->entries, 0);
}

void MemoryModeTest::keepsTheTimeOfTheCleanUpAcrossARestart()
{
    QVERIFY(!read(StatsQuery{})->lastCleanupMs);
    QVERIFY(act(CleanUp{}));
    const qint64 atMs = m_engine->clock().wallMs() / 1000 * 1000;
    QCOMPARE(read(StatsQuery{})->lastCleanupMs.value_or(0), atMs);
    QVERIFY(m_engine->reopen(memoryOnly()));
    QCOMPARE(read(StatsQuery{})->lastCleanupMs.value_or(0), atMs);
}

void MemoryModeTest::forgetsItsValuesAtARestartAndCachesAgain()
{
    const QByteArray value = ask();
    QVERIFY(act(Invalidate{}));
    QVERIFY(m_engine->reopen(memoryOnly()));
    const QByteArray next = ask();
    QVERIFY(next != value);
    QCOMPARE(ask(), next);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::MemoryModeTest)
#include "memorymodetest.moc"
