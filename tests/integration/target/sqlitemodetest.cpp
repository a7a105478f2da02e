// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// CACHE_TYPE=sqlite: the disk alone.
class SqliteModeTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override
    {
        auto fixture = EngineFixture::make({{u"CACHE_TYPE"_s, u"sqlite"_s}});
        m_engine = fixture.get();
        return fixture;
    }

private Q_SLOTS:
    void keepsNothingInMemory();
    void servesWhatItLoadedAtOnceAndAfterARestart();
    void isInvalidatedBeforeAndAfterARestart();

private:
    EngineFixture* m_engine = nullptr;
};

void SqliteModeTest::keepsNothingInMemory()
{
    ask();
    ask();
    m_fixture->settle();
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->mode, CacheMode::Sqlite);
    QCOMPARE(stats->memory.entries.value_or(0), 0);
    QCOMPARE(stats->disk.entries.value(), 1);
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    QCOMPARE(history->total.disk, 1);
    QCOMPARE(history->total.memory, 0);
}

void SqliteModeTest::servesWhatItLoadedAtOnceAndAfterARestart()
{
    const QByteArray value = ask();
    QCOMPARE(ask(), value);
    QVERIFY(m_engine->reopen({{u"CACHE_TYPE"_s, u"sqlite"_s}}));
    QCOMPARE(ask(), value);
}

void SqliteModeTest::isInvalidatedBeforeAndAfterARestart()
{
    const QByteArray value = ask();
    QVERIFY(act(Invalidate{}));
    QVERIFY(m_engine->reopen({{u"CACHE_TYPE"_s, u"sqlite"_s}}));
    const QByteArray next = ask();
    QVERIFY(next != value);
    QCOMPARE(ask(), next);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SqliteModeTest)
#include "sqlitemodetest.moc"
