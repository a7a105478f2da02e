// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/price.h"
#include "models/pricetablemodel.h"

#include "support/fakedata.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class PriceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }
    void confirmationGrowsWithTheCost_data();
    void confirmationGrowsWithTheCost();
    void theCompanyOrTheTargetIsToBeTyped();
    void namesMatchGiveOrTakeCaseAndBlanks();
    void theFiguresSayWhatItCosts();
    void withoutAMeasureTheHitRateIsUnknown();
    void theTableIsAProperModel();
};

namespace {

Preview costing(double reloadMs)
{
    Preview price;
    price.entries = 10;
    price.reloadMs = reloadMs;
    return price;
}

} // namespace

void PriceTest::confirmationGrowsWithTheCost_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<double>("reloadMs");
    QTest::addColumn<Confirmation>("confirmation");
    const Scope company{.companyId = 1};
    QTest::newRow("cheap") << company << 29'999.0 << Confirmation::Button;
    QTest::newRow("dearer") << company << 30'000.0 << Confirmation::OneClick;
    QTest::newRow("5 minutes") << company << 300'000.0 << Confirmation::OneClick;
    QTest::newRow("over") << company << 300'001.0 << Confirmation::TypedName;
    QTest::newRow("everything") << Scope{} << 1.0 << Confirmation::TypedName;
}

void PriceTest::confirmationGrowsWithTheCost()
{
    QFETCH(const Scope, scope);
    QFETCH(const double, reloadMs);
    QFETCH(const Confirmation, confirmation);
    QCOMPARE(confirmationFor(scope, costing(reloadMs)), confirmation);
    QCOMPARE(confirmationFor(scope, costing(reloadMs), true), Confirmation::TypedName);
}

void PriceTest::theCompanyOrTheTargetIsToBeTyped()
{
    const Names names(test::richCatalog());
    const QString target = u"Accounting reports"_s;
    QCOMPARE(confirmationText({.companyId = 3}, costing(1e6), names, target).name,
             u"Delta Energy"_s);
    QCOMPARE(confirmationText({.type = u"top_partners"_s}, costing(1e6), names, target).name,
             target);
    QCOMPARE(confirmationText({}, costing(1), names, target).reason,
             u"This empties the whole cache."_s);
    QCOMPARE(confirmationText({.companyId = 3}, costing(1), names, target, true).reason,
             u"People work with this target."_s);
}

void PriceTest::namesMatchGiveOrTakeCaseAndBlanks()
{
    QVERIFY(namesMatch(u"  delta ENERGY "_s, u"Delta Energy"_s));
    QVERIFY(!namesMatch(u"delta"_s, u"Delta Energy"_s));
}

void PriceTest::theFiguresSayWhatItCosts()
{
    const PriceFigures figures = priceFigures(test::richPreview({.companyId = 3}), Format());
    QCOMPARE(figures.entries, u"1,508"_s);
    QCOMPARE(figures.entriesLine, u"of 6,280 valid, 70.8\u00a0MiB"_s);
    QCOMPARE(figures.time, u"8\u00a0min 35\u00a0s"_s);
    QCOMPARE(figures.hitRate, u"93.2% \u2192 71%"_s);
    QCOMPARE(figures.hitRateLine, u"for about 7\u00a0min"_s);
}

void PriceTest::withoutAMeasureTheHitRateIsUnknown()
{
    QCOMPARE(priceFigures(costing(1), Format()).hitRate, Format::unknown());
    QCOMPARE(priceFigures(costing(1), Format()).hitRateLine, u"no requests in the last hour"_s);
}

void PriceTest::theTableIsAProperModel()
{
    PriceTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(test::richPreview({.companyId = 3}).rows, Names(test::richCatalog()));
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.index(0, PriceTableModel::Type).data().toString(), u"Receivables ageing"_s);
    QCOMPARE(model.index(0, PriceTableModel::Time).data().toString(), u"3\u00a0min 8\u00a0s"_s);
    model.setRows({}, {});
    QCOMPARE(model.rowCount(), 0);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::PriceTest)
#include "pricetest.moc"
