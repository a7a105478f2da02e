// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/measures.h"

#include "records.h"

#include <QTest>

using namespace tierwatch;
using namespace tierwatch::test;

namespace {

Measures measuresOf(const std::vector<AccessRecord>& records)
{
    Measures measures;
    for (const AccessRecord& record : records)
        measures.add(record);
    return measures;
}

AccessRecord staleHit()
{
    AccessRecord record = request(0, Origin::Disk, 4, 100);
    record.stale = true;
    return record;
}

const std::vector<AccessRecord> oneOfEach{
    request(0, Origin::Memory, 1, 100),   request(0, Origin::Disk, 10, 100), staleHit(),
    request(0, Origin::Database, 90, 80), request(0, Origin::Bypassed, 70),  failed(0)};

AccessRecord missed(MissReason reason)
{
    AccessRecord record = miss(0);
    record.reason = reason;
    return record;
}

} // namespace

/// What the figures mean, sentence by sentence.
class MeasuresTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hitRateIsHitsAmongHitsAndMisses();
    void aStaleAnswerCountsAsWhatItWasServedFrom();
    void bypassedRequestsAndErrorsCountInTheirOwnColumnsOnly();
    void withNothingButBypassedRequestsThereIsNoRate();
    void savedIsTheDatabasesTimeLessTheTimeOfTheHits();
    void aHitSlowerThanTheDatabaseSavesLessThanNothing();
    void aRequestWithoutAnEstimateSavesNothing();
    void missesCostTheSameWithoutTheCache();
    void responseTimesAreOfAnswersOnly();
    void missesAreCountedByTheirReason();
    void requestsThatBypassedTheCacheHaveNoReason();
    void whoSharedAQueryIsAMissThatSparedOne();
    void aRenewalIsNoRequestButCostsItsQuery();
    void theTiersTimesAreKeptApart();
    void theCodecGivesBackWhatWasEncoded();
    void theTallyAloneIsReadWithoutTheRest();
    void whatWasStoredBeforeThereWereReasonsIsStillRead();
    void damagedBytesAddNothing();
};

void MeasuresTest::hitRateIsHitsAmongHitsAndMisses()
{
    const Tally tally =
        measuresOf({request(0, Origin::Memory, 1, 100), request(0, Origin::Disk, 1, 100),
                    request(0, Origin::Memory, 1, 100), miss(0)})
            .tally;
    QCOMPARE(tally.memory, 2);
    QCOMPARE(tally.disk, 1);
    QCOMPARE(tally.database, 1);
    QCOMPARE(*tally.hitRate(), 75.0);
}

void MeasuresTest::aStaleAnswerCountsAsWhatItWasServedFrom()
{
    const Tally tally = measuresOf({staleHit()}).tally;
    QCOMPARE(tally.disk, 1);
    QCOMPARE(tally.stale, 1);
    QCOMPARE(*tally.hitRate(), 100.0);
}

void MeasuresTest::bypassedRequestsAndErrorsCountInTheirOwnColumnsOnly()
{
    const Tally tally = measuresOf(oneOfEach).tally;
    QCOMPARE(tally.bypassed, 1);
    QCOMPARE(tally.bypassedMs, 70.0);
    QCOMPARE(tally.errors, 1);
    QCOMPARE(tally.answered(), 4);
    QCOMPARE(tally.requests(), 6);
    QCOMPARE(*tally.hitRate(), 75.0);
    QCOMPARE(tally.responseMs, 1.0 + 10 + 4 + 90);
}

void MeasuresTest::withNothingButBypassedRequestsThereIsNoRate()
{
    QVERIFY(!measuresOf({request(0, Origin::Bypassed, 70), failed(0)}).tally.hitRate());
}

void MeasuresTest::savedIsTheDatabasesTimeLessTheTimeOfTheHits()
{
    QCOMPARE(measuresOf(oneOfEach).tally.savedMs, (100.0 - 1) + (100 - 10) + (100 - 4));
}

void MeasuresTest::aHitSlowerThanTheDatabaseSavesLessThanNothing()
{
    QCOMPARE(measuresOf({request(0, Origin::Disk, 30, 5)}).tally.savedMs, -25.0);
}

void MeasuresTest::aRequestWithoutAnEstimateSavesNothing()
{
    const Tally tally = measuresOf({request(0, Origin::Memory, 3)}).tally;
    QCOMPARE(tally.memory, 1);
    QCOMPARE(tally.savedMs, 0.0);
    QCOMPARE(tally.unpriced, 1);
    QCOMPARE(tally.uncachedMs, 3.0);
}

void MeasuresTest::missesCostTheSameWithoutTheCache()
{
    const Tally tally = measuresOf(oneOfEach).tally;
    QCOMPARE(tally.uncachedMs, 100.0 + 100 + 100 + 80);
}

void MeasuresTest::responseTimesAreOfAnswersOnly()
{
    const Measures measures = measuresOf(oneOfEach);
    QCOMPARE(measures.cached().count(), 3);
    QCOMPARE(measures.cached().sumMs(), 15.0);
    QCOMPARE(measures.database.count(), 2); // the bypassed one asked the database too
    QCOMPARE(measures.database.sumMs(), 160.0);
}

void MeasuresTest::missesAreCountedByTheirReason()
{
    const MissReasons misses =
        measuresOf({missed(MissReason::First), missed(MissReason::Expired),
                    missed(MissReason::Expired), missed(MissReason::Evicted),
                    missed(MissReason::Invalidated), missed(MissReason::MonitorInvalidated),
                    missed(MissReason::MonitorInvalidated), missed(MissReason::Error)})
            .tally.misses;
    QCOMPARE(misses, (MissReasons{1, 2, 1, 2, 1, 1}));
    QCOMPARE(misses.sum(), 8);
}

void MeasuresTest::requestsThatBypassedTheCacheHaveNoReason()
{
    AccessRecord bypassed = request(0, Origin::Bypassed, 70);
    bypassed.reason = MissReason::SwitchedOff;
    const Tally tally = measuresOf({bypassed, failed(0)}).tally;
    QCOMPARE(tally.bypassed, 1);
    QCOMPARE(tally.errors, 1);
    QCOMPARE(tally.misses.sum(), 0);
}

void MeasuresTest::whoSharedAQueryIsAMissThatSparedOne()
{
    AccessRecord follower = miss(0);
    follower.shared = true;
    const Tally tally = measuresOf({miss(0), follower, follower}).tally;
    QCOMPARE(tally.database, 3);
    QCOMPARE(tally.shared, 2);
    QVERIFY(!follower.measured());
}

void MeasuresTest::aRenewalIsNoRequestButCostsItsQuery()
{
    AccessRecord renewal = miss(0);
    renewal.renewal = true;
    const Tally tally = measuresOf({renewal, renewal, hit(0)}).tally;
    QCOMPARE(tally.requests(), 1);
    QCOMPARE(tally.renewed, 2);
    QCOMPARE(tally.savedMs, 99.0 - 200);
    QVERIFY(renewal.measured());
}

void MeasuresTest::theTiersTimesAreKeptApart()
{
    const Measures measures = measuresOf(oneOfEach);
    QCOMPARE(measures.memory.sumMs(), 1.0);
    QCOMPARE(measures.disk.sumMs(), 14.0);
    QCOMPARE(measures.either.count(), 0);
}

void MeasuresTest::theTallyAloneIsReadWithoutTheRest()
{
    const Measures measures = measuresOf(oneOfEach);
    QCOMPARE(Measures::tallyOf(measures.encoded()).value(), measures.tally);
    QVERIFY(!Measures::tallyOf(measures.encoded().first(20)));
    QVERIFY(!Measures::tallyOf("\x7f"));
}

void MeasuresTest::whatWasStoredBeforeThereWereReasonsIsStillRead()
{
    LatencyHistogram times;
    times.add(2);
    ByteWriter writer;
    writer.byte(1);
    for (const quint64 count : {10, 5, 3, 1, 2, 0, 7})
        writer.varint(count);
    for (const double sum : {400.0, 90.0, 1500.0, 1900.0})
        writer.real(sum);
    times.write(writer);
    times.write(writer);
    Measures read;
    QVERIFY(read.addEncoded(writer.take()));
    QCOMPARE(read.tally.memory, 10);
    QCOMPARE(read.tally.evicted, 7);
    QCOMPARE(read.tally.savedMs, 1500.0);
    QCOMPARE(read.tally.misses.sum(), 0);
    QCOMPARE(read.cached(), times);
    QCOMPARE(read.database, times);
    Measures again;
    QVERIFY(again.addEncoded(read.encoded()));
    QCOMPARE(again, read);
}

void MeasuresTest::theCodecGivesBackWhatWasEncoded()
{
    Measures measures = measuresOf(oneOfEach);
    measures.tally.evicted = 1'000'000'000'000;
    measures.tally.savedMs = -0.1; // no short decimal: must come back to the last bit
    Measures read;
    QVERIFY(read.addEncoded(measures.encoded()));
    QCOMPARE(read, measures);
    QVERIFY(read.addEncoded(measures.encoded()));
    QCOMPARE(read.tally.memory, 2);
}

void MeasuresTest::damagedBytesAddNothing()
{
    const QByteArray good = measuresOf(oneOfEach).encoded();
    Measures into;
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY(!into.addEncoded(good.first(length)));
    QVERIFY(!into.addEncoded(good + 'x'));
    QVERIFY(!into.addEncoded("\x7f" + good.sliced(1)));
    QVERIFY(!into.addEncoded(QByteArray(200, '\xff')));
    QCOMPARE(into, Measures());
}

QTEST_GUILESS_MAIN(MeasuresTest)
#include "measurestest.moc"
