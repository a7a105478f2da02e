// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/eventtext.h"

#include "support/fakedata.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class EventTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void anInvalidationNamesItsScope_data();
    void anInvalidationNamesItsScope();
    void anInvalidationTellsItsDip();
    void aDipThatHasNotHealedSaysSo();
    void whatWasUndoneSaysSo();
    void aPurgeAndAClearAreNoInvalidations();
    void anUndoTellsWhatCameBackAndWhatDidNot();
    void aBenchmarkTellsHowManyReportsWereMeasured();
    void aSwitchNamesWhoseItIs_data();
    void aSwitchNamesWhoseItIs();
    void aCleanUpTellsWhatItFreed();
    void aCompanyWithoutANameIsItsNumber();
    void onlyActionsOfTheRangeAreMarkedFromLeftToRight();
};

namespace {

const Names& names()
{
    static const Names known(test::richCatalog());
    return known;
}

Event invalidation()
{
    Event event;
    event.kind = EventKind::Invalidated;
    event.who = u"ioana.pop"_s;
    event.entries = 1104;
    event.scope.companyId = 2;
    return event;
}

} // namespace

void EventTextTest::anInvalidationNamesItsScope_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<QString>("text");
    QTest::newRow("company") << Scope{.companyId = 2} << u"Carpatia Foods"_s;
    QTest::newRow("type") << Scope{.type = u"trial_balance"_s} << u"Trial balance"_s;
    QTest::newRow("both") << Scope{.companyId = 2, .type = u"trial_balance"_s}
                          << u"Trial balance of Carpatia Foods"_s;
    QTest::newRow("all") << Scope{} << u"Everything"_s;
}

void EventTextTest::anInvalidationNamesItsScope()
{
    QFETCH(const Scope, scope);
    QFETCH(const QString, text);
    Event event = invalidation();
    event.scope = scope;
    QCOMPARE(eventText(event, names(), Format()).what, text + u" invalidated by ioana.pop"_s);
}

void EventTextTest::anInvalidationTellsItsDip()
{
    Event event = invalidation();
    QCOMPARE(eventText(event, names(), Format()).effect, u"1,104 entries"_s);
    event.hitRateBefore = 94;
    event.hitRateLowest = 80;
    event.recoveredAfterMs = 6 * 60'000;
    QCOMPARE(eventText(event, names(), Format()).effect,
             u"1,104 entries; \u221214\u00a0points, recovered in 6\u00a0min"_s);
    event.hitRateLowest = 93.6;
    QCOMPARE(eventText(event, names(), Format()).effect, u"1,104 entries; no dip"_s);
}

void EventTextTest::aDipThatHasNotHealedSaysSo()
{
    Event event = invalidation();
    event.entries = 1;
    event.hitRateBefore = 94;
    event.hitRateLowest = 80;
    QCOMPARE(eventText(event, names(), Format()).effect, u"1 entry; \u221214\u00a0points so far"_s);
}

void EventTextTest::whatWasUndoneSaysSo()
{
    Event event = invalidation();
    event.undoneMs = 1;
    QCOMPARE(eventText(event, names(), Format()).effect, u"1,104 entries; undone since"_s);
}

void EventTextTest::aPurgeAndAClearAreNoInvalidations()
{
    Event event = invalidation();
    event.kind = EventKind::Purged;
    QCOMPARE(eventText(event, names(), Format()).what, u"Carpatia Foods purged by ioana.pop"_s);
    event.kind = EventKind::Cleared;
    QCOMPARE(eventText(event, names(), Format()).what, u"Cache cleared by ioana.pop"_s);
}

void EventTextTest::anUndoTellsWhatCameBackAndWhatDidNot()
{
    Event event;
    event.kind = EventKind::Undone;
    event.who = u"ioana.pop"_s;
    event.entries = 12;
    QCOMPARE(eventText(event, names(), Format()).what,
             u"Undo brought back 12 entries by ioana.pop"_s);
    event.stayedAway = 1;
    QCOMPARE(eventText(event, names(), Format()).effect, u"1 entry stayed away"_s);
}

void EventTextTest::aBenchmarkTellsHowManyReportsWereMeasured()
{
    Event event;
    event.kind = EventKind::Benchmarked;
    event.who = u"ioana.pop"_s;
    event.entries = 6;
    QCOMPARE(eventText(event, names(), Format()).what, u"6 reports measured by ioana.pop"_s);
    event.entries = 1;
    QCOMPARE(eventText(event, names(), Format()).what, u"1 report measured by ioana.pop"_s);
}

void EventTextTest::aSwitchNamesWhoseItIs_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<bool>("on");
    QTest::addColumn<QString>("text");
    QTest::newRow("global") << u"global"_s << Scope{} << false << u"Cache off for everyone"_s;
    QTest::newRow("user") << u"user"_s << Scope{.username = u"mihai.radu"_s} << true
                          << u"Cache on again for mihai.radu"_s;
    QTest::newRow("type") << u"type"_s << Scope{.type = u"top_partners"_s} << false
                          << u"Cache off for Top partners"_s;
    QTest::newRow("auto") << u"auto_invalidate"_s << Scope{} << false << u"Auto-invalidation off"_s;
}

void EventTextTest::aSwitchNamesWhoseItIs()
{
    QFETCH(const QString, subject);
    QFETCH(const Scope, scope);
    QFETCH(const bool, on);
    QFETCH(const QString, text);
    Event event;
    event.kind = EventKind::Switched;
    event.subject = subject;
    event.scope = scope;
    event.enabled = on;
    event.who = u"ioana.pop"_s;
    QCOMPARE(eventText(event, names(), Format()), (EventText{text, u"by ioana.pop"_s}));
}

void EventTextTest::aCleanUpTellsWhatItFreed()
{
    Event event;
    event.kind = EventKind::CleanedUp;
    event.entries = 1204;
    event.bytes = 61'132'000;
    QCOMPARE(eventText(event, names(), Format()),
             (EventText{u"Clean-up removed 1,204 entries"_s, u"58.3\u00a0MiB freed"_s}));
}

void EventTextTest::aCompanyWithoutANameIsItsNumber()
{
    QCOMPARE(names().company(77), u"Company 77"_s);
    QCOMPARE(names().type(u"cash_flow"_s), u"Cash flow"_s);
}

void EventTextTest::onlyActionsOfTheRangeAreMarkedFromLeftToRight()
{
    Events events;
    for (const auto& [id, timeMs, kind] :
         {std::tuple{5, 900, EventKind::Invalidated}, std::tuple{4, 700, EventKind::CleanedUp},
          std::tuple{3, 500, EventKind::Invalidated}, std::tuple{2, 50, EventKind::Invalidated}}) {
        Event event;
        event.id = id;
        event.timeMs = timeMs;
        event.kind = kind;
        events.events.push_back(event);
    }
    const auto marked = markedEvents(events, 100, 1000);
    QCOMPARE(marked.size(), 2u);
    QCOMPARE(marked[0].event.id, 3);
    QCOMPARE(marked[0].number, 1);
    QCOMPARE(marked[1].event.id, 5);
    QCOMPARE(marked[1].number, 2);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::EventTextTest)
#include "eventtexttest.moc"
