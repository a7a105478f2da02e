// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "accountingfixture.h"

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;

} // namespace

class AccountingRestartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresGoOnExactlyWhereTheyWere();
    void anOpenBucketIsMergedNotOverwritten();
    void closingStoresWhatWaits();
    void aRestartWithAnotherOrderOfTypesKeepsThemApart();
    void aClockThatWentBackOverARestartCorruptsNothing();
    void aViewedFileAnswersAndStaysAsItIs();
    void aFileThatWasNeverWrittenIsViewedAsEmpty();
};

void AccountingRestartTest::figuresGoOnExactlyWhereTheyWere()
{
    AccountingFixture fixture;
    for (int minute = 0; minute < 200; ++minute) {
        fixture.record({hit(0), miss(0), hit(0, 2), request(0, Origin::Disk, 0.1F, 0.3F),
                        request(0, Origin::Bypassed, 33.3F, 33.3F), failed(0)});
        QVERIFY(fixture.flush());
        fixture.clock.advanceMs(61'234);
    }
    const auto figures = [&] {
        Accounting& accounting = *fixture.accounting;
        QJsonArray all;
        for (const Range& range :
             {Range::minutes(5), Range::hours(1), Range::hours(24), Range::days(7)}) {
            all.append(codec::toJson(accounting.history({range, 600})));
            all.append(codec::toJson(accounting.responseTimes({range})));
        }
        all.append(codec::toJson(accounting.savings()));
        all.append(codec::toJson(accounting.totals()));
        return all;
    };
    const QJsonArray before = figures();
    fixture.reopen();
    QCOMPARE(figures(), before);
    QVERIFY(fixture.flush());
    QCOMPARE(*fixture.accounting->estimateMs(fixture.types[0]) > 33, true);
}

void AccountingRestartTest::anOpenBucketIsMergedNotOverwritten()
{
    AccountingFixture fixture;
    for (int run = 1; run <= 4; ++run) {
        fixture.record({hit(0), miss(0)});
        QVERIFY(fixture.flush());
        fixture.reopen();
        QCOMPARE(fixture.total(Range::minutes(5)).answered(), 2 * run);
        QCOMPARE(fixture.total(Range::days(7)).answered(), 2 * run);
        QCOMPARE(fixture.accounting->totals().answered(), 2 * run);
    }
}

void AccountingRestartTest::closingStoresWhatWaits()
{
    AccountingFixture fixture;
    fixture.record({hit(0), hit(0)});
    fixture.accounting->addEvictions(fixture.types[0]);
    fixture.reopen();
    QCOMPARE(fixture.accounting->totals().memory, 2);
    QCOMPARE(fixture.accounting->totals().evicted, 1);
    QCOMPARE(fixture.logRows().size(), std::size_t(2));
}

void AccountingRestartTest::aRestartWithAnotherOrderOfTypesKeepsThemApart()
{
    AccountingFixture fixture;
    fixture.record({hit(0), hit(0, 2), hit(0, 2)});
    fixture.close();
    fixture.reopen();
    fixture.types = {fixture.accounting->types().idOf(u"brand new"_s),
                     fixture.accounting->types().idOf(u"ledger"_s)};
    fixture.record({hit(0), hit(0, 2)});
    QVERIFY(fixture.flush());
    const auto types = fixture.accounting->responseTimes({Range::hours(1)}).types;
    QCOMPARE(types.size(), std::size_t(3));
    QCOMPARE(types[0].type, u"ageing"_s);
    QCOMPARE(types[0].cached.count, 2);
    QCOMPARE(types[1].type, u"brand new"_s);
    QCOMPARE(types[1].cached.count, 1);
    QCOMPARE(types[2].type, u"ledger"_s);
    QCOMPARE(types[2].cached.count, 2);
}

void AccountingRestartTest::aClockThatWentBackOverARestartCorruptsNothing()
{
    AccountingFixture fixture;
    fixture.record({hit(0), hit(0)});
    fixture.close();
    fixture.clock.setWallMs(fixture.clock.wallMs() - hourMs);
    fixture.reopen();
    fixture.record({miss(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.total(Range::minutes(5)).answered(), 1);
    fixture.close();
    fixture.clock.advanceMs(hourMs);
    fixture.reopen();
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.total(Range::minutes(5)).memory, 3);
    QCOMPARE(fixture.accounting->totals().answered(), 4);
}

void AccountingRestartTest::aViewedFileAnswersAndStaysAsItIs()
{
    AccountingFixture fixture;
    fixture.record({hit(0), miss(0)});
    fixture.reopen(AccountingFixture::Mode::ReadOnly);
    QCOMPARE(fixture.accounting->totals().answered(), 2);
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.accounting->totals().answered(), 3);
    QCOMPARE(fixture.total(Range::hours(1)).memory, 2);
    QCOMPARE(*fixture.accounting->estimateMs(fixture.types[0]), 100.0);
    fixture.reopen();
    QCOMPARE(fixture.accounting->totals().answered(), 2);
    QCOMPARE(fixture.logRows().size(), std::size_t(2));
}

void AccountingRestartTest::aFileThatWasNeverWrittenIsViewedAsEmpty()
{
    AccountingFixture fixture;
    fixture.reopen(AccountingFixture::Mode::ReadOnly);
    QVERIFY(fixture.accounting->history({Range::days(7), 600}).points.empty());
    QCOMPARE(fixture.accounting->savings().total, Saving());
    QVERIFY(fixture.accounting->responseTimes({}).types.empty());
}

QTEST_GUILESS_MAIN(AccountingRestartTest)
#include "accountingrestarttest.moc"
