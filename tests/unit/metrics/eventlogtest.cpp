// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/eventlog.h"

#include "accountingfixture.h"

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;

Event invalidation(const QString& who = u"ana"_s)
{
    Event event;
    event.kind = EventKind::Invalidated;
    event.who = who;
    event.scope.companyId = 3;
    event.entries = 12;
    return event;
}

} // namespace

class EventLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void eventsComeNewestFirst();
    void anEventSurvivesARestartAsItWas();
    void idsAreTheFilesOwn();
    void rangeAndLimitAreKept();
    void olderEventsThanMemoryHoldsComeFromTheFile();
    void anInvalidationShowsItsEffect();
    void theEffectIsStoredForGoodAfterHalfAnHour();
    void closingStoresTheEffectSoFar();
    void withoutRequestsThereIsNoEffect();
    void aViewedFileTakesNoEvents();

private:
    void restart(AccountingFixture::Mode mode = AccountingFixture::Mode::ReadWrite);
    void traffic(qint64 lengthMs, int hitsOfTen);
    void dipAndRecovery();
    [[nodiscard]] std::vector<Event> recent()
    {
        return m_log->recent({Range::days(7), 100}).events;
    }

    std::unique_ptr<AccountingFixture> m_fixture;
    std::unique_ptr<EventLog> m_log;
};

void EventLogTest::init()
{
    m_fixture = std::make_unique<AccountingFixture>();
    // On a whole ten seconds, so that no step is half before and half after an event.
    m_fixture->clock.advanceMs(10'000 - m_fixture->clock.wallMs() % 10'000);
    m_log = std::make_unique<EventLog>(*m_fixture->file, *m_fixture->accounting, m_fixture->clock);
}

void EventLogTest::cleanup()
{
    m_log.reset();
    m_fixture.reset();
}

void EventLogTest::restart(AccountingFixture::Mode mode)
{
    m_log.reset();
    m_fixture->reopen(mode);
    m_log = std::make_unique<EventLog>(*m_fixture->file, *m_fixture->accounting, m_fixture->clock);
}

/// Ten requests a second.
void EventLogTest::traffic(qint64 lengthMs, int hitsOfTen)
{
    for (qint64 passed = 0; passed < lengthMs; passed += 1000) {
        for (int i = 0; i < 10; ++i)
            m_fixture->record({i < hitsOfTen ? hit(0) : miss(0)});
        QVERIFY(m_fixture->flush());
        m_fixture->clock.advanceMs(1000);
    }
}

void EventLogTest::dipAndRecovery()
{
    traffic(minuteMs, 9);
    m_log->record(invalidation());
    traffic(10'000, 4);
    traffic(10'000, 2);
    traffic(10'000, 7);
    traffic(40'000, 9);
}

void EventLogTest::eventsComeNewestFirst()
{
    for (const QString& who : {u"ana"_s, u"ion"_s, u"eva"_s}) {
        m_log->record(invalidation(who));
        m_fixture->clock.advanceMs(5);
    }
    const auto events = recent();
    QCOMPARE(events.size(), std::size_t(3));
    QCOMPARE(events[0].who, u"eva"_s);
    QCOMPARE(events[2].who, u"ana"_s);
}

void EventLogTest::anEventSurvivesARestartAsItWas()
{
    Event event = invalidation();
    event.scope.type = u"ledger"_s;
    event.bytes = 1234;
    m_log->record(event);
    const qint64 timeMs = m_fixture->clock.wallMs();
    restart();
    const auto events = recent();
    QCOMPARE(events.size(), std::size_t(1));
    QCOMPARE(events[0].kind, EventKind::Invalidated);
    QCOMPARE(events[0].timeMs, timeMs);
    QCOMPARE(events[0].scope, event.scope);
    QCOMPARE(events[0].bytes, 1234);
    QCOMPARE(events[0].entries, 12);
}

void EventLogTest::idsAreTheFilesOwn()
{
    m_log->record(invalidation());
    m_log->record(invalidation());
    m_fixture->file->writer().flush();
    const auto before = recent();
    QVERIFY(before[0].id > 0 && before[1].id > 0 && before[0].id != before[1].id);
    restart();
    m_log->record(invalidation());
    m_fixture->file->writer().flush();
    const auto after = recent();
    QCOMPARE(after.size(), std::size_t(3));
    QCOMPARE(after[1].id, std::max(before[0].id, before[1].id));
}

void EventLogTest::rangeAndLimitAreKept()
{
    for (int i = 0; i < 10; ++i) {
        m_log->record(invalidation());
        m_fixture->clock.advanceMs(minuteMs);
    }
    QCOMPARE(m_log->recent({Range::minutes(3), 100}).events.size(), std::size_t(3));
    QCOMPARE(m_log->recent({Range::hours(1), 4}).events.size(), std::size_t(4));
    QCOMPARE(m_log->recent({Range::hours(1), 0}).events.size(), std::size_t(0));
    const Range before{3 * minuteMs, m_fixture->clock.wallMs() - 5 * minuteMs};
    const auto events = m_log->recent({before, 100}).events;
    QCOMPARE(events.size(), std::size_t(4)); // both ends belong to it
    QCOMPARE(events[0].timeMs, *before.endMs);
}

void EventLogTest::olderEventsThanMemoryHoldsComeFromTheFile()
{
    constexpr std::size_t count = 1200;
    for (std::size_t i = 0; i < count; ++i) {
        Event opened;
        opened.entries = static_cast<qint64>(i);
        m_log->record(opened);
        m_fixture->clock.advanceMs(i % 3); // some at the same time
    }
    m_fixture->file->writer().flush();
    for (int run = 0; run < 2; ++run) {
        const auto events = m_log->recent({Range::days(1), 5000}).events;
        QCOMPARE(events.size(), count);
        for (std::size_t i = 0; i < count; ++i)
            QCOMPARE(events[i].entries, static_cast<qint64>(count - 1 - i));
        restart();
    }
}

void EventLogTest::anInvalidationShowsItsEffect()
{
    dipAndRecovery();
    const Event event = recent().at(0);
    QCOMPARE(event.hitRateBefore, std::optional(90.0));
    QCOMPARE(event.hitRateLowest, std::optional(20.0));
    QCOMPARE(event.recoveredAfterMs, std::optional<qint64>(30'000));
}

void EventLogTest::theEffectIsStoredForGoodAfterHalfAnHour()
{
    dipAndRecovery();
    m_fixture->clock.advanceMs(30 * minuteMs);
    traffic(2000, 9);
    const Event before = recent().at(0);
    // Long after the figures it was reckoned from are gone.
    m_fixture->clock.advanceMs(2 * 24 * 60 * minuteMs);
    restart();
    const Event after = recent().at(0);
    QCOMPARE(after.hitRateLowest, std::optional(20.0));
    QCOMPARE(codec::toJson(after), codec::toJson(before));
}

void EventLogTest::closingStoresTheEffectSoFar()
{
    traffic(minuteMs, 9);
    m_log->record(invalidation());
    traffic(20'000, 3);
    m_log.reset();
    m_fixture->clock.advanceMs(2 * 24 * 60 * minuteMs);
    restart();
    const Event event = recent().at(0);
    QCOMPARE(event.hitRateBefore, std::optional(90.0));
    QCOMPARE(event.hitRateLowest, std::optional(30.0));
    QVERIFY(!event.recoveredAfterMs);
}

void EventLogTest::withoutRequestsThereIsNoEffect()
{
    m_log->record(invalidation());
    m_fixture->clock.advanceMs(minuteMs);
    const Event event = recent().at(0);
    QVERIFY(!event.hitRateBefore && !event.hitRateLowest && !event.recoveredAfterMs);
}

void EventLogTest::aViewedFileTakesNoEvents()
{
    m_log->record(invalidation(u"ana"_s));
    restart(AccountingFixture::Mode::ReadOnly);
    m_fixture->clock.advanceMs(1);
    m_log->record(invalidation(u"ion"_s));
    QCOMPARE(recent().size(), std::size_t(2));
    QCOMPARE(recent().at(0).who, u"ion"_s);
    restart();
    QCOMPARE(recent().size(), std::size_t(1));
    QCOMPARE(recent().at(0).who, u"ana"_s);
}

QTEST_GUILESS_MAIN(EventLogTest)
#include "eventlogtest.moc"
