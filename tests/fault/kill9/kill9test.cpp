// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierstable.h"
#include "support/quiet.h"
#include "support/testfile.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A process that writes entries and barriers is killed at random moments, as by kill -9.
class Kill9Test final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barriersThatReturnedOutliveAKill();

private:
    /// Runs the writing process until it has reported some barriers, and kills it.
    [[nodiscard]] QList<qint64> writeUntilKilled(const QString& path, qint64 firstStamp, int lines);
    void check(TestFile& cache, const QList<qint64>& returned);
};

namespace {

QList<qint64> stampsIn(const QByteArray& output)
{
    QList<qint64> stamps;
    for (const QByteArray& line : output.first(output.lastIndexOf('\n') + 1).split('\n')) {
        if (!line.isEmpty())
            stamps.append(line.toLongLong());
    }
    return stamps;
}

} // namespace

QList<qint64> Kill9Test::writeUntilKilled(const QString& path, qint64 firstStamp, int lines)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(qEnvironmentVariable("TIERWATCH_KILL9_CHILD"), {path, QString::number(firstStamp)});
    QByteArray output;
    while (output.count('\n') < lines && child.waitForReadyRead(20'000))
        output += child.readAllStandardOutput();
    child.kill();
    child.waitForFinished();
    output += child.readAllStandardOutput();
    return stampsIn(output);
}

void Kill9Test::check(TestFile& cache, const QList<qint64>& returned)
{
    QCOMPARE(OtherProgram(cache.path()).rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    WORKS(cache.open());
    const auto barriers = BarriersTable(cache.reader()).all();
    QVERIFY(barriers.ok());
    QSet<qint64> kept;
    for (const StoredBarrier& barrier : *barriers)
        kept.insert(barrier.reach.stamp);
    for (const qint64 stamp : returned)
        QVERIFY2(kept.contains(stamp), qPrintable(u"barrier %1 is lost"_s.arg(stamp)));
    const auto sizes = EntriesTable(cache.reader()).sizes(0);
    QVERIFY(sizes.ok());
    cache.close();
    OtherProgram other(cache.path());
    QCOMPARE(
        u"%1|%2"_s.arg(sizes->entries).arg(sizes->bytes),
        other.first(u"SELECT count(*), coalesce(sum(length(data_json)), 0) FROM cache_entries"_s));
    QCOMPARE(other.first(u"SELECT count(*) FROM cache_entries e JOIN tw_entries t "
                         "USING (cache_key, created_at)"_s),
             QString::number(sizes->entries));
}

void Kill9Test::barriersThatReturnedOutliveAKill()
{
    const Quiet quiet;
    TestFile cache;
    QList<qint64> returned;
    for (int round = 0; round < 20; ++round) {
        const int lines = QRandomGenerator::global()->bounded(1, 40);
        const QList<qint64> stamps =
            writeUntilKilled(cache.path(), 1 + (returned.isEmpty() ? 0 : returned.last()), lines);
        QVERIFY(stamps.size() >= lines);
        returned += stamps;
        check(cache, returned);
        if (QTest::currentTestFailed())
            return;
    }
    QUIET(quiet);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::Kill9Test)
#include "kill9test.moc"
