// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

/// What measures the tiers beside the live traffic.
class ProbeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }
    void itKeepsOneRowAndTakesItAway();
    void anInvalidationOfEverythingIsMeasuredOver();
    void soIsTheEndOfItsLife();
    void itPushesNobodyOut();
    void aValueTooLargeForMemoryIsMeasuredOnDiskAlone();

private:
    [[nodiscard]] PreparedRequest request()
    {
        Request request = requestOf(u"t"_s);
        request.source = TierProbe::reservedSource();
        return engine().prepare(request).value();
    }
    CacheEngine& engine() { return m_workspace->engine(); }
    [[nodiscard]] QString rows() const
    {
        return OtherProgram(m_workspace->cachePath())
            .first(u"SELECT count(*) FROM cache_entries"_s);
    }
    void open(const QByteArray& settings)
    {
        m_workspace.reset();
        m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\n" + settings);
        QVERIFY(m_workspace->open());
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

void ProbeTest::init()
{
    open({});
}

void ProbeTest::itKeepsOneRowAndTakesItAway()
{
    {
        const auto probe = engine().probe();
        QVERIFY(!probe->fromMemoryMs() && !probe->fromDiskMs());
        probe->keep(request(), "value");
        QCOMPARE(rows(), u"1"_s);
        probe->keep(request(), "another");
        QCOMPARE(rows(), u"1"_s);
        QVERIFY(probe->fromDiskMs() && probe->fromMemoryMs());
        QCOMPARE(engine().memory().size().entries, 0);
    }
    QCOMPARE(rows(), u"0"_s);
    QCOMPARE(OtherProgram(m_workspace->cachePath()).first(u"SELECT bytes FROM tw_sizes"_s), u"0"_s);
}

void ProbeTest::anInvalidationOfEverythingIsMeasuredOver()
{
    const auto probe = engine().probe();
    probe->keep(request(), "value");
    QVERIFY(engine().purge({}, u"ana"_s));
    engine().settle();
    QCOMPARE(rows(), u"0"_s);
    QVERIFY(probe->fromDiskMs() && probe->fromMemoryMs());
    QCOMPARE(rows(), u"1"_s);
}

void ProbeTest::soIsTheEndOfItsLife()
{
    const auto probe = engine().probe();
    probe->keep(request(), "value");
    m_clock.advanceMs(3'600'000);
    QVERIFY(probe->fromMemoryMs() && probe->fromDiskMs());
}

void ProbeTest::itPushesNobodyOut()
{
    open("l1_max_size=1\n");
    QVERIFY(engine().fetch(requestOf(u"t"_s), giving("live")));
    const auto probe = engine().probe();
    probe->keep(request(), "value");
    QVERIFY(probe->fromMemoryMs());
    QCOMPARE(engine().memory().evicted(), 0);
    QCOMPARE(engine().fetch(requestOf(u"t"_s), giving("again"))->origin, Origin::Memory);
    QVERIFY(engine().memory().takeEvictions().isEmpty());
}

void ProbeTest::aValueTooLargeForMemoryIsMeasuredOnDiskAlone()
{
    open("l1_max_bytes=4096\n");
    const auto probe = engine().probe();
    probe->keep(request(), QByteArray(100'000, 'x'));
    QVERIFY(probe->fromDiskMs());
    QVERIFY(!probe->fromMemoryMs());
    QCOMPARE(engine().memory().refused(), 0);
}

QTEST_GUILESS_MAIN(ProbeTest)
#include "probetest.moc"
