// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/configtable.h"
#include "support/latch.h"
#include "support/quiet.h"
#include "support/testfile.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class WriterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingJobsShareATransaction();
    void aFailedJobIsUndoneAlone();
    void aFailureIsCounted();
    void runReportsItsJobsFailure();
    void jobsKeepTheirOrder();
    void aDurableJobGoesAheadWithFullSync();
    void aDurableJobWaitsForNoGroup();
    void whileADurableJobWaitsItsCallerWorks();
    void aFailedDurableJobIsUndone();
    void aShortLockOfAnotherProgramIsWaitedFor();
    void aLongLockOfAnotherProgramIsAnError();
    void aFullQueueDropsAndSaysSo();
    void pendingBytesComeBackToZero();
    void flushWaitsForEverythingPosted();
    void whatWaitsIsWrittenBeforeTheEnd();
    void manyThreadsMayPost();
};

namespace {

Writer::Job setting(const QString& key, const QString& value = u"x"_s)
{
    return [=](Connection& c) { return ConfigTable(c).set(key, value, 1000); };
}

Result<void> failing(Connection& connection)
{
    if (auto done = ConfigTable(connection).set(u"half"_s, u"done"_s, 1000); !done)
        return done;
    return Error{ErrorCode::Internal, u"this job fails"_s};
}

QStringList keys(const QString& path)
{
    return OtherProgram(path).rows(u"SELECT key FROM cache_config ORDER BY key"_s);
}

/// Holds the writer busy in one job until let go, so that what is posted meanwhile waits.
class Gate final
{
public:
    explicit Gate(Writer& writer)
    {
        const bool queued = writer.post([state = m_state](Connection&) -> Result<void> {
            state->reached.count_down();
            state->open.wait();
            return {};
        });
        if (!queued)
            qFatal("the gate was not queued");
        m_state->reached.wait();
    }
    ~Gate() { open(); }
    Q_DISABLE_COPY_MOVE(Gate)

    void open()
    {
        if (!m_state->open.try_wait())
            m_state->open.count_down();
    }

private:
    struct State
    {
        Latch reached{1};
        Latch open{1};
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace

void WriterTest::waitingJobsShareATransaction()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    Gate gate(writer);
    for (int i = 0; i < 50; ++i)
        QVERIFY(writer.post(setting(u"k%1"_s.arg(i))));
    QStringList seenFromOutside = {u"nobody looked"_s};
    QVERIFY(writer.post([&](Connection&) -> Result<void> {
        seenFromOutside = keys(cache.path());
        return {};
    }));
    gate.open();
    writer.flush();
    QCOMPARE(seenFromOutside, QStringList()); // nothing was committed before the last job
    QCOMPARE(keys(cache.path()).size(), 50);
}

void WriterTest::aFailedJobIsUndoneAlone()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    Gate gate(writer);
    QVERIFY(writer.post(setting(u"a"_s)));
    QVERIFY(writer.post(failing));
    QVERIFY(writer.post(setting(u"b"_s)));
    QVERIFY(writer.post(
        [](Connection& c) { return c.exec(u"INSERT INTO no_such_table VALUES (1)"_s); }));
    QVERIFY(writer.post(setting(u"c"_s)));
    gate.open();
    writer.flush();
    QCOMPARE(keys(cache.path()), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(writer.failedJobs(), 2);
    QUIET(quiet);
}

void WriterTest::aFailureIsCounted()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    QVERIFY(!writer.failure());
    QVERIFY(writer.post(failing));
    writer.flush();
    QCOMPARE(writer.failedJobs(), 1);
    QCOMPARE(writer.failure()->message, u"this job fails"_s);
    QVERIFY(writer.post([](Connection&) { return Result<void>(); }));
    writer.flush();
    QCOMPARE(writer.failedJobs(), 1);
    QVERIFY(!writer.failure());
    QVERIFY(keys(cache.path()).isEmpty());
}

void WriterTest::runReportsItsJobsFailure()
{
    TestFile cache;
    WORKS(cache.open());
    for (const auto durability : {Durability::Normal, Durability::Full}) {
        QCOMPARE(cache.file().writer().run(failing, durability).error().message,
                 u"this job fails"_s);
        QVERIFY(cache.file().writer().run(setting(u"a"_s), durability).ok());
    }
    QCOMPARE(keys(cache.path()), QStringList{u"a"_s});
    QCOMPARE(cache.file().writer().failedJobs(), 0); // told to whoever waited
}

void WriterTest::jobsKeepTheirOrder()
{
    TestFile cache;
    WORKS(cache.open());
    for (int i = 0; i <= 2000; ++i)
        QVERIFY(cache.file().writer().post(setting(u"last"_s, QString::number(i))));
    WORKS(cache.write(setting(u"end"_s)));
    QCOMPARE(ConfigTable(cache.reader()).find(u"last"_s).value(), u"2000"_s);
}

void WriterTest::aDurableJobGoesAheadWithFullSync()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    QString during;
    QString pages; ///< until others' changes are put into the file
    QStringList before;
    {
        Gate gate(writer);
        for (int i = 0; i < 10; ++i)
            QVERIFY(writer.post(setting(u"k%1"_s.arg(i))));
        std::jthread durable([&] {
            QVERIFY(writer
                        .run(
                            [&](Connection& c) {
                                during = c.value(u"PRAGMA synchronous"_s).value().toString();
                                pages = c.value(u"PRAGMA wal_autocheckpoint"_s).value().toString();
                                before = keys(cache.path());
                                return setting(u"barrier"_s)(c);
                            },
                            Durability::Full)
                        .ok());
        });
        QTRY_COMPARE(writer.pendingJobs(), 12);
        QVERIFY(writer.isAwaited());
        gate.open();
    }
    writer.flush();
    QCOMPARE(during, u"2"_s);
    QCOMPARE(pages, u"0"_s);
    QVERIFY(!writer.isAwaited());
    QVERIFY(before.isEmpty());
    QString after;
    WORKS(cache.write([&](Connection& c) -> Result<void> {
        after = c.value(u"PRAGMA synchronous"_s).value().toString();
        pages = c.value(u"PRAGMA wal_autocheckpoint"_s).value().toString();
        return {};
    }));
    QCOMPARE(after, u"1"_s);
    QCOMPARE(pages, QString::number(Connection::checkpointPages));
    QCOMPARE(keys(cache.path()).size(), 11);
}

void WriterTest::whileADurableJobWaitsItsCallerWorks()
{
    TestFile cache;
    WORKS(cache.open());
    Gate gate(cache.file().writer());
    bool written = false;
    int worked = 0;
    const auto done = cache.file().writer().run(
        [&](Connection& c) {
            written = true;
            return setting(u"barrier"_s)(c);
        },
        Durability::Full,
        [&] {
            worked += written ? 0 : 1;
            gate.open(); // had it waited for the job first, nobody would
        });
    QVERIFY(done);
    QCOMPARE(worked, 1);
    QCOMPARE(keys(cache.path()), QStringList{u"barrier"_s});
}

void WriterTest::aDurableJobWaitsForNoGroup()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    Latch midway{1};
    Latch goOn{1};
    {
        const Gate gate(writer);
        QVERIFY(writer.post(setting(u"first"_s)));
        QVERIFY(writer.post([&](Connection&) -> Result<void> {
            midway.count_down();
            goOn.wait();
            return {};
        }));
        for (int i = 0; i < 10; ++i)
            QVERIFY(writer.post(setting(u"k%1"_s.arg(i))));
    }
    midway.wait();
    QStringList before;
    const auto look = [&](Connection&) -> Result<void> {
        before = keys(cache.path());
        return {};
    };
    std::jthread durable([&] { QVERIFY(writer.run(look, Durability::Full).ok()); });
    QTRY_COMPARE(writer.pendingJobs(), 13);
    goOn.count_down();
    durable.join();
    QCOMPARE(before, QStringList{u"first"_s});
    writer.flush();
    QCOMPARE(keys(cache.path()).size(), 11);
}

void WriterTest::aFailedDurableJobIsUndone()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(!cache.file().writer().run(failing, Durability::Full));
    QVERIFY(keys(cache.path()).isEmpty());
    WORKS(cache.write(setting(u"a"_s)));
    QCOMPARE(keys(cache.path()), QStringList{u"a"_s});
}

void WriterTest::aShortLockOfAnotherProgramIsWaitedFor()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QVERIFY(other.exec(
        {u"BEGIN IMMEDIATE"_s, u"INSERT INTO cache_config VALUES ('theirs', 'x', 1)"_s}));
    Latch asked(1);
    Result<void> done;
    {
        std::jthread waiting([&] {
            asked.count_down();
            done = cache.file().writer().run(setting(u"ours"_s), Durability::Full);
        });
        asked.wait();
        QVERIFY(other.exec({u"COMMIT"_s}));
    }
    QVERIFY(done.ok());
    QCOMPARE(keys(cache.path()), (QStringList{u"ours"_s, u"theirs"_s}));
    QUIET(quiet);
}

void WriterTest::aLongLockOfAnotherProgramIsAnError()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"cache.db"_s);
    FakeClock clock;
    auto file = CacheFile::open({path, CacheFileOptions::Mode::ReadWrite, 50}, clock);
    QVERIFY(file.ok());
    OtherProgram other(path);
    QVERIFY(other.exec({u"BEGIN IMMEDIATE"_s}));
    for (const auto durability : {Durability::Normal, Durability::Full}) {
        const auto done = (*file)->writer().run(setting(u"ours"_s), durability);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Locked);
    }
    QVERIFY(other.exec({u"COMMIT"_s}));
    QVERIFY((*file)->writer().run(setting(u"ours"_s)).ok());
}

void WriterTest::aFullQueueDropsAndSaysSo()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    Gate gate(writer);
    QVERIFY(writer.post(setting(u"large"_s), Writer::maxWaitingBytes));
    QVERIFY(!writer.post(setting(u"one byte too many"_s), 1));
    for (size_t i = 1; i < Writer::maxWaitingJobs; ++i) {
        if (!writer.post(setting(u"many"_s)))
            QFAIL("the queue was full too early");
    }
    QVERIFY(!writer.post(setting(u"one too many"_s)));
    gate.open();
    writer.flush();
    QCOMPARE(keys(cache.path()), (QStringList{u"large"_s, u"many"_s}));
    QVERIFY(writer.post(setting(u"again"_s)));
}

void WriterTest::pendingBytesComeBackToZero()
{
    TestFile cache;
    WORKS(cache.open());
    Writer& writer = cache.file().writer();
    Gate gate(writer);
    QVERIFY(writer.post(setting(u"a"_s), 1000));
    QVERIFY(writer.post(failing, 500));
    QCOMPARE(writer.pendingBytes(), 1500);
    gate.open();
    writer.flush();
    QCOMPARE(writer.pendingBytes(), 0);
}

void WriterTest::flushWaitsForEverythingPosted()
{
    TestFile cache;
    WORKS(cache.open());
    cache.file().writer().flush(); // nothing to wait for
    for (int i = 0; i < 3000; ++i)
        QVERIFY(cache.file().writer().post(setting(u"k%1"_s.arg(i))));
    cache.file().writer().flush();
    QCOMPARE(keys(cache.path()).size(), 3000);
}

void WriterTest::whatWaitsIsWrittenBeforeTheEnd()
{
    TestFile cache;
    WORKS(cache.open());
    for (int i = 0; i < 3000; ++i)
        QVERIFY(cache.file().writer().post(setting(u"k%1"_s.arg(i))));
    cache.close();
    QCOMPARE(keys(cache.path()).size(), 3000);
}

void WriterTest::manyThreadsMayPost()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 100; ++i)
                    QVERIFY(cache.file().writer().post(setting(u"%1-%2"_s.arg(t).arg(i))));
                QVERIFY(cache.file().writer().run(setting(u"end%1"_s.arg(t))).ok());
            });
        }
    }
    QCOMPARE(keys(cache.path()).size(), 808);
    QUIET(quiet);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::WriterTest)
#include "writertest.moc"
