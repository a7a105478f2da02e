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
    Switches switches({}, false, [](SwitchKind, const QString&, bool) -> Result<void> {
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

QTEST_GUILESS_MAIN(SwitchesTest)
#include "switchestest.moc"
