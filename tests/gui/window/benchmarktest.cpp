// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include "support/quiet.h"

#include "theme/format.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QProgressBar>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person who measures: what the Benchmark page asks for, says and keeps.
class BenchmarkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theButtonOnTheOverviewLeadsHere();
    void theCostIsSaidBeforeAnythingRuns();
    void parametersAreFilledInAsTheQuerysHeaderNamesThem();
    void theDatabaseIsChosenWhereThereAreSeveral();
    void aRunShowsHowFarItIsAndCanBeCancelled();
    void whatWasMeasuredIsShownAgainstTheRunBefore();
    void twoChosenRunsAreCompared();
    void whileNothingWasMeasuredThePageSaysWhatItIsFor();
    void aTargetWithoutNamedQueriesSaysSo();
    void aViewOnlyTargetShowsTheHistoryAlone();
    void aRefusalIsSaidInABanner();
    void aHiddenPageAsksNothing();
    void everythingFitsAtTheLeastSize();

private:
    static void openPage(test::WindowFixture& fixture, QSize size = {1280, 800});
    static QString cell(const QTableView& table, int row, int column)
    {
        return table.model()->index(row, column).data().toString();
    }
};

void BenchmarkTest::openPage(test::WindowFixture& fixture, QSize size)
{
    fixture.open(size);
    QTest::keyClick(fixture.window.get(), Qt::Key_9, Qt::ControlModifier);
    QTRY_VERIFY(fixture.shows(u"What is measured"_s));
    QTRY_VERIFY(fixture.shows(u"Measured 14:07."_s) || fixture.shows(u"Not measured yet."_s) ||
                fixture.shows(u"Not available."_s));
}

void BenchmarkTest::theButtonOnTheOverviewLeadsHere()
{
    test::WindowFixture fixture;
    fixture.open();
    for (auto* button : fixture.window->findChildren<QAbstractButton*>()) {
        if (button->text() == u"Benchmark\u2026" && button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(fixture.shows(u"What is measured"_s));
    QVERIFY(fixture.find<QAbstractButton>(u"Benchmark"_s)->isChecked());
}

void BenchmarkTest::theCostIsSaidBeforeAnythingRuns()
{
    test::Quiet quiet;
    test::WindowFixture fixture;
    openPage(fixture);
    // 1.1 times the medians of all six, 20 times.
    QTRY_VERIFY(fixture.shows(u"About 1\u00a0min 7\u00a0s, 120 queries to the database."_s));
    QList<QCheckBox*> boxes = fixture.window->findChildren<QCheckBox*>();
    QCOMPARE(boxes.size(), 6);
    QCOMPARE(boxes[0]->text(), u"Dashboard totals"_s);
    for (QCheckBox* box : boxes)
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QTRY_VERIFY(fixture.shows(u"Choose at least one report."_s));
    QVERIFY(!fixture.find<QAbstractButton>(u"startBenchmark"_s)->isEnabled());
    QTest::mouseClick(boxes[3], Qt::LeftButton, {}, QPoint(8, boxes[3]->height() / 2));
    auto* rounds = fixture.find<QComboBox>(u"Rounds"_s);
    QTest::keyClick(rounds, Qt::Key_Down);
    QTRY_VERIFY(fixture.shows(u"50 queries to the database."_s));
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    const BenchmarkPlan expected{{{u"top_partners"_s}}, 50, 1};
    QTRY_VERIFY(fixture.target->lastAction<Benchmark>());
    QCOMPARE(fixture.target->lastAction<Benchmark>()->plan, expected);
    QUIET(quiet);
}

void BenchmarkTest::parametersAreFilledInAsTheQuerysHeaderNamesThem()
{
    test::WindowFixture fixture;
    fixture.target->estimate = [whole = fixture.target->estimate](const BenchmarkPlan& plan) {
        BenchmarkEstimate estimate = whole(plan);
        estimate.candidates[3].params = {{u"year"_s, u"integer"_s, u"2026"_s},
                                         {u"currency"_s, u"text"_s, {}}};
        return estimate;
    };
    openPage(fixture);
    const QString report = u"top_partners"_s;
    auto* open = fixture.find<QAbstractButton>(u"parameters"_s);
    QTRY_VERIFY(open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    auto* year = fixture.find<QLineEdit>(report + u"/year"_s);
    QVERIFY(year);
    QCOMPARE(year->placeholderText(), u"2026"_s);
    QTest::keyClicks(year, u"x2024"_s);
    QCOMPARE(year->text(), u"2024"_s);
    fixture.grab(u"benchmark-parameters"_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"useParameters"_s), Qt::LeftButton);
    QTRY_COMPARE(open->text(), u"Parameters (1)\u2026"_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.target->lastAction<Benchmark>());
    const std::vector<BenchmarkParameter> expected{{report, u"year"_s, u"2024"_s}};
    QCOMPARE(fixture.target->lastAction<Benchmark>()->plan.params, expected);
    QVERIFY(!fixture.target->lastAction<Benchmark>()->plan.source);
}

void BenchmarkTest::theDatabaseIsChosenWhereThereAreSeveral()
{
    test::WindowFixture fixture;
    fixture.target->estimate = [whole = fixture.target->estimate](const BenchmarkPlan& plan) {
        BenchmarkEstimate estimate = whole(plan);
        estimate.sources = {u"main"_s, u"erp"_s};
        return estimate;
    };
    openPage(fixture);
    auto* source = fixture.find<QComboBox>(u"Database"_s);
    QTRY_VERIFY(source->isVisible());
    QVERIFY(!fixture.find<QAbstractButton>(u"parameters"_s)->isVisible());
    QTest::keyClick(source, Qt::Key_Down);
    QTRY_COMPARE(source->currentText(), u"erp"_s);
    fixture.grab(u"benchmark-sources"_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.target->lastAction<Benchmark>());
    QCOMPARE(fixture.target->lastAction<Benchmark>()->plan.source, u"erp"_s);
}

void BenchmarkTest::aRunShowsHowFarItIsAndCanBeCancelled()
{
    test::WindowFixture fixture;
    openPage(fixture);
    fixture.target->delayMs = 400;
    BenchmarkProgress& progress = fixture.target->progress;
    progress.running = true;
    progress.query = u"dashboard_totals"_s;
    progress.round = 7;
    progress.plan.rounds = progress.soFar.rounds = 20;
    progress.asked = 30;
    progress.all = 120;
    progress.leftMs = 41'000;
    progress.soFar = fixture.target->benchmarks.runs[1];
    progress.soFar.rows.resize(1);
    progress.soFar.rows[0].rounds = 6;
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.shows(u"Dashboard totals, round 7 of 20, 41\u00a0s left"_s));
    QVERIFY(fixture.shows(u"Measuring."_s));
    QCOMPARE(fixture.find<QProgressBar>(u"Progress of the benchmark"_s)->value(), 250);
    QCOMPARE(cell(*fixture.find<QTableView>(u"Results"_s), 0, 0),
             u"Dashboard totals, 6 of 20 rounds"_s);
    QVERIFY(!fixture.find<QCheckBox>(QString())->isEnabled());
    QTest::mouseClick(fixture.find<QAbstractButton>(u"cancelBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.target->lastAction<CancelBenchmark>());
    progress = {};
    QTRY_VERIFY(fixture.find<QAbstractButton>(u"startBenchmark"_s)->isVisible());
}

void BenchmarkTest::whatWasMeasuredIsShownAgainstTheRunBefore()
{
    test::WindowFixture fixture;
    openPage(fixture);
    QVERIFY(fixture.shows(u"1 report failed; its row says why."_s));
    auto* results = fixture.find<QTableView>(u"Results"_s);
    QCOMPARE(results->model()->rowCount(), 6);
    QCOMPARE(cell(*results, 2, 4), u"no such table: receipts"_s);
    QCOMPARE(cell(*results, 1, 6), u"22% slower"_s);
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.window->statusBar()->currentMessage().contains(u"6 reports, 20 rounds"_s) ||
                fixture.shows(u"6 reports, 20 rounds"_s));
    QTRY_COMPARE(fixture.find<QTableView>(u"History"_s)->model()->rowCount(), 4);
    QTRY_COMPARE(cell(*results, 1, 6), u"10% slower"_s);
    QVERIFY(fixture.shows(u"times faster than the database"_s));
}

void BenchmarkTest::twoChosenRunsAreCompared()
{
    test::WindowFixture fixture;
    openPage(fixture);
    auto* runs = fixture.find<QTableView>(u"History"_s);
    auto* results = fixture.find<QTableView>(u"Results"_s);
    const auto click = [runs](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(runs->viewport(), Qt::LeftButton, modifiers,
                          runs->visualRect(runs->model()->index(row, 0)).center());
    };
    const int height = results->height();
    click(1, {});
    QCOMPARE(cell(*results, 1, 6), u"41% faster"_s); // than the cancelled one before it
    click(2, {});
    QCOMPARE(results->model()->rowCount(), 2);
    QCOMPARE(cell(*results, 1, 6), Format::unknown());
    QCOMPARE(results->height(), height); // nothing moves under the pointer
    click(0, Qt::ControlModifier);
    QCOMPARE(cell(*results, 1, 6), u"29% faster"_s);
    QCOMPARE(results->model()->headerData(6, Qt::Horizontal).toString(), u"Against 04:32"_s);
}

void BenchmarkTest::whileNothingWasMeasuredThePageSaysWhatItIsFor()
{
    test::WindowFixture fixture;
    fixture.target->benchmarks = {};
    openPage(fixture);
    QVERIFY(fixture.shows(u"Not measured yet."_s));
    QVERIFY(fixture.shows(u"Nothing was measured yet."_s));
    QVERIFY(!fixture.find<QTableView>(u"Results"_s)->isVisible());
    QVERIFY(!fixture.find<QTableView>(u"History"_s)->isVisible());
    const QWidget* start = fixture.find<QAbstractButton>(u"startBenchmark"_s);
    // The cards are as high as what they hold, whatever room there is.
    QTRY_COMPARE_LE(start->mapTo(fixture.window.get(), QPoint()).y(), 220);
    fixture.grab(u"benchmark-empty"_s);
}

void BenchmarkTest::aTargetWithoutNamedQueriesSaysSo()
{
    test::WindowFixture fixture;
    for (const char* name : {BenchmarksQuery::name, BenchmarkEstimateQuery::name, Benchmark::name})
        fixture.target->lacking.push_back(
            {QLatin1StringView(name), false, u"This service measures nothing."_s});
    fixture.open();
    QTest::keyClick(fixture.window.get(), Qt::Key_9, Qt::ControlModifier);
    QTRY_VERIFY(fixture.shows(u"Not available."_s));
    QVERIFY(fixture.shows(u"This service measures nothing."_s));
    QVERIFY(!fixture.shows(u"What is measured"_s));
    fixture.grab(u"benchmark-missing"_s);
}

void BenchmarkTest::aViewOnlyTargetShowsTheHistoryAlone()
{
    test::WindowFixture fixture;
    fixture.target->makeViewOnly(u"Opened watch-only: actions are off for this target."_s);
    openPage(fixture);
    const auto* start = fixture.find<QAbstractButton>(u"startBenchmark"_s);
    QTRY_VERIFY(!start->toolTip().isEmpty());
    QVERIFY(!start->isEnabled());
    QCOMPARE(fixture.find<QTableView>(u"History"_s)->model()->rowCount(), 3);
}

void BenchmarkTest::aRefusalIsSaidInABanner()
{
    test::WindowFixture fixture;
    openPage(fixture);
    fixture.target->actFailure = Error{ErrorCode::NotAvailable, u"Another one is running."_s};
    QTest::mouseClick(fixture.find<QAbstractButton>(u"startBenchmark"_s), Qt::LeftButton);
    QTRY_VERIFY(fixture.shows(u"Another one is running."_s));
    QVERIFY(fixture.find<QAbstractButton>(u"startBenchmark"_s)->isVisible());
}

void BenchmarkTest::aHiddenPageAsksNothing()
{
    test::WindowFixture fixture;
    fixture.target->progress.running = true;
    fixture.open();
    fixture.nextFigures();
    QCOMPARE(fixture.target->timesAsked<BenchmarkProgressQuery>(), 0);
    QCOMPARE(fixture.target->timesAsked<BenchmarkEstimateQuery>(), 0);
    QTest::keyClick(fixture.window.get(), Qt::Key_9, Qt::ControlModifier);
    QTRY_VERIFY(fixture.target->timesAsked<BenchmarkProgressQuery>() >= 2);
    QTest::keyClick(fixture.window.get(), Qt::Key_1, Qt::ControlModifier);
    const int asked = fixture.target->timesAsked<BenchmarkProgressQuery>();
    fixture.nextFigures();
    QCOMPARE(fixture.target->timesAsked<BenchmarkProgressQuery>(), asked);
}

void BenchmarkTest::everythingFitsAtTheLeastSize()
{
    for (const QSize size : {QSize(960, 600), QSize(1280, 800), QSize(1920, 1080)}) {
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            test::WindowFixture fixture;
            fixture.view->setTheme(mode);
            openPage(fixture, size);
            const auto* results = fixture.find<QTableView>(u"Results"_s);
            int width = 0;
            for (int column = 0; column < results->model()->columnCount(); ++column)
                width += results->columnWidth(column);
            QCOMPARE_LE(width, results->viewport()->width());
            QCOMPARE_GE(results->columnWidth(4), 60);
            fixture.grab(u"benchmark-%1-%2"_s.arg(size.width())
                             .arg(mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::BenchmarkTest)
#include "benchmarktest.moc"
