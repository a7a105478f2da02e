// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/recorder.h"

#include "records.h"
#include "support/latch.h"

#include <QTest>

#include <thread>

using namespace tierwatch;
using namespace tierwatch::test;

class RecorderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRecordComesOutAsItWentIn();
    void recordsOfAThreadKeepTheirOrder();
    void nothingIsLostUncountedHoweverManyThreads();
    void aFullRingDropsAndCounts();
    void aRingIsUsableAgainAfterDraining();
    void recordsOfAnEndedThreadAreDrainedThenItsRingIsFreed();
    void aThreadMayOutliveTheRecorder();
    void oneThreadServesSeveralRecorders();
    void wakesOnceWhenARingPassesItsWatermark();
    void someHitsOfAnyMsAreSampled();
};

void RecorderTest::aRecordComesOutAsItWentIn()
{
    Recorder recorder;
    AccessRecord record = request(42, Origin::Disk, 1.5F, 80, 3);
    record.companyId = 7;
    record.userId = 9;
    record.stale = true;
    recorder.record(record);
    std::vector<AccessRecord> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), std::size_t(1));
    QCOMPARE(drained[0].wallMs, 42);
    QCOMPARE(drained[0].companyId, std::optional<qint64>(7));
    QCOMPARE(drained[0].userId, 9U);
    QCOMPARE(drained[0].typeId, 3U);
    QCOMPARE(drained[0].origin, Origin::Disk);
    QVERIFY(drained[0].stale);
    recorder.drain(drained);
    QCOMPARE(drained.size(), std::size_t(1));
}

void RecorderTest::recordsOfAThreadKeepTheirOrder()
{
    Recorder recorder;
    std::vector<AccessRecord> drained;
    for (qint64 i = 0; i < 10'000; ++i) {
        recorder.record(hit(i));
        if (i % 777 == 0)
            recorder.drain(drained);
    }
    recorder.drain(drained);
    QCOMPARE(drained.size(), std::size_t(10'000));
    for (std::size_t i = 0; i < drained.size(); ++i)
        QCOMPARE(drained[i].wallMs, static_cast<qint64>(i));
}

void RecorderTest::nothingIsLostUncountedHoweverManyThreads()
{
    constexpr quint64 threadCount = 16;
    constexpr quint64 each = 50'000;
    Recorder recorder;
    std::vector<quint64> perThread(threadCount, 0);
    quint64 outOfOrder = 0;
    std::vector<qint64> last(threadCount, -1);
    const auto drain = [&] {
        std::vector<AccessRecord> drained;
        recorder.drain(drained);
        for (const AccessRecord& record : drained) {
            ++perThread[record.typeId];
            outOfOrder += record.wallMs <= last[record.typeId] ? 1 : 0;
            last[record.typeId] = record.wallMs;
        }
    };
    std::atomic<quint64> running{threadCount};
    std::vector<std::jthread> threads;
    for (quint32 t = 0; t < threadCount; ++t)
        threads.emplace_back([&, t] {
            for (quint64 i = 0; i < each; ++i)
                recorder.record(hit(static_cast<qint64>(i), t));
            --running;
        });
    while (running > 0)
        drain();
    threads.clear();
    drain();
    quint64 drained = 0;
    for (const quint64 count : perThread)
        drained += count;
    QCOMPARE(drained + recorder.dropped(), threadCount * each);
    QCOMPARE(outOfOrder, 0U);
    QVERIFY(drained > 0);
}

void RecorderTest::aFullRingDropsAndCounts()
{
    Recorder recorder;
    for (quint64 i = 0; i < RecordRing::capacity + 5; ++i)
        recorder.record(hit(static_cast<qint64>(i)));
    QCOMPARE(recorder.dropped(), 5U);
    std::vector<AccessRecord> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), RecordRing::capacity);
    QCOMPARE(drained.front().wallMs, 0); // the oldest stay
}

void RecorderTest::aRingIsUsableAgainAfterDraining()
{
    Recorder recorder;
    std::vector<AccessRecord> drained;
    for (int round = 0; round < 3; ++round) {
        for (quint64 i = 0; i < RecordRing::capacity; ++i)
            recorder.record(hit(0));
        recorder.drain(drained);
    }
    QCOMPARE(recorder.dropped(), 0U);
    QCOMPARE(drained.size(), 3 * RecordRing::capacity);
}

void RecorderTest::recordsOfAnEndedThreadAreDrainedThenItsRingIsFreed()
{
    Recorder recorder;
    for (int i = 0; i < 20; ++i)
        std::jthread([&] { recorder.record(hit(i)); }).join();
    QCOMPARE(recorder.threads(), std::size_t(20));
    std::vector<AccessRecord> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), std::size_t(20));
    QCOMPARE(recorder.threads(), std::size_t(0));
}

void RecorderTest::aThreadMayOutliveTheRecorder()
{
    auto first = std::make_unique<Recorder>();
    auto second = std::make_unique<Recorder>();
    test::Latch recorded(1);
    test::Latch gone(1);
    std::jthread thread([&] {
        first->record(hit(1));
        recorded.count_down();
        gone.wait();
        second->record(hit(2));
    });
    recorded.wait();
    first.reset();
    gone.count_down();
    thread.join();
    std::vector<AccessRecord> drained;
    second->drain(drained);
    QCOMPARE(drained.size(), std::size_t(1));
    QCOMPARE(drained[0].wallMs, 2);
}

void RecorderTest::oneThreadServesSeveralRecorders()
{
    Recorder odd;
    Recorder even;
    for (qint64 i = 0; i < 1000; ++i)
        (i % 2 ? odd : even).record(hit(i));
    std::vector<AccessRecord> drained;
    odd.drain(drained);
    QCOMPARE(drained.size(), std::size_t(500));
    for (const AccessRecord& record : drained)
        QCOMPARE(record.wallMs % 2, 1);
    QCOMPARE(odd.threads(), std::size_t(1));
    QCOMPARE(even.threads(), std::size_t(1));
}

void RecorderTest::wakesOnceWhenARingPassesItsWatermark()
{
    int woken = 0;
    Recorder recorder([&] { ++woken; });
    for (quint64 i = 1; i < RecordRing::watermark; ++i)
        recorder.record(hit(0));
    QCOMPARE(woken, 0);
    recorder.record(hit(0));
    QCOMPARE(woken, 1);
    for (quint64 i = 0; i < RecordRing::watermark; ++i)
        recorder.record(hit(0));
    QCOMPARE(woken, 1);
}

void RecorderTest::someHitsOfAnyMsAreSampled()
{
    Recorder recorder;
    const auto sampledOf = [&](int hits, qint64 steadyMs) {
        int sampled = 0;
        for (int i = 0; i < hits; ++i)
            sampled += recorder.samples(steadyMs) ? 1 : 0;
        return sampled;
    };
    QCOMPARE(sampledOf(10, 1), 10);
    QCOMPARE(sampledOf(100'000, 2), RecordRing::samplesAMs);
    QCOMPARE(sampledOf(10, 2), 0);
    QCOMPARE(sampledOf(10, 3), 10);
}

QTEST_GUILESS_MAIN(RecorderTest)
#include "recordertest.moc"
