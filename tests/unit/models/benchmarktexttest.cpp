// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/benchmarktext.h"
#include "models/benchmarkrunsmodel.h"
#include "models/benchmarktablemodel.h"

#include "support/fakeclock.h"
#include "support/fakedata.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class BenchmarkTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void theCostIsSaidBeforeAnythingRuns_data();
    void theCostIsSaidBeforeAnythingRuns();
    void theProgressNamesReportRoundAndTimeLeft();
    void againstAnotherRunIsSaidInWords_data();
    void againstAnotherRunIsSaidInWords();
    void aFactorHasTwoFiguresWhereTheRestIsNoise();
    void theVerdictIsThatOfTheLatestRun();
    void aFailedReportCarriesItsErrorInItsRow();
    void whatWasCancelledSaysHowFarItCame();
    void allRowsShareOneAxis();
    void theTablesAreProperModels();

private:
    test::FakeClock m_clock{test::workingDayMs()};
};

namespace {

BenchmarkRow row(double databaseMs, double memoryMs = 0.01)
{
    BenchmarkRow row{u"a"_s, u"a"_s, 5};
    row.database = BenchmarkFigure{5, databaseMs, databaseMs, databaseMs, databaseMs};
    row.memory = BenchmarkFigure{5, memoryMs, memoryMs, memoryMs, memoryMs};
    return row;
}

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

void BenchmarkTextTest::theCostIsSaidBeforeAnythingRuns_data()
{
    QTest::addColumn<BenchmarkEstimate>("estimate");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing chosen") << BenchmarkEstimate{} << u"Choose at least one report."_s;
    QTest::newRow("all known") << BenchmarkEstimate{120, 130'000, 0, {}, {}}
                               << u"About 2\u00a0min 10\u00a0s, 120 queries to the database."_s;
    QTest::newRow("some known")
        << BenchmarkEstimate{120, 130'000, 2, {}, {}}
        << u"More than 2\u00a0min 10\u00a0s, 120 queries to the database."_s;
    QTest::newRow("none known")
        << BenchmarkEstimate{1, 0, 1, {}, {}}
        << u"1 query to the database; how long they take is not known yet."_s;
}

void BenchmarkTextTest::theCostIsSaidBeforeAnythingRuns()
{
    QFETCH(BenchmarkEstimate, estimate);
    QTEST(benchmarktext::cost(estimate, Format()), "sentence");
}

void BenchmarkTextTest::theProgressNamesReportRoundAndTimeLeft()
{
    const Names names(test::richCatalog());
    BenchmarkProgress progress;
    QCOMPARE(benchmarktext::progress(progress, names, Format()), u"Beginning\u2026"_s);
    progress.running = true;
    progress.query = u"trial_balance"_s;
    progress.round = 7;
    progress.plan.rounds = 20;
    progress.soFar.rows = {{u"trial_balance"_s, u"trial_balance"_s}};
    QCOMPARE(benchmarktext::progress(progress, names, Format()), u"Trial balance, round 7 of 20"_s);
    progress.leftMs = 41'000;
    QCOMPARE(benchmarktext::progress(progress, names, Format()),
             u"Trial balance, round 7 of 20, 41\u00a0s left"_s);
    progress.cancelling = true;
    QCOMPARE(benchmarktext::progress(progress, names, Format()),
             u"Ends after the query under way"_s);
}

void BenchmarkTextTest::againstAnotherRunIsSaidInWords_data()
{
    QTest::addColumn<double>("nowMs");
    QTest::addColumn<QString>("text");
    QTest::newRow("noise") << 104.0 << u"As before"_s;
    QTest::newRow("slower") << 112.0 << u"12% slower"_s;
    QTest::newRow("faster") << 80.0 << u"20% faster"_s;
    QTest::newRow("much slower") << 350.0 << u"3.5 times slower"_s;
}

void BenchmarkTextTest::againstAnotherRunIsSaidInWords()
{
    QFETCH(double, nowMs);
    BenchmarkRun other;
    QCOMPARE(benchmarktext::against(row(nowMs), nullptr, Format()), Format::unknown());
    QCOMPARE(benchmarktext::against(row(nowMs), &other, Format()), Format::unknown());
    other.rows = {row(100)};
    QTEST(benchmarktext::against(row(nowMs), &other, Format()), "text");
}

void BenchmarkTextTest::aFactorHasTwoFiguresWhereTheRestIsNoise()
{
    const auto text = [](double times) { return benchmarktext::factor(times, Format()); };
    QCOMPARE(text(5.49), u"5.5"_s);
    QCOMPARE(text(12.6), u"13"_s);
    QCOMPARE(text(999.4), u"999"_s);
    QCOMPARE(text(43'871), u"44,000"_s);
    QCOMPARE(text(3'029'313), u"3,000,000"_s);
}

void BenchmarkTextTest::theVerdictIsThatOfTheLatestRun()
{
    const qint64 nowMs = m_clock.wallMs();
    QCOMPARE(benchmarktext::verdict(nullptr, nowMs, Format()).words, u"Not measured yet."_s);
    BenchmarkRun run;
    run.startedMs = nowMs;
    run.rows = {row(100), row(5, 1)};
    Verdict verdict = benchmarktext::verdict(&run, nowMs, Format());
    QCOMPARE(verdict.words, u"Measured 14:32."_s);
    QCOMPARE(verdict.sentence,
             u"The cache answers 5.0 to 10,000 times faster than the database."_s);
    run.rows[0].error = u"no such table"_s;
    verdict = benchmarktext::verdict(&run, nowMs, Format());
    QCOMPARE(verdict.state, State::Warning);
    QCOMPARE(verdict.sentence, u"1 report failed; its row says why."_s);
}

void BenchmarkTextTest::aFailedReportCarriesItsErrorInItsRow()
{
    BenchmarkTableModel model;
    model.setRun(test::richBenchmarks().runs[0], {}, {});
    QCOMPARE(cell(model, 2, BenchmarkTableModel::Plot), u"no such table: receipts"_s);
    QCOMPARE(cell(model, 2, BenchmarkTableModel::Database), Format::unknown());
    QCOMPARE(cell(model, 2, BenchmarkTableModel::Faster), Format::unknown());
    QCOMPARE(cell(model, 1, BenchmarkTableModel::Database), u"395\u00a0ms"_s);
}

void BenchmarkTextTest::whatWasCancelledSaysHowFarItCame()
{
    BenchmarkTableModel model;
    model.setNames(Names(test::richCatalog()));
    const Benchmarks benchmarks = test::richBenchmarks();
    model.setRun(benchmarks.runs[2], benchmarks.runs[1], u"Against 11:22"_s);
    QCOMPARE(cell(model, 0, BenchmarkTableModel::Report), u"Dashboard totals"_s);
    QCOMPARE(cell(model, 1, BenchmarkTableModel::Report), u"Invoices by month, 7 of 20 rounds"_s);
    QCOMPARE(cell(model, 0, BenchmarkTableModel::Against), u"71% slower"_s);
    QCOMPARE(model.headerData(BenchmarkTableModel::Against, Qt::Horizontal, Qt::DisplayRole),
             u"Against 11:22"_s);
}

void BenchmarkTextTest::allRowsShareOneAxis()
{
    BenchmarkTableModel model;
    BenchmarkRun run;
    run.rows = {row(100), row(50'000, 0.0002)};
    model.setRun(run, {}, {});
    const auto dots = [&model](int row) {
        return model.index(row, BenchmarkTableModel::Plot)
            .data(DotsDelegate::DotsRole)
            .value<Dots>();
    };
    QCOMPARE(dots(0).lowest, -4.0);
    QCOMPARE(dots(0).highest, 5.0);
    QCOMPARE(dots(1).lowest, dots(0).lowest);
    QCOMPARE(dots(1).databaseMs.value(), 50'000.0);
    QVERIFY(!dots(1).diskMs);
    const auto head = [&model] {
        return model.headerData(BenchmarkTableModel::Plot, Qt::Horizontal, Qt::DisplayRole);
    };
    QCOMPARE(head(), u"100 ns to 100 s"_s);
    model.setRun({}, {}, {});
    QCOMPARE(head(), u"1 \u00b5s to 10 s"_s);
}

void BenchmarkTextTest::theTablesAreProperModels()
{
    BenchmarkTableModel results;
    BenchmarkRunsModel runs(m_clock);
    const QAbstractItemModelTester resultsTester(&results);
    const QAbstractItemModelTester runsTester(&runs);
    const Benchmarks benchmarks = test::richBenchmarks();
    results.setRun(benchmarks.runs[0], benchmarks.runs[1], {});
    runs.setRuns(benchmarks.runs);
    runs.setNames(Names(test::richCatalog()));
    QCOMPARE(cell(runs, 0, BenchmarkRunsModel::Company), u"Alfa Construct"_s);
    QCOMPARE(cell(runs, 2, BenchmarkRunsModel::Who), u"ioana.pop, cancelled"_s);
    QCOMPARE(runs.before(0), &runs.runs()[1]);
    QCOMPARE(runs.before(2), nullptr);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::BenchmarkTextTest)
#include "benchmarktexttest.moc"
