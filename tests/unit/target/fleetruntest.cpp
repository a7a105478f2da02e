// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fleetrig.h"

#include "target/fleetrun.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tierwatch {

class FleetRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_rig.reset(); }
    void everyMemberHasAResultOfItsOwn();
    void oneThatIsSilentHidesNoOther();
    void onlyThoseThatFailedAreTriedAgain();
    void whatIsNotAllowedIsSaidBeforeAndNotSent();
    void oneThatIsNotOpenIsUnable();
    void itMayGoBeforeTheAnswersCome();

private:
    using State = FleetOutcome::State;
    [[nodiscard]] test::FakeTarget& target(const QString& id) { return *m_rig->targets[id]; }

    std::unique_ptr<test::FleetRig> m_rig;
    const QStringList m_all{u"a"_s, u"b"_s, u"c"_s};
};

void FleetRunTest::init()
{
    m_rig = std::make_unique<test::FleetRig>();
    for (const QString& id : m_all)
        m_rig->add(id).stats.enabled = true;
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return m_rig->fleet.sums().opening == 0; }));
    m_rig->fleet.setPaused(true);
}

void FleetRunTest::everyMemberHasAResultOfItsOwn()
{
    target(u"b"_s).actFailure = Error{ErrorCode::Storage, u"The disk is full."_s};
    FleetRun run(m_rig->fleet, Invalidate{}, m_all);
    QCOMPARE(run.count(State::Ready), 3);
    QVERIFY(target(u"a"_s).actions.empty());
    QSignalSpy ended(&run, &FleetRun::ended);
    run.begin();
    QVERIFY(run.isRunning());
    QVERIFY(ended.wait());
    QCOMPARE(run.count(State::Done), 2);
    QCOMPARE(run.outcomes()[1].state, State::Failed);
    QCOMPARE(run.outcomes()[1].sentence, u"The disk is full."_s);
    QVERIFY(std::holds_alternative<Invalidated>(*run.outcomes()[0].reply));
    QCOMPARE(run.outcomes()[2].name, u"C"_s);
}

void FleetRunTest::oneThatIsSilentHidesNoOther()
{
    target(u"a"_s).silent = true;
    FleetRun run(m_rig->fleet, SetSwitch{SwitchKind::Global, {}, false}, m_all);
    QSignalSpy ended(&run, &FleetRun::ended);
    run.begin();
    QTRY_COMPARE(run.count(State::Done), 2);
    QVERIFY(!target(u"b"_s).stats.enabled);
    QCOMPARE(run.outcomes()[0].state, State::Running);
    QCOMPARE(ended.count(), 0);
    target(u"a"_s).speak();
    QVERIFY(ended.count() == 1 || ended.wait());
}

void FleetRunTest::onlyThoseThatFailedAreTriedAgain()
{
    target(u"b"_s).actFailure = Error{ErrorCode::Timeout, u"Too slow."_s};
    FleetRun run(m_rig->fleet, Invalidate{}, m_all);
    QSignalSpy ended(&run, &FleetRun::ended);
    run.begin();
    QVERIFY(ended.wait());
    target(u"b"_s).actFailure.reset();
    run.retryFailed();
    QVERIFY(ended.wait());
    QCOMPARE(run.count(State::Done), 3);
    QVERIFY(run.outcomes()[1].sentence.isEmpty());
    QCOMPARE(target(u"a"_s).actions.size(), 1);
    QCOMPARE(target(u"b"_s).actions.size(), 2);
}

void FleetRunTest::whatIsNotAllowedIsSaidBeforeAndNotSent()
{
    target(u"a"_s).makeViewOnly(u"Only watched."_s);
    FleetRun run(m_rig->fleet, Invalidate{}, m_all);
    QCOMPARE(run.outcomes()[0].state, State::Unable);
    QCOMPARE(run.outcomes()[0].sentence, u"Only watched."_s);
    QSignalSpy ended(&run, &FleetRun::ended);
    run.begin();
    QVERIFY(ended.wait());
    QVERIFY(target(u"a"_s).actions.empty());
    QCOMPARE(run.count(State::Done), 2);
}

void FleetRunTest::oneThatIsNotOpenIsUnable()
{
    m_rig->add(u"d"_s);
    m_rig->closed.insert(u"d"_s, {ErrorCode::Timeout, u"Nobody answers."_s});
    m_rig->fleet.setPaused(false);
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return m_rig->figures(u"d"_s).trouble.has_value(); }));
    const FleetRun run(m_rig->fleet, Invalidate{}, {u"d"_s, u"e"_s});
    QCOMPARE(run.outcomes()[0].sentence, u"Nobody answers."_s);
    QCOMPARE(run.count(State::Unable), 2);
}

void FleetRunTest::itMayGoBeforeTheAnswersCome()
{
    target(u"a"_s).silent = true;
    auto run = std::make_unique<FleetRun>(m_rig->fleet, Invalidate{}, m_all);
    run->begin();
    QTRY_COMPARE(run->count(State::Done), 2);
    run.reset();
    target(u"a"_s).speak();
    QCOMPARE(target(u"a"_s).actions.size(), 1);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FleetRunTest)
#include "fleetruntest.moc"
