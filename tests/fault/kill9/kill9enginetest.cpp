// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginework.h"
#include "killer.h"
#include "support/otherprogram.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A process that loads and invalidates through an engine is killed at random moments; an engine of
/// this process goes on where it stopped.
class Kill9EngineTest final : public QObject
{
    Q_OBJECT
    static constexpr int mostDelayUs = 10'000; ///< some rounds' time

private Q_SLOTS:
    void init();
    void cleanup();
    void noValueOutlivesAnInvalidationThatReturned();
    void aDiskThatFailsForAWhileLosesNoInvalidation_data();
    void aDiskThatFailsForAWhileLosesNoInvalidation();
    void aSecondProcessIsRefusedUntilTheFirstIsGone();

private:
    [[nodiscard]] bool open() { return m_workspace->open({}, enginework::withoutSweeping).ok(); }
    void workUntilKilled(bool sweeping);
    void workOnAFailingDisk(const QString& injection);
    void tookRounds(const QList<qint64>& returned);
    void checkEveryReport();
    void checkEveryReportIsCached(Origin origin);

    SystemClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    qint64 m_round = 0;                   ///< the next
    QHash<QByteArray, qint64> m_promised; ///< by key: no value up to this is served
    qint64 m_served = 0;
    qint64 m_refused = 0;
};

void Kill9EngineTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    m_round = m_served = m_refused = 0;
    m_promised.clear();
}

void Kill9EngineTest::cleanup()
{
    m_workspace.reset();
}

void Kill9EngineTest::workUntilKilled(bool sweeping)
{
    Killer killer("TIERWATCH_KILL9_ENGINE", {m_workspace->folder(), QString::number(m_round),
                                             sweeping ? u"sweep"_s : u"keep"_s});
    QVERIFY(killer.awaitLines(QRandomGenerator::global()->bounded(1, 25)));
    tookRounds(killer.kill(mostDelayUs));
}

/// The system calls on the cache file fail, as strace makes them.
void Kill9EngineTest::workOnAFailingDisk(const QString& injection)
{
    const QString file = m_workspace->cachePath();
    qputenv("TIERWATCH_STRACE", "strace");
    Killer killer("TIERWATCH_STRACE",
                  {u"-D"_s, u"-f"_s, u"-qq"_s, u"-o"_s, u"/dev/null"_s, u"-P"_s, file, u"-P"_s,
                   file + u"-wal"_s, u"-e"_s, u"trace="_s + injection.section(u':', 0, 0), u"-e"_s,
                   u"inject="_s + injection, qEnvironmentVariable("TIERWATCH_KILL9_ENGINE"),
                   m_workspace->folder(), QString::number(m_round), u"sweep"_s});
    QVERIFY(killer.awaitLines(40));
    tookRounds(killer.kill(mostDelayUs));
}

void Kill9EngineTest::tookRounds(const QList<qint64>& returned)
{
    for (const qint64 round : returned) {
        for (const Request& request : enginework::allReports()) {
            if (enginework::covers(enginework::scopeOf(round), request))
                m_promised[CacheKey::of(request)->text()] = round;
        }
    }
    // The round after the last that returned may have loaded, and may have invalidated.
    m_round = returned.last() + 1;
}

void Kill9EngineTest::checkEveryReport()
{
    for (const Request& request : enginework::allReports()) {
        const auto answer = m_workspace->engine().fetch(
            request, [this]() -> Result<QByteArray> { return QByteArray::number(m_round); });
        QVERIFY(answer);
        const QByteArray key = CacheKey::of(request)->text();
        QCOMPARE_GT(answer->value.toLongLong(), m_promised.value(key, -1));
        m_served += answer->origin == Origin::Disk;
        m_refused += answer->reason == MissReason::Invalidated;
    }
}

void Kill9EngineTest::checkEveryReportIsCached(Origin origin)
{
    for (const Request& request : enginework::allReports()) {
        const auto answer = m_workspace->engine().fetch(
            request, []() -> Result<QByteArray> { return QByteArray("not cached"); });
        QVERIFY(answer);
        QCOMPARE(answer->origin, origin);
    }
}

void Kill9EngineTest::noValueOutlivesAnInvalidationThatReturned()
{
    const Quiet quiet;
    for (int kill = 0; kill < 20 && !QTest::currentTestFailed(); ++kill) {
        workUntilKilled(kill % 2 == 1);
        QCOMPARE(OtherProgram(m_workspace->cachePath()).rows(u"PRAGMA integrity_check"_s),
                 QStringList{u"ok"_s});
        QVERIFY(open());
        checkEveryReport();
        checkEveryReportIsCached(Origin::Memory);
        m_workspace->engine().settle();
        m_workspace->close();
        QVERIFY(open());
        checkEveryReportIsCached(Origin::Disk);
        m_workspace->close();
        ++m_round;
    }
    // Rows of both kinds were there to be judged.
    QCOMPARE_GT(m_served, 0);
    QCOMPARE_GT(m_refused, 0);
    QUIET(quiet);
}

void Kill9EngineTest::aDiskThatFailsForAWhileLosesNoInvalidation_data()
{
    QTest::addColumn<QString>("injection");
    QTest::newRow("full") << u"pwrite64:error=ENOSPC:when=60..400"_s;
    QTest::newRow("write") << u"pwrite64:error=EIO:when=60..400"_s;
    QTest::newRow("sync") << u"fsync,fdatasync:error=EIO:when=5..40"_s;
    QTest::newRow("one sync") << u"fsync,fdatasync:error=EIO:when=8"_s;
    QTest::newRow("read") << u"pread64:error=EIO:when=60..90"_s;
}

void Kill9EngineTest::aDiskThatFailsForAWhileLosesNoInvalidation()
{
    if (QProcess::execute(u"strace"_s, {u"-o"_s, u"/dev/null"_s, u"true"_s}) != 0)
        QSKIP("strace is not installed, or may not trace here");
    QFETCH(QString, injection);
    QVERIFY(open());
    m_workspace->close();
    workOnAFailingDisk(injection);
    const Quiet quiet;
    QCOMPARE(OtherProgram(m_workspace->cachePath()).rows(u"PRAGMA quick_check"_s),
             QStringList{u"ok"_s});
    QVERIFY(open());
    checkEveryReport();
    checkEveryReportIsCached(Origin::Memory);
    m_workspace->close();
    QUIET(quiet);
}

void Kill9EngineTest::aSecondProcessIsRefusedUntilTheFirstIsGone()
{
    Killer killer("TIERWATCH_KILL9_ENGINE", {m_workspace->folder(), u"0"_s, u"sweep"_s});
    QVERIFY(killer.awaitLines(1));
    const Result<void> second = m_workspace->open();
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Locked);
    QVERIFY(second.error().message.contains(QString::number(killer.child().processId())));
    QVERIFY(killer.awaitLines(3));
    killer.kill(0);
    QVERIFY(m_workspace->open().ok());
    QVERIFY(!m_workspace->cache().isViewOnly());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::Kill9EngineTest)
#include "kill9enginetest.moc"
