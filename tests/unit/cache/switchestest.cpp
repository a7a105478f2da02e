// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/switches.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;

class SwitchesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachSwitchStopsWhatItNames();
    void aSwitchThatCannotBeKeptChangesNothing();
    void forcedOffOverridesEverySwitch();
    void aUsersSwitchNeedsAName();
    void whatHasATimeTurnsBackWhenItIsOver();
    void whoFlipsASwitchAgainEndsItsTime();
    void aSwitchThatCannotBeKeptTurnsBackLater();
};

void SwitchesTest::eachSwitchStopsWhatItNames()
{
    Switches switches({}, false, {});
    QVERIFY(switches.admit(u"t"_s, u"ana"_s));
    QVERIFY(switches.set(SwitchKind::User, u"ana"_s, false));
    QVERIFY(!switches.admit(u"t"_s, u"ana"_s));
    QVERIFY(switches.admit(u"t"_s, u"bob"_s));
    QVERIFY(switches.set(SwitchKind::Type, u"t"_s, false));
    QVERIFY(!switches.admit(u"t"_s, u"bob"_s));
    QVERIFY(switches.admit(u"s"_s, u"bob"_s));
    QVERIFY(switches.set(SwitchKind::Global, {}, false));
    QVERIFY(!switches.admit(u"s"_s, u"bob"_s));
    QVERIFY(switches.set(SwitchKind::Global, {}, true));
    QVERIFY(switches.set(SwitchKind::Type, u"t"_s, true));
    QVERIFY(switches.set(SwitchKind::User, u"ana"_s, true));
    QVERIFY(switches.admit(u"t"_s, u"ana"_s));
}

void SwitchesTest::aSwitchThatCannotBeKeptChangesNothing()
{
    Switches switches({}, false, [](const SwitchState&) -> Result<void> {
        return Error{ErrorCode::Storage, u"disk full"_s};
    });
    const Result<void> done = switches.set(SwitchKind::Global, {}, false);
    QVERIFY(!done);
    QCOMPARE(done.error().message, u"disk full"_s);
    QVERIFY(switches.global());
    QVERIFY(switches.admit(u"t"_s, {}));
}

void SwitchesTest::forcedOffOverridesEverySwitch()
{
    Switches switches({}, true, {});
    QVERIFY(!switches.admit(u"t"_s, {}));
    QVERIFY(switches.set(SwitchKind::Global, {}, true));
    QVERIFY(!switches.admit(u"t"_s, {}));
    QVERIFY(switches.global());
}

void SwitchesTest::aUsersSwitchNeedsAName()
{
    Switches switches({}, false, {});
    QVERIFY(!switches.set(SwitchKind::User, {}, false));
    QVERIFY(!switches.set(SwitchKind::Type, {}, false));
    QVERIFY(switches.set(SwitchKind::AutoInvalidate, {}, true));
    QVERIFY(switches.autoInvalidate());
}

void SwitchesTest::whatHasATimeTurnsBackWhenItIsOver()
{
    Switches switches({}, false, {});
    QVERIFY(switches.set(SwitchKind::User, u"ana"_s, false, 3000));
    QVERIFY(switches.set(SwitchKind::AutoInvalidate, {}, true, 2000));
    QVERIFY(switches.set(SwitchKind::Global, {}, false));
    QCOMPARE(switches.timed().size(), std::size_t(2));
    QCOMPARE(switches.timed().front().kind, SwitchKind::AutoInvalidate);
    QVERIFY(switches.turnBack(1999).empty());
    const std::vector<SwitchState> turned = switches.turnBack(2000);
    QCOMPARE(turned.size(), std::size_t(1));
    QCOMPARE(turned.front(), (SwitchState{SwitchKind::AutoInvalidate, {}, false}));
    QVERIFY(!switches.autoInvalidate());
    QVERIFY(!switches.user(u"ana"_s));
    QCOMPARE(switches.turnBack(9000).size(), std::size_t(1));
    QVERIFY(switches.user(u"ana"_s));
    QVERIFY(!switches.global());
    QVERIFY(switches.timed().empty());
}

void SwitchesTest::whoFlipsASwitchAgainEndsItsTime()
{
    Switches switches({}, false, {});
    QVERIFY(switches.set(SwitchKind::Type, u"t"_s, false, 1000));
    QVERIFY(switches.set(SwitchKind::Type, u"t"_s, false, 5000));
    QCOMPARE(switches.timed().size(), std::size_t(1));
    QVERIFY(switches.turnBack(1000).empty());
    QVERIFY(switches.set(SwitchKind::Type, u"t"_s, false));
    QVERIFY(switches.turnBack(9000).empty());
    QVERIFY(!switches.type(u"t"_s));
}

void SwitchesTest::aSwitchThatCannotBeKeptTurnsBackLater()
{
    bool diskFull = false;
    Switches switches({}, false, [&diskFull](const SwitchState&) -> Result<void> {
        return diskFull ? Result<void>(Error{ErrorCode::Storage, u"disk full"_s}) : Result<void>();
    });
    QVERIFY(switches.set(SwitchKind::Global, {}, false, 1000));
    diskFull = true;
    QVERIFY(switches.turnBack(1000).empty());
    QVERIFY(!switches.global());
    diskFull = false;
    QCOMPARE(switches.turnBack(1001).size(), std::size_t(1));
    QVERIFY(switches.global());
}

QTEST_GUILESS_MAIN(SwitchesTest)
#include "switchestest.moc"
