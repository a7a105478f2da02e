// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/fleetdialog.h"
#include "fleetexample.h"
#include "support/guitest.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tierwatch {

class FleetDialogTest final : public QObject
{
    Q_OBJECT
public:
    explicit FleetDialogTest(Theme&) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void aResultForEachAsItArrives();
    void thoseThatFailedAreTriedAgain();
    void withProductionTheirNumberIsTyped();
    void whoIsWatchedOnlyIsLeftOutWithTheReason();
    void switchingOffIsForALimitedTimeFirst();

private:
    FleetDialog& open(FleetDialog::Kind kind, const QStringList& ids)
    {
        m_dialog = new FleetDialog(m_example->rig.fleet, kind, ids);
        m_dialog->open();
        return *m_dialog;
    }
    [[nodiscard]] QPushButton& button() const
    {
        return *m_dialog->findChild<QPushButton*>(u"fleetFinal"_s);
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        const auto* model = m_dialog->findChild<QTableView*>()->model();
        return model->index(row, column).data().toString();
    }
    [[nodiscard]] test::FakeTarget& target(const QString& id) const
    {
        return *m_example->rig.targets[id];
    }

    const QStringList m_calm{u"Staging"_s, u"Reports Sibiu"_s};
    std::unique_ptr<test::FleetExample> m_example;
    QPointer<FleetDialog> m_dialog;
};

void FleetDialogTest::init()
{
    m_example = std::make_unique<test::FleetExample>();
    QVERIFY(m_example->settle());
    m_example->rig.fleet.setPaused(true);
}

void FleetDialogTest::cleanup()
{
    delete m_dialog;
    m_example.reset();
}

void FleetDialogTest::aResultForEachAsItArrives()
{
    target(u"Staging"_s).silent = true;
    open(FleetDialog::Kind::Invalidate, m_calm);
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
    QCOMPARE(cell(0, 1), u"Ready"_s);
    button().click();
    QTRY_COMPARE(cell(1, 1), u"Done"_s);
    QCOMPARE(cell(0, 1), u"Running"_s);
    QVERIFY(!button().isEnabled());
    target(u"Staging"_s).speak();
    QTRY_COMPARE(cell(0, 1), u"Done"_s);
    QTRY_VERIFY(!button().isVisible());
    QCOMPARE(target(u"Staging"_s).actions.size(), 1);
}

void FleetDialogTest::thoseThatFailedAreTriedAgain()
{
    target(u"Staging"_s).actFailure = Error{ErrorCode::Storage, u"The disk is full."_s};
    open(FleetDialog::Kind::Invalidate, m_calm);
    button().click();
    QTRY_COMPARE(button().text(), u"Retry 1 failed"_s);
    QCOMPARE(cell(0, 2), u"The disk is full."_s);
    target(u"Staging"_s).actFailure.reset();
    button().click();
    QTRY_COMPARE(cell(0, 1), u"Done"_s);
    QCOMPARE(target(u"Reports Sibiu"_s).actions.size(), 1);
}

void FleetDialogTest::withProductionTheirNumberIsTyped()
{
    open(FleetDialog::Kind::Invalidate, {u"Staging"_s, u"Reports Bucharest"_s});
    QVERIFY(!button().isEnabled());
    auto* field = m_dialog->findChild<QLineEdit*>();
    QVERIFY(field->isVisible());
    field->setText(u"1"_s);
    QVERIFY(!button().isEnabled());
    field->setText(u"2"_s);
    QVERIFY(button().isEnabled());
    button().click();
    QTRY_COMPARE(target(u"Reports Bucharest"_s).actions.size(), 1);
}

void FleetDialogTest::whoIsWatchedOnlyIsLeftOutWithTheReason()
{
    open(FleetDialog::Kind::Invalidate, {u"Staging"_s, u"payroll-cache.db"_s});
    QCOMPARE(button().text(), u"Invalidate at 1 target"_s);
    QCOMPARE(cell(1, 1), u"Left out"_s);
    QCOMPARE(cell(1, 2), u"Opened watch-only."_s);
    button().click();
    QTRY_COMPARE(cell(0, 1), u"Done"_s);
    QVERIFY(target(u"payroll-cache.db"_s).actions.empty());
}

void FleetDialogTest::switchingOffIsForALimitedTimeFirst()
{
    open(FleetDialog::Kind::Switch, m_calm);
    QCOMPARE(button().text(), u"Switch off at 2 targets"_s);
    button().click();
    QTRY_COMPARE(cell(0, 1), u"Done"_s);
    const auto action = target(u"Staging"_s).lastAction<SetSwitch>();
    QVERIFY(action && !action->enabled && action->forSeconds);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::FleetDialogTest)
#include "fleetdialogtest.moc"
