// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/ledger.h"

#include "records.h"

#include <QTest>

#include <algorithm>

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
constexpr qint64 nowMs = 1'800'000'000'000 + 7 * hourMs + 33 * minuteMs;

AccessRecord of(AccessRecord record, std::optional<qint64> company)
{
    record.companyId = company;
    return record;
}

} // namespace

class LedgerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPeriodIsCoveredWithoutGapOrOverlap_data();
    void aPeriodIsCoveredWithoutGapOrOverlap();
    void aRequestIsKeptAtEveryLevel();
    void whatIsNoAnswerIsNotKept();
    void companiesBeyondTheLimitShareOneName();
    void companiesThatTheFileKnowsKeepTheirNames();

private:
    const NameTable m_types;
};

void LedgerTest::aPeriodIsCoveredWithoutGapOrOverlap_data()
{
    QTest::addColumn<qint64>("lengthMs");
    QTest::addColumn<qint64>("mostOff");
    QTest::addColumn<int>("mostPeriods");
    QTest::newRow("a day") << dayMs << 10 * minuteMs << 5;
    QTest::newRow("a week") << 7 * dayMs << hourMs << 3;
    QTest::newRow("a month") << 30 * dayMs << 6 * hourMs << 1;
}

void LedgerTest::aPeriodIsCoveredWithoutGapOrOverlap()
{
    QFETCH(qint64, lengthMs);
    QFETCH(qint64, mostOff);
    QFETCH(int, mostPeriods);
    const qint64 fromMs = nowMs - lengthMs;
    const auto periods = Ledger::periods(fromMs, {}, nowMs);
    QVERIFY(periods.size() <= size_t(mostPeriods));
    QVERIFY(periods.front().fromMs <= fromMs && fromMs - periods.front().fromMs < mostOff);
    QVERIFY(periods.back().toMs > nowMs && periods.back().toMs - nowMs <= mostOff);
    for (size_t i = 0; i < periods.size(); ++i) {
        QCOMPARE(periods[i].fromMs % periods[i].lengthMs, 0);
        QCOMPARE(periods[i].toMs % periods[i].lengthMs, 0);
        QVERIFY(i == 0 || periods[i].fromMs == periods[i - 1].toMs);
        const auto level =
            std::ranges::find(Ledger::levels, periods[i].lengthMs, &Ledger::Level::lengthMs);
        QVERIFY(nowMs - periods[i].fromMs <= level->keepMs);
    }
}

void LedgerTest::aRequestIsKeptAtEveryLevel()
{
    Ledger ledger(m_types);
    ledger.absorb({of(hit(nowMs), 7), of(hit(nowMs), 7), of(miss(nowMs), 7)});
    const auto rows = ledger.unstored();
    QCOMPARE(rows.size(), Ledger::levels.size() + 1);
    for (const StoredSaving& row : rows) {
        QCOMPARE(row.company, u"7"_s);
        QCOMPARE(row.hits, 2);
        QCOMPARE(row.misses, 1);
        QCOMPARE(row.savedMs, 198.0);
        QVERIFY(row.startMs <= nowMs);
    }
    ledger.settle();
    QVERIFY(ledger.empty());
}

void LedgerTest::whatIsNoAnswerIsNotKept()
{
    Ledger ledger(m_types);
    ledger.absorb({request(nowMs, Origin::Bypassed, 80, 80), failed(nowMs)});
    QVERIFY(ledger.empty());
}

void LedgerTest::companiesBeyondTheLimitShareOneName()
{
    Ledger ledger(m_types);
    const auto most = static_cast<qint64>(Ledger::mostCompanies);
    for (qint64 company = 1; company <= most + 50; ++company)
        ledger.absorb({of(hit(nowMs), company)});
    ledger.absorb({hit(nowMs), of(hit(nowMs), 1)});
    qint64 others = 0;
    size_t names = 0;
    for (const StoredSaving& row : ledger.unstored()) {
        if (row.resolutionMs != Ledger::everMs)
            continue;
        ++names;
        others += row.company == Ledger::others ? row.hits : 0;
    }
    QCOMPARE(names, Ledger::mostCompanies + 2); // the others, and what is of no company
    QCOMPARE(others, 50);
}

void LedgerTest::companiesThatTheFileKnowsKeepTheirNames()
{
    std::vector<QString> known{QString(), Ledger::others.toString()};
    for (size_t company = 1; company <= Ledger::mostCompanies; ++company)
        known.push_back(QString::number(company));
    Ledger ledger(m_types);
    ledger.restore(known);
    ledger.absorb({of(hit(nowMs), 999), of(hit(nowMs), 5)});
    const auto rows = ledger.unstored();
    QVERIFY(std::ranges::find(rows, u"5"_s, &StoredSaving::company) != rows.end());
    QVERIFY(std::ranges::find(rows, u"999"_s, &StoredSaving::company) == rows.end());
}

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledgertest.moc"
