// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A hundred thousand rows, as a year of use leaves them, and another program at the same file.
class SweepTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreGoneInTimeAndOthersAreLetIn();

private:
    static constexpr int rows = 100'000;

    Result<void> fill();
    /// How long the file was locked each time, in ms, in ascending order.
    [[nodiscard]] static std::vector<qint64> locksUntil(const std::atomic<bool>& over,
                                                        const QString& path);

    SystemClock m_clock;
    TempWorkspace m_workspace{m_clock};
};

Result<void> SweepTest::fill()
{
    const QString now = QString::number(m_clock.wallMs() / 1000);
    const QString numbers = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                            "WHERE i < %1) "_s.arg(rows);
    return m_workspace.cache().file().writer().run([&](Connection& connection) {
        const auto done =
            connection.exec(u"INSERT INTO cache_entries "_s + numbers +
                            u"SELECT 'key' || (i * 7919 % 1000003), 'type' || (i % 7), i % 2, "
                            "hex(zeroblob(512)), %1, %1 + 3600, 0, %1 FROM n"_s.arg(now));
        if (!done)
            return done;
        return connection.exec(
            u"INSERT INTO tw_entries SELECT rowid, cache_key, created_at, 1, NULL, "
            "NULL, 5, length(data_json), created_at, expires_at, rowid, 0 "
            "FROM cache_entries"_s);
    });
}

std::vector<qint64> SweepTest::locksUntil(const std::atomic<bool>& over, const QString& path)
{
    std::vector<qint64> locks;
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"impatient"_s);
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    if (database.open()) {
        QSqlQuery query(database);
        QElapsedTimer locked;
        while (!over) {
            if (query.exec(u"BEGIN IMMEDIATE"_s)) {
                query.exec(u"COMMIT"_s);
                if (locked.isValid())
                    locks.push_back(locked.elapsed());
                locked.invalidate();
            } else if (!locked.isValid()) {
                locked.start();
            }
            (void)QSemaphore().tryAcquire(1, 1); // as a program that does something else, too
        }
    }
    database = {};
    QSqlDatabase::removeDatabase(u"impatient"_s);
    std::ranges::sort(locks);
    return locks;
}

void SweepTest::rowsAreGoneInTimeAndOthersAreLetIn()
{
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    QSKIP("times mean nothing under a sanitizer");
#endif
    QVERIFY(m_workspace.open());
    QVERIFY(fill());
    std::atomic<bool> over = false;
    std::vector<qint64> locks;
    std::jthread other([&] { locks = locksUntil(over, m_workspace.cachePath()); });
    QElapsedTimer taken;
    taken.start();
    const auto done = m_workspace.engine().invalidate({}, u"tester"_s);
    QVERIFY(done);
    m_workspace.engine().settle();
    const qint64 sweptMs = taken.elapsed();
    over = true;
    other.join();
    QCOMPARE(OtherProgram(m_workspace.cachePath()).first(u"SELECT count(*) FROM cache_entries"_s),
             u"0"_s);
    QCOMPARE(OtherProgram(m_workspace.cachePath()).first(u"SELECT count(*) FROM tw_trash"_s),
             QString::number(rows));
    QVERIFY(!locks.empty());
    const qint64 usual = locks[locks.size() / 2];
    qInfo("%d rows swept in %lld ms; locked for %lld ms at most, %lld in half of the cases", rows,
          sweptMs, locks.back(), usual);
    // Where nothing else runs: five seconds, and no lock of 50 ms. Here others may run, too.
    QCOMPARE_LT(sweptMs, 20'000);
    QCOMPARE_LT(usual, 50);
    taken.start();
    const auto undone = m_workspace.engine().undo(done->id.value());
    QCOMPARE(undone->entries, rows);
    qInfo("back in %lld ms", taken.elapsed());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SweepTest)
#include "sweeptest.moc"
