// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/eventeffect.h"

#include <QTest>

using namespace tierwatch;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 eventMs = 1'790'000'000'000;

/// Ten-second points from a minute before the event on: percent of hits among 100 requests each, or
/// below 0 for a step without any.
std::vector<HistoryPoint> points(const std::vector<int>& percents)
{
    std::vector<HistoryPoint> points;
    qint64 startMs = eventMs - EventEffect::leadMs;
    for (const int percent : percents) {
        if (percent >= 0) {
            Tally tally;
            tally.memory = percent;
            tally.database = 100 - percent;
            points.push_back({startMs, tally});
        }
        startMs += EventEffect::stepMs;
    }
    return points;
}

} // namespace

class EventEffectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheDipAndTheRecovery();
    void whileTheCacheFillsADipIsOneBelowWhatItHadReached();
    void oneGoodStepIsNoRecovery();
    void withinOnePointIsRecovered();
    void stillLowIsNotRecovered();
    void laterDipsHaveOtherCauses();
    void withoutRequestsBeforeThereIsNoRecovery();
    void withoutRequestsAfterThereIsNoLowest();
    void bypassedRequestsHaveNoRate();
    void onlyInvalidationsAndGlobalSwitchesHaveOne();
};

void EventEffectTest::tellsTheDipAndTheRecovery()
{
    const auto effect =
        EventEffect::reckon(eventMs, points({90, 90, 90, 90, 90, 90, 40, 20, 60, 90, 91, 90}));
    QCOMPARE(effect.before, std::optional(90.0));
    QCOMPARE(effect.lowest, std::optional(20.0));
    QCOMPARE(effect.recoveredAfterMs, std::optional<qint64>(30'000));
}

void EventEffectTest::whileTheCacheFillsADipIsOneBelowWhatItHadReached()
{
    const auto effect = EventEffect::reckon(eventMs, points({0, 10, 20, 35, 50, 60, 45, 62, 65}));
    QCOMPARE(effect.before, std::optional(60.0));
    QCOMPARE(effect.lowest, std::optional(45.0));
    QCOMPARE(effect.recoveredAfterMs, std::optional<qint64>(10'000));
}

void EventEffectTest::oneGoodStepIsNoRecovery()
{
    const auto effect =
        EventEffect::reckon(eventMs, points({90, 90, 90, 90, 90, 90, 40, 90, 30, 90, 90}));
    QCOMPARE(effect.lowest, std::optional(30.0));
    QCOMPARE(effect.recoveredAfterMs, std::optional<qint64>(30'000));
}

void EventEffectTest::withinOnePointIsRecovered()
{
    const auto effect =
        EventEffect::reckon(eventMs, points({90, 90, 90, 90, 90, 90, 88, 88, 89, 89}));
    QCOMPARE(effect.recoveredAfterMs, std::optional<qint64>(20'000));
}

void EventEffectTest::stillLowIsNotRecovered()
{
    const auto effect = EventEffect::reckon(eventMs, points({90, 90, 90, 90, 90, 90, 50, 60, 90}));
    QCOMPARE(effect.lowest, std::optional(50.0));
    QVERIFY(!effect.recoveredAfterMs);
}

void EventEffectTest::laterDipsHaveOtherCauses()
{
    const auto effect =
        EventEffect::reckon(eventMs, points({90, 90, 90, 90, 90, 90, 50, 90, 90, 10, 10}));
    QCOMPARE(effect.lowest, std::optional(50.0));
}

void EventEffectTest::withoutRequestsBeforeThereIsNoRecovery()
{
    const auto effect =
        EventEffect::reckon(eventMs, points({-1, -1, -1, -1, -1, -1, 0, 50, 90, 90}));
    QVERIFY(!effect.before);
    QCOMPARE(effect.lowest, std::optional(0.0));
    QVERIFY(!effect.recoveredAfterMs);
}

void EventEffectTest::withoutRequestsAfterThereIsNoLowest()
{
    const auto effect = EventEffect::reckon(eventMs, points({80, 80, 80, 80, 80, 80}));
    QCOMPARE(effect, (EventEffect{80.0, {}, {}}));
    QCOMPARE(EventEffect::reckon(eventMs, {}), EventEffect());
}

void EventEffectTest::bypassedRequestsHaveNoRate()
{
    auto withBypassed = points({80, 80, 80, 80, 80, 80});
    Tally off;
    off.bypassed = 300;
    withBypassed.push_back({eventMs, off});
    QVERIFY(!EventEffect::reckon(eventMs, withBypassed).lowest);
}

void EventEffectTest::onlyInvalidationsAndGlobalSwitchesHaveOne()
{
    Event event;
    event.kind = EventKind::Invalidated;
    QVERIFY(EventEffect::expectedOf(event));
    event.kind = EventKind::Switched;
    event.subject = u"user"_s;
    QVERIFY(!EventEffect::expectedOf(event));
    event.subject = u"global"_s;
    QVERIFY(EventEffect::expectedOf(event));
    event.kind = EventKind::CleanedUp;
    QVERIFY(!EventEffect::expectedOf(event));
}

QTEST_GUILESS_MAIN(EventEffectTest)
#include "eventeffecttest.moc"
