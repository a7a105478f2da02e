// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/agetable.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Ages of what is cached, laid out by company and type.
class AgeTableTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void companiesStandByNameAndTypesAsTheCatalogHasThem();
    void aReportOfAnySizeMakesATableThatCanBeShown();

private:
    [[nodiscard]] static AnswerAge age(std::optional<qint64> company, const QString& type,
                                       qint64 oldestMs)
    {
        AnswerAge age;
        age.companyId = company;
        age.type = type;
        age.entries = 1;
        age.oldestMs = oldestMs;
        age.lifeMs = 600'000;
        return age;
    }
    static constexpr qint64 nowMs = 1'790'000'000'000;
};

void AgeTableTest::companiesStandByNameAndTypesAsTheCatalogHasThem()
{
    Catalog catalog;
    catalog.companies = {{1, u"Zimbru"_s}, {2, u"Ardeal"_s}};
    catalog.types = {{u"ledger"_s, u"Ledger"_s}, {u"trial"_s, u"Trial balance"_s}};
    FreshnessReport report;
    report.ages = {age(std::nullopt, u"other"_s, nowMs - 60'000), age(1, u"trial"_s, nowMs),
                   age(2, u"ledger"_s, nowMs - 300'000), age(2, u"trial"_s, nowMs - 120'000)};
    const AgesShown shown = agesShown(report, Names(catalog), nowMs);
    QCOMPARE(shown.table.companies, QStringList({u"Ardeal"_s, u"Zimbru"_s, u"No company"_s}));
    QCOMPARE(shown.table.types.mid(0, 2), QStringList({u"Ledger"_s, u"Trial balance"_s}));
    QCOMPARE(shown.table.cells.at(0).at(0).text, u"5"_s);
    QCOMPARE(shown.table.cells.at(0).at(1).text, u"2"_s);
    QVERIFY(!shown.table.cells.at(1).at(0).share);
    QCOMPARE(shown.table.cells.at(2).at(2).text, u"1"_s);
}

void AgeTableTest::aReportOfAnySizeMakesATableThatCanBeShown()
{
    FreshnessReport report;
    constexpr int many = 20'000;
    report.ages.reserve(many);
    for (int i = 0; i < many; ++i)
        report.ages.push_back(age(i, u"type%1"_s.arg(i), nowMs - 60'000));
    const AgesShown shown = agesShown(report, Names(), nowMs);
    QVERIFY(!shown.table.cells.empty());
    QVERIFY(shown.table.companies.size() * shown.table.types.size() <= 100'000);
    QCOMPARE(shown.table.cells.size(), std::size_t(shown.table.companies.size()));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::AgeTableTest)
#include "agetabletest.moc"
