// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/verdict.h"

#include "support/fakedata.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class VerdictTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void init();
    void healthySaysHowMuchTheCacheAnswered();
    void errorsOverOnePercentAreWorse();
    void switchedOffNamesWhoDidIt();
    void switchedOffTellsWhatPeopleWaitNow();
    void forcedOffNamesTheVariable();
    void anInvalidationExplainsTheDip();
    void whenItWillBeNormalIsLearntFromTheLastTime();
    void aFullTierThatPushesOutNeedsAttention();
    void aColdCacheIsFilling();
    void nobodyAskingIsNotHealthy();
    void requestsThatAllBypassTheCacheAreNotSilence();

private:
    [[nodiscard]] Verdict judge() const;

    Stats m_stats;
    History m_history;
    Events m_events;
};

void VerdictTest::init()
{
    m_stats = test::richStats();
    m_history = {};
    m_history.fromMs = 0;
    m_history.toMs = 3'600'000;
    m_history.stepMs = 60'000;
    m_history.total.memory = 932;
    m_history.total.database = 68;
    m_history.previous = m_history.total;
    m_history.points = {{3'540'000, m_history.total}};
    m_events = {};
}

Verdict VerdictTest::judge() const
{
    return verdictOf(m_stats, m_history, m_events, RangeChoice::Hour, Names(test::richCatalog()),
                     Format());
}

void VerdictTest::healthySaysHowMuchTheCacheAnswered()
{
    QCOMPARE(
        judge(),
        (Verdict{
            State::Ok, u"Healthy."_s,
            u"93.2% of 1,000 requests answered from the cache in the last hour, no errors."_s}));
}

void VerdictTest::errorsOverOnePercentAreWorse()
{
    m_stats.globalEnabled = false;
    m_history.total.errors = 50;
    QCOMPARE(judge().state, State::Error);
    QCOMPARE(judge().sentence, u"4.8% of 1,050 requests ended in an error in the last hour."_s);
}

void VerdictTest::switchedOffNamesWhoDidIt()
{
    m_stats.globalEnabled = false;
    Event off;
    off.kind = EventKind::Switched;
    off.subject = u"global"_s;
    off.who = u"ioana.pop"_s;
    off.timeMs = 3'000'000;
    m_events.events = {off};
    QCOMPARE(judge().words, u"Switched off."_s);
    QVERIFY(judge().sentence.contains(u"ioana.pop switched it off at "_s));
}

void VerdictTest::switchedOffTellsWhatPeopleWaitNow()
{
    m_stats.globalEnabled = false;
    m_history.total.responseMs = 34'000;
    QCOMPARE(judge().sentence, u"Every request goes to the database."_s);
    m_history.points[0].tally.bypassed = 10;
    m_history.points[0].tally.bypassedMs = 5120;
    QCOMPARE(judge().sentence, u"Every request goes to the database: 512\u00a0ms on average now, "
                               "34\u00a0ms with the cache."_s);
}

void VerdictTest::forcedOffNamesTheVariable()
{
    m_stats.forcedOff = true;
    QVERIFY(judge().sentence.contains(u"CACHE_ENABLED"_s));
}

void VerdictTest::anInvalidationExplainsTheDip()
{
    Event dip;
    dip.kind = EventKind::Invalidated;
    dip.who = u"radu.ionescu"_s;
    dip.timeMs = 3'500'000;
    dip.hitRateBefore = 97;
    m_events.events = {dip};
    QCOMPARE(judge().words, u"Recovering."_s);
    QVERIFY(judge().sentence.startsWith(u"Everything invalidated by radu.ionescu at "_s));
    QVERIFY(judge().sentence.endsWith(u"Hit rate is back at 93%; normal is 97%."_s));
    m_events.events[0].recoveredAfterMs = 60'000;
    QCOMPARE(judge().words, u"Healthy."_s);
}

void VerdictTest::whenItWillBeNormalIsLearntFromTheLastTime()
{
    Event dip;
    dip.kind = EventKind::Invalidated;
    dip.timeMs = 3'500'000;
    dip.hitRateBefore = 97;
    Event last = dip;
    last.timeMs = 100'000;
    last.recoveredAfterMs = 600'000;
    m_events.events = {dip, last};
    const QString when = Format().clock(dip.timeMs + 600'000);
    QVERIFY(judge().sentence.endsWith(u"normal (97%) at about "_s + when + u'.'));
}

void VerdictTest::aFullTierThatPushesOutNeedsAttention()
{
    m_stats.memory.bytes = m_stats.memory.limitBytes;
    QCOMPARE(judge().words, u"Healthy."_s);
    m_history.total.evicted = 1204;
    QCOMPARE(judge().sentence,
             u"Memory is 100% full; 1,204 entries pushed out in the last hour."_s);
}

void VerdictTest::aColdCacheIsFilling()
{
    m_history.previous = {};
    m_history.total.database = 932;
    QCOMPARE(judge().words, u"Filling."_s);
    QVERIFY(judge().sentence.endsWith(u"and rising: 93.2% in the last minute."_s));
}

void VerdictTest::nobodyAskingIsNotHealthy()
{
    m_history = {};
    QCOMPARE(judge().words, u"No requests."_s);
}

void VerdictTest::requestsThatAllBypassTheCacheAreNotSilence()
{
    m_history = {};
    m_history.total.bypassed = 1204;
    QCOMPARE(judge(), (Verdict{State::Info, u"Bypassed."_s,
                               u"1,204 requests bypassed the cache in the last hour."_s}));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::VerdictTest)
#include "verdicttest.moc"
