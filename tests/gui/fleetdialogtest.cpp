// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/fleetdialog.h"
#include "fleetexample.h"
#include "support/guitest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
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
    void withProductionTheirNumberIsTypedAndTheWord();
    void productionThatCameBackIsAskedForBeforeItIsTouched();
    void whoComesBackMeanwhileIsOneOfThem();
    void whoComesBackMeanwhileIsAskedForItsCompanies();
    void whoIsWatchedOnlyIsLeftOutWithTheReason();
    void switchingOffIsForALimitedTimeFirst();
    void aCompanyAndATypeAreTheSameForEachOfThem();
    void whoDoesNotKnowTheCompanyIsLeftOutWithTheReason();
    void oneNumberForTwoCompaniesIsTwoChoices();
    void whoseCompaniesAreNotKnownIsStillThereForEverything();
    void namesThatComeLateLeaveTheChoiceAlone();
    void anotherSpellingIsNoSecondChoice();

private:
    [[nodiscard]] QComboBox& box(const QString& name) const
    {
        for (auto* box : m_dialog->findChildren<QComboBox*>()) {
            if (box->accessibleName() == name)
                return *box;
        }
        qFatal("no such choice: %s", qPrintable(name));
    }
    /// Waits until it can be chosen.
    [[nodiscard]] bool choose(const QString& name, const QString& text) const
    {
        if (!QTest::qWaitFor([&] { return box(name).findText(text) > 0; }))
            return false;
        box(name).setCurrentIndex(box(name).findText(text));
        return true;
    }
    void know(const QString& id, const std::vector<Company>& companies) const
    {
        ReportType invoices;
        invoices.type = u"invoices"_s;
        target(id).catalog = {companies, {invoices}};
    }
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

    [[nodiscard]] const FleetMember& member(const QString& id) const
    {
        return m_example->rig.fleet.member(m_example->rig.fleet.rowOf(id));
    }
    /// Until comeBack() it can't be opened.
    [[nodiscard]] bool leave(const QString& id) const
    {
        m_example->rig.closed.insert(id, Error{ErrorCode::Timeout, u"It does not answer."_s});
        return m_example->rig.waitUntil([&] {
            if (member(id).target() && !member(id).isPolled())
                m_example->rig.fleet.retry(id);
            return !member(id).target() && member(id).figures().trouble;
        });
    }
    [[nodiscard]] bool comeBack(const QString& id) const
    {
        m_example->rig.closed.remove(id);
        m_example->rig.fleet.retry(id);
        return m_example->rig.waitUntil([&] { return member(id).target() != nullptr; });
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

void FleetDialogTest::withProductionTheirNumberIsTypedAndTheWord()
{
    open(FleetDialog::Kind::Invalidate, {u"Staging"_s, u"Reports Bucharest"_s});
    QVERIFY(!button().isEnabled());
    auto* field = m_dialog->findChild<QLineEdit*>();
    QVERIFY(field->isVisible());
    for (const QString& typed : {u"2"_s, u"production"_s, u"1 production"_s}) {
        field->setText(typed);
        QVERIFY2(!button().isEnabled(), qPrintable(typed));
    }
    field->setText(u"2 production"_s);
    QVERIFY(button().isEnabled());
    button().click();
    QTRY_COMPARE(target(u"Reports Bucharest"_s).actions.size(), 1);
}

void FleetDialogTest::productionThatCameBackIsAskedForBeforeItIsTouched()
{
    QVERIFY(leave(u"Reports Bucharest"_s));
    open(FleetDialog::Kind::Invalidate, {u"Staging"_s, u"Reports Bucharest"_s});
    QCOMPARE(cell(1, 1), u"Left out"_s);
    QVERIFY(button().isEnabled());
    const QSignalBlocker unheard(m_example->rig.fleet); // the dialog does not know it yet
    QVERIFY(comeBack(u"Reports Bucharest"_s));
    QCOMPARE(button().text(), u"Invalidate at 1 target"_s);
    button().click();
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
    QVERIFY(!button().isEnabled());
    QVERIFY(target(u"Staging"_s).actions.empty());
    QVERIFY(target(u"Reports Bucharest"_s).actions.empty());
    m_dialog->findChild<QLineEdit*>()->setText(u"2 production"_s);
    button().click();
    QTRY_COMPARE(target(u"Reports Bucharest"_s).actions.size(), 1);
}

void FleetDialogTest::whoComesBackMeanwhileIsOneOfThem()
{
    QVERIFY(leave(u"Staging"_s));
    open(FleetDialog::Kind::Switch, m_calm);
    QCOMPARE(button().text(), u"Switch off at 1 target"_s);
    QVERIFY(comeBack(u"Staging"_s));
    QTRY_COMPARE(button().text(), u"Switch off at 2 targets"_s);
    QCOMPARE(cell(0, 1), u"Ready"_s);
}

void FleetDialogTest::whoComesBackMeanwhileIsAskedForItsCompanies()
{
    for (const QString& id : m_calm)
        know(id, {{2, u"Delta"_s}});
    QVERIFY(leave(u"Staging"_s));
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Delta"_s));
    QCOMPARE(cell(0, 2), u"It does not answer."_s);
    QVERIFY(comeBack(u"Staging"_s));
    QTRY_COMPARE(cell(0, 1), u"Ready"_s);
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
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

void FleetDialogTest::aCompanyAndATypeAreTheSameForEachOfThem()
{
    know(u"Staging"_s, {{1, u"Alfa"_s}, {2, u"Delta"_s}});
    know(u"Reports Sibiu"_s, {{2, u"Delta"_s}});
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Delta"_s));
    QVERIFY(choose(u"Type"_s, u"Invoices"_s));
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
    button().click();
    QTRY_COMPARE(cell(1, 1), u"Done"_s);
    for (const QString& id : m_calm)
        QCOMPARE(target(id).lastAction<Invalidate>()->scope,
                 (Scope{.companyId = 2, .type = u"invoices"_s}));
    QVERIFY(!box(u"Company"_s).isEnabled());
}

void FleetDialogTest::whoDoesNotKnowTheCompanyIsLeftOutWithTheReason()
{
    know(u"Staging"_s, {{1, u"Alfa"_s}});
    know(u"Reports Sibiu"_s, {{2, u"Delta"_s}});
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Delta"_s));
    QCOMPARE(cell(0, 1), u"Left out"_s);
    QCOMPARE(cell(0, 2), u"It has no company Delta."_s);
    QCOMPARE(button().text(), u"Invalidate at 1 target"_s);
    button().click();
    QTRY_COMPARE(cell(1, 1), u"Done"_s);
    QVERIFY(target(u"Staging"_s).actions.empty());
    QCOMPARE(target(u"Reports Sibiu"_s).lastAction<Invalidate>()->scope, Scope{.companyId = 2});
}

void FleetDialogTest::oneNumberForTwoCompaniesIsTwoChoices()
{
    know(u"Staging"_s, {{2, u"Omega"_s}, {3, u"Delta"_s}});
    know(u"Reports Sibiu"_s, {{2, u"Delta"_s}});
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Delta (2)"_s));
    QCOMPARE(cell(0, 2), u"Its number for Delta is 3."_s);
    QVERIFY(choose(u"Company"_s, u"Delta (3)"_s));
    QCOMPARE(cell(0, 1), u"Ready"_s);
    QCOMPARE(cell(1, 2), u"Its number for Delta is 2."_s);
    QVERIFY(choose(u"Company"_s, u"Omega"_s));
    QCOMPARE(cell(1, 2), u"Its company 2 is Delta."_s);
}

void FleetDialogTest::whoseCompaniesAreNotKnownIsStillThereForEverything()
{
    know(u"Staging"_s, {{1, u"Alfa"_s}});
    target(u"Reports Sibiu"_s)
        .lacking.push_back({QLatin1StringView(CatalogQuery::name), false, u"Not told."_s});
    open(FleetDialog::Kind::Invalidate, m_calm);
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
    QVERIFY(choose(u"Company"_s, u"Alfa"_s));
    QCOMPARE(button().text(), u"Invalidate at 1 target"_s);
    QCOMPARE(cell(1, 2), u"Its companies and types are not known: Not told."_s);
    box(u"Company"_s).setCurrentIndex(0);
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
}

void FleetDialogTest::namesThatComeLateLeaveTheChoiceAlone()
{
    know(u"Staging"_s, {{1, u"Alfa"_s}});
    know(u"Reports Sibiu"_s, {{1, u"Alfa"_s}, {2, u"Aachen"_s}});
    target(u"Reports Sibiu"_s).silent = true;
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Alfa"_s));
    QCOMPARE(cell(1, 2), u"It has not told its companies and types yet."_s);
    target(u"Reports Sibiu"_s).speak();
    QTRY_COMPARE(cell(1, 1), u"Ready"_s);
    QCOMPARE(box(u"Company"_s).currentText(), u"Alfa"_s);
    QCOMPARE(box(u"Company"_s).itemText(1), u"Aachen"_s);
}

void FleetDialogTest::anotherSpellingIsNoSecondChoice()
{
    const auto titled = [](const QString& title) {
        ReportType invoices;
        invoices.type = u"invoices"_s;
        invoices.title = title;
        return invoices;
    };
    target(u"Staging"_s).catalog = {{{1, u"Zeta"_s}}, {titled(u"Bills"_s)}};
    // The first of them by its id gives the word.
    target(u"Reports Sibiu"_s).catalog = {{{1, u"ZETA"_s}, {2, u"Alfa"_s}},
                                          {titled(u"Invoices, all"_s)}};
    target(u"Reports Sibiu"_s).silent = true;
    open(FleetDialog::Kind::Invalidate, m_calm);
    QVERIFY(choose(u"Company"_s, u"Zeta"_s));
    QVERIFY(choose(u"Type"_s, u"Bills"_s));
    target(u"Reports Sibiu"_s).speak();
    QTRY_COMPARE(cell(1, 1), u"Ready"_s);
    QCOMPARE(box(u"Company"_s).count(), 3);
    QCOMPARE(box(u"Company"_s).itemText(1), u"Alfa"_s);
    QCOMPARE(box(u"Company"_s).currentText(), u"ZETA"_s);
    QCOMPARE(box(u"Type"_s).count(), 2);
    QCOMPARE(box(u"Type"_s).currentText(), u"Invoices, all"_s);
    QCOMPARE(button().text(), u"Invalidate at 2 targets"_s);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::FleetDialogTest)
#include "fleetdialogtest.moc"
