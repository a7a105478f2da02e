// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/ownhistory.h"
#include "support/fakeclock.h"
#include "support/quiet.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

} // namespace

/// What counters grew by while somebody looked becomes a history that outlives the program.
class OwnHistoryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void countsWhatCountersGrewBy();
    void answersWhileItIsKept();
    void hasNothingFromBeforeItWasAttached();
    void goesOnAfterTheProgramWasRestarted();
    void spreadsWhatCameOverAllTheTimeInBetween();
    void leavesAGapWhereNobodyLooked();
    void leavesAGapWhileNobodyAsked();
    void countsNothingWhereACounterWentBack();
    void oneAnswerOutOfOrderIsNoSpike();
    void tellsServicesApart();
    void countsOnceWhatTwoProgramsSaw();
    void beginsAnewWhereTheClockWasSetBack();
    void comparesWithTheTimeBefore();
    void keepsLongStepsLonger();
    void takesNoThreadBeforeItIsNeeded();
    void saysWhyItCannotKeepOne_data();
    void saysWhyItCannotKeepOne();

private:
    void tell(qint64 hits, qint64 misses, const QString& place = u"https://one/api"_s);
    /// As another run of the program reads it.
    [[nodiscard]] Result<History> later(Range range, const QString& place = u"https://one/api"_s);
    [[nodiscard]] static Result<History> read(OwnHistory& kept, Range range, const QString& place);
    void start() { m_kept = std::make_unique<OwnHistory>(m_folder->path(), m_clock); }

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<OwnHistory> m_kept;
};

void OwnHistoryTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<FakeClock>(1'790'000'000'000 / hourMs * hourMs + hourMs / 2);
    start();
}

void OwnHistoryTest::cleanup()
{
    m_kept.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void OwnHistoryTest::tell(qint64 hits, qint64 misses, const QString& place)
{
    Stats stats;
    stats.hits = hits;
    stats.misses = misses;
    m_kept->note(place, stats);
}

Result<History> OwnHistoryTest::read(OwnHistory& kept, Range range, const QString& place)
{
    const auto answer = kept.history(place, {range});
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000))
        return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
    return answer.result();
}

Result<History> OwnHistoryTest::later(Range range, const QString& place)
{
    m_kept.reset();
    start();
    return read(*m_kept, range, place);
}

void OwnHistoryTest::countsWhatCountersGrewBy()
{
    tell(100, 50);
    m_clock->advanceMs(10 * secondMs);
    tell(130, 60);
    const auto history = later(Range::minutes(5));
    QVERIFY(history);
    QCOMPARE(history->stepMs, 10 * secondMs);
    QCOMPARE(history->points.size(), size_t(1));
    QCOMPARE(history->points[0].startMs, m_clock->wallMs() - 10 * secondMs);
    QCOMPARE(history->total.disk, 30);
    QCOMPARE(history->total.database, 10);
    QCOMPARE(history->total.hitRate().value(), 75.0);
    QCOMPARE(history->total.requests(), 40);
    QVERIFY(history->types.empty());
    QVERIFY(history->countsOnly.value().contains(u"counted this itself"));
}

void OwnHistoryTest::answersWhileItIsKept()
{
    tell(100, 50);
    m_clock->advanceMs(10 * secondMs);
    tell(130, 60);
    const auto hits = [this] {
        m_clock->advanceMs(5 * secondMs); // it is written every few seconds
        return read(*m_kept, Range::hours(1), u"https://one/api"_s)->total.disk;
    };
    QTRY_COMPARE(hits(), 30);
}

void OwnHistoryTest::hasNothingFromBeforeItWasAttached()
{
    tell(100, 50);
    const auto history = later(Range::hours(1));
    QVERIFY(history);
    QVERIFY(history->points.empty());
    QCOMPARE(history->total, Tally{});
    QCOMPARE(history->toMs - history->fromMs, hourMs);
}

void OwnHistoryTest::goesOnAfterTheProgramWasRestarted()
{
    tell(100, 50);
    QVERIFY(later(Range::hours(1)));
    m_clock->advanceMs(minuteMs);
    tell(160, 50);
    QCOMPARE(later(Range::hours(1))->total.disk, 60);
    m_clock->advanceMs(minuteMs);
    tell(160, 80);
    const auto history = later(Range::hours(1));
    QCOMPARE(history->total.disk, 60);
    QCOMPARE(history->total.database, 30);
}

void OwnHistoryTest::spreadsWhatCameOverAllTheTimeInBetween()
{
    m_clock->advanceMs(3 * secondMs); // amid a step
    tell(0, 0);
    m_clock->advanceMs(minuteMs);
    tell(1000, 7);
    const auto history = later(Range::minutes(5));
    QCOMPARE(history->points.size(), size_t(7));
    for (size_t i = 1; i < history->points.size(); ++i) {
        QCOMPARE(history->points[i].startMs - history->points[i - 1].startMs, history->stepMs);
        QVERIFY(history->points[i].tally.disk > 0);
    }
    QCOMPARE(history->points[0].tally.disk, 116); // 7 of 10 seconds
    QCOMPARE(history->total.disk, 1000);
    QCOMPARE(history->total.database, 7);
    QCOMPARE(later(Range::days(2))->total.disk, 1000);
}

void OwnHistoryTest::leavesAGapWhereNobodyLooked()
{
    tell(0, 0);
    m_clock->advanceMs(10 * secondMs);
    tell(10, 0);
    m_clock->advanceMs(10 * minuteMs);
    tell(5000, 0);
    m_clock->advanceMs(10 * secondMs);
    tell(5020, 0);
    const auto history = later(Range::hours(1));
    QCOMPARE(history->points.size(), size_t(2));
    QCOMPARE_GE(history->points[1].startMs - history->points[0].startMs, 9 * minuteMs);
    QCOMPARE(history->total.disk, 30);
}

void OwnHistoryTest::leavesAGapWhileNobodyAsked()
{
    for (const qint64 hits : {0, 10, 10, 10, 20}) {
        tell(hits, 0);
        m_clock->advanceMs(10 * secondMs);
    }
    const auto history = later(Range::minutes(5));
    QCOMPARE(history->points.size(), size_t(2));
    QCOMPARE(history->points[1].startMs - history->points[0].startMs, 30 * secondMs);
}

void OwnHistoryTest::countsNothingWhereACounterWentBack()
{
    tell(1000, 500);
    m_clock->advanceMs(10 * secondMs);
    tell(5, 700); // one is enough
    m_clock->advanceMs(10 * secondMs);
    tell(8, 702);
    m_clock->advanceMs(10 * secondMs);
    tell(3, 1);
    m_clock->advanceMs(10 * secondMs);
    tell(13, 5);
    const auto history = later(Range::minutes(5));
    QCOMPARE(history->total.disk, 3 + 10);
    QCOMPARE(history->total.database, 2 + 4);
}

/// As a late answer does, or a worker with counters of its own.
void OwnHistoryTest::oneAnswerOutOfOrderIsNoSpike()
{
    tell(1'000'000, 500'000);
    m_clock->advanceMs(10 * secondMs);
    tell(1'000'040, 500'010);
    m_clock->advanceMs(10 * secondMs);
    tell(1'000'020, 500'005);
    m_clock->advanceMs(10 * secondMs);
    tell(1'000'060, 500'015);
    const auto history = later(Range::minutes(5));
    QCOMPARE(history->total.disk, 80);
    QCOMPARE(history->total.database, 20);
}

void OwnHistoryTest::tellsServicesApart()
{
    const QString other = u"https://one/api?server=7"_s;
    tell(0, 0);
    tell(1000, 0, other);
    m_clock->advanceMs(10 * secondMs);
    tell(1, 0);
    tell(1002, 0, other);
    QCOMPARE(later(Range::minutes(5))->total.disk, 1);
    QCOMPARE(later(Range::minutes(5), other)->total.disk, 2);
    QVERIFY(later(Range::minutes(5), u"https://two/api"_s)->points.empty());
}

void OwnHistoryTest::countsOnceWhatTwoProgramsSaw()
{
    tell(100, 0);
    QVERIFY(later(Range::hours(1)));
    OwnHistory other(m_folder->path(), m_clock);
    Stats stats;
    for (int i = 1; i <= 6; ++i) {
        m_clock->advanceMs(10 * secondMs);
        stats.hits = 100 + i;
        (i % 2 == 0 ? *m_kept : other).note(u"https://one/api"_s, stats);
    }
    QVERIFY(read(other, Range::hours(1), u"https://one/api"_s));
    m_clock->advanceMs(10 * secondMs);
    tell(107, 0);
    QCOMPARE(later(Range::hours(1))->total.disk, 7);
}

void OwnHistoryTest::beginsAnewWhereTheClockWasSetBack()
{
    tell(100, 0);
    m_kept.reset();
    start();
    m_clock->setWallMs(m_clock->wallMs() - dayMs);
    tell(150, 0);
    m_clock->advanceMs(10 * secondMs);
    tell(160, 0);
    QCOMPARE(later(Range::hours(1))->total.disk, 10);
}

void OwnHistoryTest::comparesWithTheTimeBefore()
{
    tell(0, 0);
    m_clock->advanceMs(minuteMs);
    tell(7, 3);
    m_clock->advanceMs(minuteMs);
    tell(27, 3);
    m_clock->advanceMs(4 * minuteMs - 10 * secondMs);
    const auto history = later(Range::minutes(5));
    QCOMPARE(history->total.disk, 20);
    QCOMPARE(history->previous.disk, 7);
    QCOMPARE(history->previous.database, 3);
}

void OwnHistoryTest::keepsLongStepsLonger()
{
    const qint64 beginMs = m_clock->wallMs();
    tell(0, 0);
    m_clock->advanceMs(10 * secondMs);
    tell(40, 0);
    const auto then = [&] { return later(Range{hourMs, beginMs + hourMs / 2}); };
    QCOMPARE(then()->stepMs, 10 * secondMs);
    m_clock->advanceMs(2 * dayMs);
    tell(100, 0); // what is past its time goes
    QCOMPARE(then()->stepMs, minuteMs);
    QCOMPARE(then()->total.disk, 40);
    m_clock->advanceMs(100 * dayMs);
    tell(100, 0);
    QCOMPARE(then()->stepMs, hourMs);
    QCOMPARE(then()->total.disk, 40);
    m_clock->advanceMs(400 * dayMs);
    tell(100, 0);
    QCOMPARE(then()->total.disk, 0);
}

void OwnHistoryTest::takesNoThreadBeforeItIsNeeded()
{
    const QDir threads(u"/proc/self/task"_s);
    if (!threads.exists())
        QSKIP("threads can't be counted here");
    const auto number = [&] { return threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); };
    const auto before = number();
    OwnHistory kept(m_folder->path(), m_clock);
    QCOMPARE(number(), before);
    kept.note(u"https://one/api"_s, {});
    QCOMPARE(number(), before + 1);
}

void OwnHistoryTest::saysWhyItCannotKeepOne_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isInTheWay");
    QTest::newRow("no folder can be there") << QByteArray("a file") << true;
    QTest::newRow("something else is there") << QByteArray(5000, 'x') << false;
}

void OwnHistoryTest::saysWhyItCannotKeepOne()
{
    QFETCH(const QByteArray, content);
    QFETCH(const bool, isInTheWay);
    const QString folder = m_folder->filePath(u"kept"_s);
    QVERIFY(isInTheWay || QDir().mkpath(folder));
    QFile file(isInTheWay ? folder : folder + u"/history.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    OwnHistory kept(folder, m_clock);
    kept.note(u"https://one/api"_s, {});
    const auto history = read(kept, Range::hours(1), u"https://one/api"_s);
    QCOMPARE(history.error().code, ErrorCode::NotAvailable);
    QVERIFY2(history.error().message.contains(u"none can be kept for it here: ") &&
                 history.error().message.contains(u"history.db can't be used ("),
             qPrintable(history.error().message));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::OwnHistoryTest)
#include "ownhistorytest.moc"
