// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/quiet.h"
#include "support/windowfixture.h"

#include "charts/lagchart.h"
#include "pages/freshnesspage.h"
#include "pages/freshnesstable.h"
#include "widgets/agegrid.h"
#include "widgets/datatable.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QStatusBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person in front of the Freshness page.
class FreshnessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheTargetSaysIsShown();
    void theWorstCompanyIsTheFirstRow();
    void everyoneCurrentIsAllWell();
    void theReportIsAskedForOnlyWhileThePageIsShown();
    void checkingNowAsksTheDatabaseAndSaysWhatItFound();
    void controlRChecksTheChosenCompanyOnly();
    void theMenuOfACompanyInvalidatesIt();
    void switchingOffNamesThoseThatFallBehindFirst();
    void switchingOffAsksForHowLong();
    void theSwitchOffSaysThatNobodyLooks();
    void theIntervalIsChosenInTheHeader();
    void theChartShowsWhereBehindIsTooLong();
    void aWorkspaceWithoutAMonitorSaysWhy();
    void noCompanyYetIsSaid();
    void aMemoryCacheHasNoAges();
    void aSilentTargetTurnsTheFiguresStale();
    void aFailingTargetKeepsItsRowsAndSaysWhy();
    void theTableIsSavedAsCsv();
    void theChosenCompanyIsTheOneOnTheChart();
    void aViewOnlyTargetCannotCheck();
    void rowsStandStillUnderThePointer();
};

namespace {

void openPage(test::WindowFixture& window)
{
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(window.target->timesAsked<FreshnessQuery>() > 0);
    window.nextFigures();
}

DataTable& table(const test::WindowFixture& window)
{
    return *window.window->findChild<FreshnessPage*>()->findChild<DataTable*>();
}

QString cell(const test::WindowFixture& window, int row, FreshnessModel::Column column)
{
    return table(window).model()->index(row, column).data().toString();
}

QAbstractButton* button(const test::WindowFixture& window, const QString& name)
{
    for (auto* one : window.window->findChild<FreshnessPage*>()->findChildren<QAbstractButton*>()) {
        if (one->objectName() == name || one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

QDialog* dialogOf(const test::WindowFixture& window)
{
    for (auto* dialog : window.window->findChildren<QDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QMenu* menuOf(const test::WindowFixture& window)
{
    return table(window).findChild<QMenu*>();
}

QAction* item(const QMenu& menu, const QString& text)
{
    for (QAction* action : menu.actions()) {
        if (action->text().startsWith(text))
            return action;
    }
    return nullptr;
}

void noMonitor(test::WindowFixture& window)
{
    window.target->noWatermarks =
        Error{ErrorCode::NotAvailable, u"This workspace has no watermark query."_s};
    window.target->freshness.lags.clear();
}

} // namespace

void FreshnessTest::whatTheTargetSaysIsShown()
{
    test::Quiet quiet;
    test::WindowFixture window;
    openPage(window);
    QVERIFY(window.shows(u"4 of 6 companies current."_s));
    QVERIFY(window.shows(u"Delta Energy is behind; Dobrogea Logistics could not be checked."_s));
    QVERIFY(window.label(u"4 of 6"_s));
    QVERIFY(window.label(u"3\u00a0min 10\u00a0s"_s));
    QVERIFY(window.label(u"Delta Energy, 18,240 postings"_s));
    QVERIFY(window.label(u"57\u00a0min"_s));
    QVERIFY(window.label(u"24,310 entries"_s));
    QVERIFY(window.label(u"in 31 invalidations"_s));
    QCOMPARE(table(window).model()->rowCount(), 6);
    QUIET(quiet);
}

void FreshnessTest::theWorstCompanyIsTheFirstRow()
{
    test::WindowFixture window;
    openPage(window);
    QCOMPARE(cell(window, 0, FreshnessModel::Company), u"Delta Energy"_s);
    QCOMPARE(cell(window, 0, FreshnessModel::StateColumn), u"Behind"_s);
    QCOMPARE(cell(window, 0, FreshnessModel::BehindBy), u"18,240"_s);
    QCOMPARE(cell(window, 1, FreshnessModel::StateColumn), u"Not checked"_s);
    QCOMPARE(cell(window, 1, FreshnessModel::Happens),
             u"Next try in 40\u00a0s: The database refused the connection."_s);
    QCOMPARE(cell(window, 1, FreshnessModel::Entries), u"288 stale"_s);
    QCOMPARE(cell(window, 2, FreshnessModel::Company), u"Alfa Construct"_s);
    QCOMPARE(cell(window, 2, FreshnessModel::Happens),
             u"4 postings at 14:28, 2,011 entries invalidated"_s);
    QCOMPARE(cell(window, 2, FreshnessModel::Checked), u"9\u00a0s ago"_s);
}

void FreshnessTest::everyoneCurrentIsAllWell()
{
    test::WindowFixture window;
    window.target->watermarks.companies.erase(window.target->watermarks.companies.begin() + 2,
                                              window.target->watermarks.companies.begin() + 4);
    openPage(window);
    QVERIFY(window.shows(u"All 4 companies are current."_s));
    QVERIFY(window.shows(u"Checked every 30\u00a0s, last 4\u00a0s ago."_s));
    QVERIFY(window.label(u"None"_s));
}

void FreshnessTest::theReportIsAskedForOnlyWhileThePageIsShown()
{
    test::WindowFixture window;
    window.open();
    QCOMPARE(window.target->timesAsked<FreshnessQuery>(), 0);
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(window.target->timesAsked<FreshnessQuery>() > 0);
    QTest::keyClick(window.window.get(), Qt::Key_1, Qt::ControlModifier);
    window.nextFigures();
    const int asked = window.target->timesAsked<FreshnessQuery>();
    window.nextFigures();
    QCOMPARE(window.target->timesAsked<FreshnessQuery>(), asked);
}

void FreshnessTest::checkingNowAsksTheDatabaseAndSaysWhatItFound()
{
    test::WindowFixture window;
    openPage(window);
    QTest::mouseClick(button(window, u"checkNow"_s), Qt::LeftButton);
    QVERIFY(!button(window, u"checkNow"_s)->isEnabled());
    QTRY_COMPARE(window.window->statusBar()->currentMessage(),
                 u"Checked 6 companies: 4 current, 1 behind, 1 not checked."_s);
    QVERIFY(!window.target->lastAction<CheckWatermarks>()->companyId);
    QVERIFY(button(window, u"checkNow"_s)->isEnabled());
}

void FreshnessTest::controlRChecksTheChosenCompanyOnly()
{
    test::WindowFixture window;
    openPage(window);
    QTest::keyClick(window.window.get(), Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(window.target->lastAction<CheckWatermarks>());
    QVERIFY(!window.target->lastAction<CheckWatermarks>()->companyId);
    QTRY_VERIFY(button(window, u"checkNow"_s)->isEnabled());
    window.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.window.get()));
    table(window).setFocus();
    table(window).selectRow(0);
    QTest::keyClick(&table(window), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(window.target->lastAction<CheckWatermarks>()->companyId, std::optional<qint64>(3));
    QTRY_COMPARE(window.window->statusBar()->currentMessage(), u"Checked Delta Energy: behind."_s);
}

void FreshnessTest::theMenuOfACompanyInvalidatesIt()
{
    test::WindowFixture window;
    openPage(window);
    table(window).selectRow(0);
    Q_EMIT table(window).customContextMenuRequested(QPoint(30, 10));
    QVERIFY(menuOf(window));
    QAction* invalidate = item(*menuOf(window), u"Invalidate"_s);
    QVERIFY(invalidate->isEnabled());
    invalidate->trigger();
    menuOf(window)->close();
    QTRY_VERIFY(dialogOf(window));
    QCOMPARE(dialogOf(window)->findChild<QComboBox*>()->currentText(), u"Delta Energy"_s);
    QTRY_COMPARE(dialogOf(window)->findChild<QAbstractButton*>(u"invalidateNow"_s)->text(),
                 u"Invalidate 1,508 entries"_s);
}

void FreshnessTest::switchingOffNamesThoseThatFallBehindFirst()
{
    test::WindowFixture window;
    window.target->stats.autoInvalidateUnavailable.reset();
    window.target->stats.autoInvalidate = true;
    openPage(window);
    QAbstractButton* toggle = button(window, u"Auto-invalidation"_s);
    QVERIFY(toggle->isChecked());
    QTest::mouseClick(toggle, Qt::LeftButton);
    QTRY_VERIFY(dialogOf(window));
    QVERIFY(toggle->isChecked());
    QVERIFY(window.shows(u"Carpatia Foods, Euxin Shipping and Alfa Construct."_s));
    QTest::mouseClick(dialogOf(window)->findChild<QAbstractButton*>(u"yes"_s), Qt::LeftButton);
    QTRY_VERIFY(!window.target->stats.autoInvalidate);
    QTRY_VERIFY(!toggle->isChecked());
    QTest::mouseClick(toggle, Qt::LeftButton);
    QTRY_VERIFY(window.target->stats.autoInvalidate);
}

void FreshnessTest::switchingOffAsksForHowLong()
{
    test::WindowFixture window;
    window.target->stats.autoInvalidateUnavailable.reset();
    window.target->stats.autoInvalidate = true;
    window.target->nowMs = window.clock.wallMs();
    openPage(window);
    for (const auto& [words, seconds] :
         std::initializer_list<std::pair<QString, std::optional<qint64>>>{
             {u"10 min"_s, 600}, {u"1 h"_s, 3'600}, {u"Until switched on"_s, std::nullopt}}) {
        window.target->stats.autoInvalidate = true;
        window.nextFigures();
        QTRY_VERIFY(button(window, u"Auto-invalidation"_s)->isChecked());
        QTest::mouseClick(button(window, u"Auto-invalidation"_s), Qt::LeftButton);
        QTRY_VERIFY(dialogOf(window));
        for (auto* choice : dialogOf(window)->findChildren<QAbstractButton*>()) {
            if (choice->text() == words)
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        QTest::mouseClick(dialogOf(window)->findChild<QAbstractButton*>(u"yes"_s), Qt::LeftButton);
        QTRY_VERIFY(!window.target->stats.autoInvalidate);
        QCOMPARE(window.target->lastAction<SetSwitch>()->forSeconds, seconds);
        QTRY_COMPARE(window.shows(u"auto-invalidation is off until "_s), seconds.has_value());
        QTRY_VERIFY(!dialogOf(window));
    }
}

void FreshnessTest::theIntervalIsChosenInTheHeader()
{
    test::WindowFixture window;
    window.target->watermarks.intervalMs = 45'000;
    openPage(window);
    auto* combo = window.window->findChild<FreshnessPage*>()->findChild<QComboBox*>();
    QCOMPARE(combo->currentText(), u"Every 45\u00a0s"_s);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QTRY_COMPARE(window.target->watermarks.intervalMs, 60'000);
    QTRY_VERIFY(window.shows(u"Checked every 1\u00a0min"_s));
    QCOMPARE(combo->currentText(), u"Every 1\u00a0min"_s);
}

void FreshnessTest::theChartShowsWhereBehindIsTooLong()
{
    test::WindowFixture window;
    window.target->watermarks.alarmMs = 300'000;
    openPage(window);
    const auto* chart = window.window->findChild<LagChart*>();
    QCOMPARE(chart->alarmLines().size(), std::size_t(1));
    QCOMPARE(chart->alarmLines().front().value, 300'000);
    QVERIFY(chart->valueTicks().back() >= 300'000);
    QVERIFY(window.shows(u"Alarm at 5\u00a0min"_s));
    window.target->watermarks.alarmMs.reset();
    window.nextFigures();
    QTRY_VERIFY(chart->alarmLines().empty());
}

void FreshnessTest::theSwitchOffSaysThatNobodyLooks()
{
    test::WindowFixture window;
    window.target->watermarks.running = false;
    for (CompanyWatermark& company : window.target->watermarks.companies)
        company.nextMs.reset();
    openPage(window);
    QVERIFY(window.shows(u"changes are not looked for: auto-invalidation is off."_s));
    QVERIFY(window.label(u"Checked by hand only"_s));
    QCOMPARE(cell(window, 0, FreshnessModel::Happens),
             u"Old answers are served: auto-invalidation is off"_s);
}

void FreshnessTest::aWorkspaceWithoutAMonitorSaysWhy()
{
    test::WindowFixture window;
    noMonitor(window);
    openPage(window);
    QVERIFY(window.shows(u"Not watched."_s));
    QVERIFY(window.shows(u"This workspace has no watermark query."_s));
    QVERIFY(!table(window).isVisible());
    QVERIFY(window.label(u"57\u00a0min"_s));
    QVERIFY(window.window->findChild<AgeGrid*>()->isVisible());
}

void FreshnessTest::noCompanyYetIsSaid()
{
    test::WindowFixture window;
    window.target->watermarks.companies.clear();
    window.target->freshness = {};
    openPage(window);
    QVERIFY(window.shows(u"No company has cached data yet"_s));
    QVERIFY(window.shows(u"Nothing is cached on disk yet."_s));
    QVERIFY(window.shows(u"Nothing was checked yet"_s));
    QVERIFY(window.label(u"0 of 0"_s));
}

void FreshnessTest::aMemoryCacheHasNoAges()
{
    test::WindowFixture window;
    window.target->freshness.ages.clear();
    window.target->freshness.agesUnavailable = u"Entries are kept in memory only."_s;
    openPage(window);
    QVERIFY(window.shows(u"Entries are kept in memory only."_s));
    QCOMPARE(cell(window, 2, FreshnessModel::Entries), u"\u2013"_s);
}

void FreshnessTest::aSilentTargetTurnsTheFiguresStale()
{
    test::WindowFixture window;
    openPage(window);
    window.target->silent = true;
    QTRY_VERIFY_WITH_TIMEOUT(window.shows(u"Stale."_s), 10'000);
    QCOMPARE(cell(window, 2, FreshnessModel::Checked), u"14:31:56"_s);
    QCOMPARE(table(window).model()->rowCount(), 6);
    window.target->speak();
    QTRY_VERIFY(!window.shows(u"Stale."_s));
}

void FreshnessTest::aFailingTargetKeepsItsRowsAndSaysWhy()
{
    test::WindowFixture window;
    openPage(window);
    window.target->readFailure = Error{ErrorCode::Storage, u"The cache file is locked."_s};
    QTRY_VERIFY(window.shows(u"The cache file is locked."_s));
    QCOMPARE(table(window).model()->rowCount(), 6);
}

void FreshnessTest::theTableIsSavedAsCsv()
{
    test::WindowFixture window;
    openPage(window);
    table(window).selectRow(0);
    Q_EMIT table(window).customContextMenuRequested(QPoint(30, 10));
    item(*menuOf(window), u"Save the table"_s)->trigger();
    menuOf(window)->close();
    auto* dialog = window.window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    const QString path = window.folder.filePath(u"companies.csv"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(window.window->statusBar()->currentMessage(), u"Saved as %1."_s.arg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("source,company_id,company,state,"));
    QVERIFY(text.contains("\r\nmain,3,Delta Energy,behind,1048211,1066451,18240,190,"));
}

void FreshnessTest::theChosenCompanyIsTheOneOnTheChart()
{
    test::WindowFixture window;
    openPage(window);
    const auto* chart = window.window->findChild<LagChart*>();
    QCOMPARE(chart->endLabels().front().look.name, u"Delta Energy"_s);
    table(window).selectRow(2);
    QCOMPARE(chart->endLabels().front().look.name, u"Alfa Construct"_s);
    QVERIFY(!chart->tableTwin().csvRows.isEmpty());
}

void FreshnessTest::aViewOnlyTargetCannotCheck()
{
    test::WindowFixture window;
    const QString why = u"Opened watch-only: actions are off."_s;
    window.target->makeViewOnly(why);
    openPage(window);
    QVERIFY(!button(window, u"checkNow"_s)->isEnabled());
    QCOMPARE(button(window, u"checkNow"_s)->toolTip(), why);
    QVERIFY(!button(window, u"Auto-invalidation"_s)->isEnabled());
    const auto* interval = window.window->findChild<FreshnessPage*>()->findChild<QComboBox*>();
    QVERIFY(!interval->isEnabled());
    QCOMPARE(interval->toolTip(), why);
}

void FreshnessTest::rowsStandStillUnderThePointer()
{
    test::WindowFixture window;
    openPage(window);
    table(window).setAttribute(Qt::WA_UnderMouse, true);
    window.target->watermarks.companies[2].state = Freshness::Current;
    window.nextFigures();
    QTRY_COMPARE(cell(window, 0, FreshnessModel::StateColumn), u"Current"_s);
    QCOMPARE(cell(window, 0, FreshnessModel::Company), u"Delta Energy"_s);
    table(window).setAttribute(Qt::WA_UnderMouse, false);
    QTRY_COMPARE(cell(window, 0, FreshnessModel::Company), u"Dobrogea Logistics"_s);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::FreshnessTest)
#include "freshnesstest.moc"
