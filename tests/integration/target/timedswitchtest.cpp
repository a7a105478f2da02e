// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"
#include "storage/configtable.h"
#include "storage/usersettingstable.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

template <class T>
Result<T> waitFor(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        return Error{ErrorCode::Timeout, u"no answer within ten seconds"_s};
    return future.result();
}

} // namespace

/// Switches that turn themselves back.
class TimedSwitchTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aSwitchTurnsBackByItselfAndSaysSo_data();
    void aSwitchTurnsBackByItselfAndSaysSo();
    void oneWhoseTimeEndedMeanwhileTurnsBackAtTheNextStart();
    void oneWhoseTimeGoesOnTurnsBackAfterARestart();
    void otherReadersSeeTrueOrFalseAtEveryMoment();
    void aTimeThatCannotBeIsRefused();
    void anOperatorMaySwitchAnotherUserForALimitedTime();

private:
    using Flip = Result<SwitchState>;
    Flip flip(const SetSwitch& action, const Caller& caller = {u"root"_s, Role::Administrator})
    {
        return waitFor(m_target->act(action, caller));
    }
    void open();
    void restart();
    [[nodiscard]] Switches& switches() { return m_workspace->cache().switches(); }
    [[nodiscard]] bool isOn(const SwitchState& state);
    [[nodiscard]] QString config(const QString& key)
    {
        return ConfigTable(m_workspace->cache().file().reader()).find(key)->value_or(QString());
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    std::unique_ptr<EngineTarget> m_target;
};

void TimedSwitchTest::init()
{
    m_target.reset();
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    open();
}

void TimedSwitchTest::open()
{
    QVERIFY(m_workspace->open());
    m_target = std::make_unique<EngineTarget>(m_workspace->cache(),
                                              EngineTargetParts{u"Test"_s, {}, u"root"_s});
}

void TimedSwitchTest::restart()
{
    m_target.reset();
    m_workspace->close();
    open();
}

bool TimedSwitchTest::isOn(const SwitchState& state)
{
    switch (state.kind) {
    case SwitchKind::Global:
        return switches().global();
    case SwitchKind::User:
        return switches().user(state.subject);
    case SwitchKind::Type:
        return switches().type(state.subject);
    case SwitchKind::AutoInvalidate:
        return switches().autoInvalidate();
    }
    return false;
}

void TimedSwitchTest::aSwitchTurnsBackByItselfAndSaysSo_data()
{
    QTest::addColumn<SwitchKind>("kind");
    QTest::addColumn<QString>("subject");
    QTest::newRow("for everyone") << SwitchKind::Global << QString();
    QTest::newRow("for a user") << SwitchKind::User << u"ana"_s;
    QTest::newRow("for a type") << SwitchKind::Type << u"invoices"_s;
    QTest::newRow("auto-invalidation") << SwitchKind::AutoInvalidate << QString();
}

void TimedSwitchTest::aSwitchTurnsBackByItselfAndSaysSo()
{
    QFETCH(const SwitchKind, kind);
    QFETCH(const QString, subject);
    const Flip done = flip({kind, subject, false, 600});
    QVERIFY(done);
    QCOMPARE(done->untilMs.value(), m_clock.wallMs() + 600'000);
    QVERIFY(!isOn(*done));
    QCOMPARE(waitFor(m_target->read(StatsQuery{}))->timedSwitches, std::vector{*done});
    m_clock.advanceMs(599'999);
    m_workspace->cache().engine().settle();
    QVERIFY(!isOn(*done));
    m_clock.advanceMs(1);
    QTRY_VERIFY(isOn(*done));
    QTRY_COMPARE(waitFor(m_target->read(EventsQuery{}))->events.size(), std::size_t(2));
    const Event last = waitFor(m_target->read(EventsQuery{}))->events.front();
    QCOMPARE(last.kind, EventKind::Switched);
    QCOMPARE(last.enabled, true);
    QCOMPARE(last.who, QString());
    QCOMPARE(last.timeMs, m_clock.wallMs());
    QVERIFY(waitFor(m_target->read(StatsQuery{}))->timedSwitches.empty());
}

void TimedSwitchTest::oneWhoseTimeEndedMeanwhileTurnsBackAtTheNextStart()
{
    QVERIFY(flip({SwitchKind::Global, {}, false, 60}));
    QVERIFY(flip({SwitchKind::User, u"ana:maria"_s, false, 60}));
    m_target.reset();
    m_workspace->close();
    m_clock.advanceMs(60'000);
    open();
    QVERIFY(switches().global());
    QVERIFY(switches().user(u"ana:maria"_s));
    QCOMPARE(config(u"enabled"_s), u"true"_s);
    QCOMPARE(waitFor(m_target->read(EventsQuery{}))->events.size(), std::size_t(4));
}

void TimedSwitchTest::oneWhoseTimeGoesOnTurnsBackAfterARestart()
{
    QVERIFY(flip({SwitchKind::Type, u"invoices"_s, false, 60}));
    QVERIFY(flip({SwitchKind::Global, {}, false, 60}));
    QVERIFY(flip({SwitchKind::Global, {}, false}));
    restart();
    QVERIFY(!switches().type(u"invoices"_s));
    m_clock.advanceMs(60'000);
    QTRY_VERIFY(switches().type(u"invoices"_s));
    QVERIFY(!switches().global());
}

void TimedSwitchTest::otherReadersSeeTrueOrFalseAtEveryMoment()
{
    QVERIFY(flip({SwitchKind::Global, {}, false, 60}));
    QVERIFY(flip({SwitchKind::AutoInvalidate, {}, false, 60}));
    QCOMPARE(config(u"enabled"_s), u"false"_s);
    QCOMPARE(config(u"auto_invalidate"_s), u"false"_s);
    const auto all = ConfigTable(m_workspace->cache().file().reader()).all();
    QCOMPARE(all->size(), 2);
    m_clock.advanceMs(60'000);
    QTRY_COMPARE(config(u"enabled"_s), u"true"_s);
    QTRY_COMPARE(config(u"auto_invalidate"_s), u"true"_s);
}

void TimedSwitchTest::aTimeThatCannotBeIsRefused()
{
    for (const qint64 seconds : {qint64(0), qint64(-5), SetSwitch::longestSeconds + 1}) {
        const Flip done = flip({SwitchKind::Global, {}, false, seconds});
        QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
    }
    QVERIFY(switches().global());
}

void TimedSwitchTest::anOperatorMaySwitchAnotherUserForALimitedTime()
{
    const Caller operatorToo{u"olga"_s, Role::Operator};
    QCOMPARE(flip({SwitchKind::User, u"ana"_s, false}, operatorToo).error().code,
             ErrorCode::NotAllowed);
    QCOMPARE(flip({SwitchKind::Global, {}, false, 60}, operatorToo).error().code,
             ErrorCode::NotAllowed);
    QVERIFY(flip({SwitchKind::User, u"ana"_s, false, 60}, operatorToo));
    QVERIFY(!switches().user(u"ana"_s));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::TimedSwitchTest)
#include "timedswitchtest.moc"
