// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/savingstext.h"

#include "models/savingsmodel.h"
#include "widgets/bardelegate.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double hourMs = 3'600'000, dayMs = 24 * hourMs;

const Format english(QLocale(QLocale::English, QLocale::UnitedStates));

SavingsReport reportOf(const std::vector<std::pair<QString, Saved>>& types)
{
    SavingsReport report;
    for (const auto& [type, saved] : types) {
        report.types.push_back({type, saved, {}});
        report.total += saved;
    }
    return report;
}

} // namespace

class SavingsTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSentenceIsForAManager_data();
    void theSentenceIsForAManager();
    void theReckoningNamesWhatIsLeftOut();
    void theVerdictNamesWhatCostsMoreThanItSaves();
    void withoutRequestsThereIsNotEnoughYet();
    void theDearestComesFirstAndSharesSumUp();
    void theTableSaysTheTrendInWords();
};

void SavingsTextTest::theSentenceIsForAManager_data()
{
    QTest::addColumn<int>("period");
    QTest::addColumn<qint64>("queries");
    QTest::addColumn<double>("databaseMs");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a week") << 1 << qint64(8'619'400) << 51 * dayMs
                            << u"In the last 7 days the cache saved 8.6 million queries and "
                               "51\u00a0days of database time."_s;
    QTest::newRow("a day") << 0 << qint64(12'345) << 8.8 * hourMs
                           << u"In the last 24 hours the cache saved 12,345 queries and "
                              "8.8\u00a0hours of database time."_s;
    QTest::newRow("one") << 3 << qint64(1) << 742.0
                         << u"Since counting began the cache saved 1 query and 742\u00a0ms of "
                            "database time."_s;
    QTest::newRow("a loss") << 2 << qint64(120) << -180'000.0
                            << u"In the last 30 days the cache saved 120 queries, but took "
                               "3.0\u00a0minutes longer than the database would have."_s;
}

void SavingsTextTest::theSentenceIsForAManager()
{
    QFETCH(const int, period);
    QFETCH(const qint64, queries);
    QFETCH(const double, databaseMs);
    QFETCH(const QString, sentence);
    const Saved saved{queries, 0, 0, databaseMs};
    QCOMPARE(savingsSentence(saved, static_cast<Period>(period), english), sentence);
}

void SavingsTextTest::theReckoningNamesWhatIsLeftOut()
{
    SavingsReport report;
    QVERIFY(!reckoningText(report, {}, english).contains(u"left out"_s));
    report.unpriced = {u"trial_balance"_s, u"top_partners"_s};
    QVERIFY(reckoningText(report, {}, english)
                .endsWith(u"Time left out, never measured: Trial balance, Top partners."_s));
    report.toMs = QDateTime(QDate(2026, 11, 25), QTime(14, 0)).toMSecsSinceEpoch();
    report.companiesSinceMs = report.toMs - 2 * qint64(hourMs);
    QVERIFY(reckoningText(report, {}, english).endsWith(u"told apart since 12:00."_s));
}

void SavingsTextTest::theVerdictNamesWhatCostsMoreThanItSaves()
{
    const Verdict good = savingsVerdict(
        reportOf({{u"a"_s, {9, 1, 0, 3000}}, {u"b"_s, {9, 1, 0, 1000}}, {u"c"_s, {0, 4, 0, 0}}}),
        {}, english);
    QCOMPARE(good.state, State::Ok);
    QCOMPARE(good.words, u"Caching pays for 2 of 3 types."_s);
    QCOMPARE(good.sentence, u"A brings 75.0% of the saving."_s);
    const Verdict bad = savingsVerdict(
        reportOf({{u"a"_s, {9, 1, 0, 3000}}, {u"b"_s, {9, 1, 0, -1000}}}), {}, english);
    QCOMPARE(bad.state, State::Warning);
    QCOMPARE(bad.words, u"1 of 2 types costs more than it saves."_s);
    QCOMPARE(bad.sentence, u"B took 1.00\u00a0s longer than the database would have."_s);
}

void SavingsTextTest::withoutRequestsThereIsNotEnoughYet()
{
    QCOMPARE(savingsVerdict({}, {}, english).words, u"Not enough yet."_s);
}

void SavingsTextTest::theDearestComesFirstAndSharesSumUp()
{
    const auto rows = typeRows(reportOf({{u"a"_s, {1, 0, 0, 1000}},
                                         {u"b"_s, {1, 0, 0, -500}},
                                         {u"c"_s, {1, 0, 0, 2000}},
                                         {u"d"_s, {1, 0, 0, 0}}}),
                               {});
    QCOMPARE(rows[0].name, u"C"_s);
    QCOMPARE(rows[3].name, u"B"_s);
    QVERIFY(!rows[3].share);
    QCOMPARE(*rows[0].share + *rows[1].share + *rows[2].share, 100.0);
}

void SavingsTextTest::theTableSaysTheTrendInWords()
{
    SavingsModel model(u"Company"_s);
    const QAbstractItemModelTester tester(&model);
    const auto row = [](double now, std::optional<Saved> before) {
        return SavingsRow{u"Delta, \"SA\""_s, {10, 10, 0, now}, before, 40.0};
    };
    model.setRows({row(1500, Saved{5, 0, 0, 1000}), row(500, Saved{5, 0, 0, 1000}),
                   row(1001, Saved{5, 0, 0, 1000}), row(10, Saved{}), row(10, {}),
                   row(-3, Saved{5, 0, 0, 1000})});
    model.setBefore(u"the 7 days before"_s);
    const auto trend = [&](int r) { return model.index(r, SavingsModel::Trend).data().toString(); };
    QCOMPARE(trend(0), u"50% more"_s);
    QCOMPARE(trend(1), u"50% less"_s);
    QCOMPARE(trend(2), u"the same"_s);
    QCOMPARE(trend(3), u"new"_s);
    QCOMPARE(trend(4), Format::unknown());
    QCOMPARE(model.headerData(SavingsModel::Trend, Qt::Horizontal, Qt::DisplayRole).toString(),
             u"Against the 7 days before"_s);
    QVERIFY(model.index(5, SavingsModel::Time).data(BarDelegate::CostRole).toBool());
    QCOMPARE(model.index(0, SavingsModel::HitRate).data().toString(), u"50.0%"_s);
    QVERIFY(model.csv().contains(u"\"Delta, \"\"SA\"\"\",10,10,1500.000,1000.000\r\n"_s));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::SavingsTextTest)
#include "savingstexttest.moc"
