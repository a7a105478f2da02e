// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entriestable.h"
#include "support/otherprogram.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class EntryTraceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowTellsAllButItsValue();
    void aRowOfAnotherProgramHasNoStamp();
    void theNewestOfTheTrashIsTold();
    void aFileThatIsOnlyViewedAndLacksOurTablesIsRead();
    void aViewedFileOfAnOlderVersionIsRead();
};

namespace {

StoredEntry entry()
{
    StoredEntry entry;
    entry.key = "k";
    entry.type = u"invoices"_s;
    entry.companyId = 3;
    entry.value = "{\"a\":1}";
    entry.createdMs = 1'790'000'000'000;
    entry.expiresMs = 1'790'000'060'000;
    entry.stamp = 17;
    entry.username = u"ana"_s;
    entry.tags = {u"finance"_s, u"slow"_s};
    entry.loadMs = 12.5;
    entry.graceMs = 5000;
    return entry;
}

} // namespace

void EntryTraceTest::aRowTellsAllButItsValue()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) {
        (void)EntriesTable(connection).put(entry());
        return EntriesTable(connection).touch("k", 4, 1'790'000'030'000);
    }));
    const auto row = EntriesTable(cache.reader()).trace("k")->row;
    QVERIFY(row);
    QCOMPARE(row->type, u"invoices"_s);
    QCOMPARE(row->companyId.value(), 3);
    QCOMPARE(row->createdMs, 1'790'000'000'000);
    QCOMPARE(row->expiresMs, 1'790'000'060'000);
    QCOMPARE(row->keptUntilMs.value(), 1'790'000'065'000);
    QCOMPARE(row->stamp.value(), 17);
    QCOMPARE(row->username.value(), u"ana"_s);
    QCOMPARE(row->tags, QStringList({u"finance"_s, u"slow"_s}));
    QCOMPARE(row->loadMs.value(), 12.5);
    QCOMPARE(row->size, 7);
    QCOMPARE(row->hits, 4);
    QCOMPARE(row->lastUsedMs.value(), 1'790'000'030'000);
    const auto other = EntriesTable(cache.reader()).trace("other");
    QVERIFY(other && !other->row && !other->trashed);
}

void EntryTraceTest::aRowOfAnotherProgramHasNoStamp()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(OtherProgram(cache.path())
                .exec({u"INSERT INTO cache_entries VALUES ('k', 't', NULL, 'é', 100, 200, NULL, "
                       "NULL)"_s}));
    const auto row = EntriesTable(cache.reader()).trace("k")->row;
    QVERIFY(row && !row->stamp && !row->companyId && !row->keptUntilMs && !row->lastUsedMs);
    QCOMPARE(row->size, 2);
    QCOMPARE(row->hits, 0);
}

void EntryTraceTest::theNewestOfTheTrashIsTold()
{
    TestFile cache;
    WORKS(cache.open());
    for (const qint64 stamp : {20, 30})
        WORKS(cache.write([stamp](Connection& connection) -> Result<void> {
            StoredEntry one = entry();
            one.stamp = stamp - 1;
            (void)EntriesTable(connection).put(one);
            const auto moved =
                EntriesTable(connection).moveToTrash({.companyId = 3}, {stamp, one.createdMs}, 10);
            return moved ? Result<void>() : moved.error();
        }));
    const auto trace = EntriesTable(cache.reader()).trace("k");
    QVERIFY(trace && trace->trashed && !trace->row);
    QCOMPARE(trace->takenBy, 30);
    QCOMPARE(trace->trashed->stamp.value(), 29);
    QCOMPARE(trace->trashed->keptUntilMs.value(), 1'790'000'065'000);
    WORKS(
        cache.write([](Connection& connection) { return EntriesTable(connection).put(entry()); }));
    const auto both = EntriesTable(cache.reader()).trace("k");
    QVERIFY(both->row && both->trashed);
    QCOMPARE(both->row->stamp.value(), 17);
}

void EntryTraceTest::aFileThatIsOnlyViewedAndLacksOurTablesIsRead()
{
    TestFile cache;
    OtherProgram other(cache.path());
    QVERIFY(other.createContractTables());
    QVERIFY(
        other.exec({u"INSERT INTO cache_entries VALUES ('k', 't', 1, '1', 100, 200, 3, 150)"_s}));
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    const auto trace = EntriesTable(cache.reader()).trace("k");
    QVERIFY(trace && trace->row && !trace->trashed);
    QCOMPARE(trace->row->hits, 3);
}

void EntryTraceTest::aViewedFileOfAnOlderVersionIsRead()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) -> Result<void> {
        (void)EntriesTable(connection).put(entry());
        (void)EntriesTable(connection).moveToTrash({}, {17, entry().createdMs}, 10);
        return EntriesTable(connection).put(entry());
    }));
    cache.close();
    QVERIFY(OtherProgram(cache.path())
                .exec({u"DROP INDEX tw_idx_entries_kept"_s,
                       u"ALTER TABLE tw_entries DROP COLUMN kept_until"_s,
                       u"ALTER TABLE tw_trash DROP COLUMN kept_until"_s}));
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    const auto trace = EntriesTable(cache.reader()).trace("k");
    QVERIFY2(trace, qPrintable(trace ? QString() : trace.error().detail));
    QVERIFY(trace->row && trace->trashed);
    QCOMPARE(trace->row->stamp.value(), 17);
    QVERIFY(!trace->row->keptUntilMs && !trace->trashed->keptUntilMs);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EntryTraceTest)
#include "entrytracetest.moc"
