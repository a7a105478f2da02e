// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "killer.h"
#include "storage/barrierstable.h"
#include "support/quiet.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A process that writes entries and barriers is killed at random moments, as by kill -9.
class Kill9Test final : public QObject
{
    Q_OBJECT
    static constexpr int mostDelayUs = 10'000; ///< some barriers' time

private Q_SLOTS:
    void barriersThatReturnedOutliveAKill();

private:
    void check(TestFile& cache, const QList<qint64>& returned);
};

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
        const qint64 first = 1 + (returned.isEmpty() ? 0 : returned.last());
        Killer killer("TIERWATCH_KILL9_CHILD", {cache.path(), QString::number(first)});
        QVERIFY(killer.awaitLines(lines));
        returned += killer.kill(mostDelayUs);
        check(cache, returned);
        if (QTest::currentTestFailed())
            return;
    }
    QUIET(quiet);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::Kill9Test)
#include "kill9test.moc"
