// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/schema.h"
#include "storage/benchmarkrunstable.h"
#include "storage/entriestable.h"
#include "storage/entrydigest.h"
#include "storage/entryfinder.h"
#include "storage/entrylist.h"
#include "storage/metatable.h"
#include "storage/savingstable.h"
#include "support/quiet.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The contract as other programs read it: what PRAGMA table_info and index_list must say.
class SchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshFileHasTheContractsTables_data();
    void aFreshFileHasTheContractsTables();
    void aFreshFileHasTheContractsIndexes_data();
    void aFreshFileHasTheContractsIndexes();
    void aFileOfTheOtherProgramHasTheSameTables_data();
    void aFileOfTheOtherProgramHasTheSameTables();
    void whatWeAddBearsOurPrefix();
    void theUserVersionIsLeftAlone();
    void anOlderFileGetsTheTablesItLacks();
    void aFileFromBeforeThereWasAnUndoGetsItsTables();
    void aFileFromBeforeThereWasAGraceKeepsItsRowsUntilTheyExpire();
    void aFileFromBeforeThereWereSavingsByCompanyGetsTheirTable();
    void aFileFromBeforeThereWereBenchmarksGetsTheirTable();
    void aFileFromBeforeEntriesWereListedListsThem();
    void aFileWhoseRowsOfOursAreFoundByTheirKeysGetsThemNumbered();
    void aFileWhoseRowsOfOursAreFoundByTheirKeysCanBeViewed();
    void openingAgainChangesNothing();
    void rowsOfTheOtherProgramAreCounted();
    void rowsAddedWhileWeWereAwayAreCountedToo();
};

namespace {

void addTables()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("columns"); // name|type|not null|default|place in the key
    QTest::newRow("cache_entries")
        << u"cache_entries"_s
        << QStringList{u"cache_key|TEXT|0|NULL|1"_s,     u"cache_type|TEXT|1|NULL|0"_s,
                       u"company_id|INTEGER|0|NULL|0"_s, u"data_json|TEXT|1|NULL|0"_s,
                       u"created_at|REAL|1|NULL|0"_s,    u"expires_at|REAL|1|NULL|0"_s,
                       u"hit_count|INTEGER|0|0|0"_s,     u"last_accessed|REAL|0|NULL|0"_s};
    QTest::newRow("schema_mappings")
        << u"schema_mappings"_s
        << QStringList{u"id_firma|INTEGER|0|NULL|1"_s, u"schema|TEXT|1|NULL|0"_s,
                       u"created_at|REAL|1|NULL|0"_s, u"last_verified|REAL|0|NULL|0"_s};
    QTest::newRow("query_benchmarks")
        << u"query_benchmarks"_s
        << QStringList{u"cache_type|TEXT|0|NULL|1"_s, u"avg_time_ms|REAL|1|NULL|0"_s,
                       u"sample_count|INTEGER|0|0|0"_s, u"last_updated|REAL|0|NULL|0"_s};
    QTest::newRow("performance_log") << u"performance_log"_s
                                     << QStringList{u"id|INTEGER|0|NULL|1"_s,
                                                    u"cache_type|TEXT|1|NULL|0"_s,
                                                    u"company_id|INTEGER|0|NULL|0"_s,
                                                    u"cache_hit|BOOLEAN|1|NULL|0"_s,
                                                    u"response_time_ms|REAL|1|NULL|0"_s,
                                                    u"estimated_oracle_time_ms|REAL|0|NULL|0"_s,
                                                    u"time_saved_ms|REAL|0|NULL|0"_s,
                                                    u"username|TEXT|0|NULL|0"_s,
                                                    u"timestamp|REAL|1|NULL|0"_s};
    QTest::newRow("user_cache_settings")
        << u"user_cache_settings"_s
        << QStringList{u"username|TEXT|0|NULL|1"_s, u"cache_enabled|BOOLEAN|0|TRUE|0"_s,
                       u"created_at|REAL|0|NULL|0"_s, u"updated_at|REAL|0|NULL|0"_s};
    QTest::newRow("cache_config") << u"cache_config"_s
                                  << QStringList{u"key|TEXT|0|NULL|1"_s, u"value|TEXT|1|NULL|0"_s,
                                                 u"updated_at|REAL|0|NULL|0"_s};
    QTest::newRow("cache_watermarks")
        << u"cache_watermarks"_s
        << QStringList{u"company_id|INTEGER|0|NULL|1"_s, u"schema|TEXT|1|NULL|0"_s,
                       u"max_id_act|INTEGER|1|NULL|0"_s, u"checked_at|REAL|1|NULL|0"_s};
}

QStringList columnsOf(OtherProgram& other, const QString& table)
{
    return other.rows(
        u"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('%1')"_s.arg(
            table));
}

QString insertOf(const QString& key, const QString& value)
{
    return u"INSERT INTO cache_entries VALUES ('%1', 'invoices', 1, '%2', 1000.5, 2000, 0, NULL)"_s
        .arg(key, value);
}

/// With one entry, and a row of ours whose entry is no more.
bool makeFileOfVersion3(TestFile& cache)
{
    if (!cache.open().isEmpty())
        return false;
    cache.close();
    return OtherProgram(cache.path())
        .exec({insertOf(u"a"_s, u"[1]"_s), u"DROP TABLE tw_entries"_s,
               u"CREATE TABLE tw_entries (cache_key TEXT PRIMARY KEY, created_at REAL NOT NULL, "
               "stamp INTEGER, username TEXT, tags TEXT, load_ms REAL, size INTEGER NOT NULL, "
               "accessed_at REAL NOT NULL, kept_until REAL)"_s,
               u"CREATE INDEX tw_idx_entries_kept ON tw_entries(kept_until)"_s,
               u"CREATE TRIGGER tw_entries_removed AFTER DELETE ON tw_entries BEGIN "
               "UPDATE tw_sizes SET entries = entries - 1, bytes = bytes - old.size; END"_s,
               u"INSERT INTO tw_entries VALUES "
               "('a', 1000.5, 41, NULL, '[\"finance\"]', 5, 3, 1000.5, 9000.5), "
               "('gone', 1000.5, 40, NULL, NULL, 5, 3, 1000.5, 9000.5)"_s,
               u"UPDATE tw_sizes SET entries = 2, bytes = 6"_s,
               u"UPDATE tw_meta SET value = '3' WHERE key = 'schema_version'"_s});
}

/// What takes a file back to before its entries were listed.
QStringList withoutLists()
{
    QStringList steps;
    for (const auto* index : {"created", "size", "hits", "digest"})
        steps << u"DROP INDEX tw_idx_entries_"_s + QLatin1StringView(index);
    return steps << u"ALTER TABLE tw_entries DROP COLUMN digest"_s
                 << u"ALTER TABLE tw_entries DROP COLUMN hits"_s;
}

} // namespace

void SchemaTest::aFreshFileHasTheContractsTables_data()
{
    addTables();
}

void SchemaTest::aFreshFileHasTheContractsTables()
{
    QFETCH(QString, table);
    QFETCH(QStringList, columns);
    TestFile cache;
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(columnsOf(other, table), columns);
    QCOMPARE(other.first(u"SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master "
                         "WHERE name = '%1'"_s.arg(table)),
             table == u"performance_log" ? u"1"_s : u"0"_s);
}

void SchemaTest::aFreshFileHasTheContractsIndexes_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("indexes");
    QTest::newRow("cache_entries")
        << u"cache_entries"_s
        << QStringList{u"idx_cache_type|cache_type"_s, u"idx_company_id|company_id"_s,
                       u"idx_expires_at|expires_at"_s};
    QTest::newRow("performance_log")
        << u"performance_log"_s
        << QStringList{u"idx_perf_cache_type|cache_type"_s, u"idx_perf_timestamp|timestamp"_s};
}

void SchemaTest::aFreshFileHasTheContractsIndexes()
{
    QFETCH(QString, table);
    QFETCH(QStringList, indexes);
    TestFile cache;
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(
        other.rows(u"SELECT l.name, i.name FROM pragma_index_list('%1') l, "
                   "pragma_index_info(l.name) i WHERE l.origin = 'c' ORDER BY l.name"_s.arg(table)),
        indexes);
}

void SchemaTest::aFileOfTheOtherProgramHasTheSameTables_data()
{
    addTables();
}

void SchemaTest::aFileOfTheOtherProgramHasTheSameTables()
{
    QFETCH(QString, table);
    QFETCH(QStringList, columns);
    const QTemporaryDir folder;
    OtherProgram other(folder.filePath(u"theirs.db"_s));
    QVERIFY(other.createContractTables());
    QCOMPARE(columnsOf(other, table), columns);
}

void SchemaTest::whatWeAddBearsOurPrefix()
{
    TestFile cache;
    WORKS(cache.open());
    OtherProgram ours(cache.path());
    const QTemporaryDir folder;
    OtherProgram theirs(folder.filePath(u"theirs.db"_s));
    QVERIFY(theirs.createContractTables());
    const QString names = u"SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' "
                          "ESCAPE '\\' AND name NOT LIKE 'tw\\_%' ESCAPE '\\' ORDER BY name"_s;
    QCOMPARE(ours.rows(names), theirs.rows(names));
    // No trigger of ours may run when the other program writes.
    QCOMPARE(ours.rows(u"SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"_s),
             QStringList{u"tw_entries"_s});
}

void SchemaTest::theUserVersionIsLeftAlone()
{
    TestFile cache;
    {
        OtherProgram other(cache.path());
        QVERIFY(other.createContractTables());
        QVERIFY(other.exec({u"PRAGMA user_version = 7"_s}));
    }
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"PRAGMA user_version"_s), u"7"_s);
    QCOMPARE(other.first(u"SELECT value FROM tw_meta WHERE key = 'schema_version'"_s),
             QString::number(schema::currentVersion()));
}

void SchemaTest::anOlderFileGetsTheTablesItLacks()
{
    TestFile cache;
    {
        OtherProgram other(cache.path());
        QVERIFY(
            other.exec({u"CREATE TABLE cache_config (key TEXT PRIMARY KEY, value TEXT NOT NULL, "
                        "updated_at REAL)"_s,
                        u"INSERT INTO cache_config VALUES ('enabled', 'false', 1.5)"_s}));
    }
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"SELECT value, updated_at FROM cache_config"_s), u"false|1.5"_s);
    QCOMPARE(other.first(u"SELECT count(*) FROM cache_watermarks"_s), u"0"_s);
    QCOMPARE(other.first(u"SELECT count(*) FROM tw_barriers"_s), u"0"_s);
}

void SchemaTest::aFileFromBeforeThereWasAnUndoGetsItsTables()
{
    TestFile cache;
    {
        OtherProgram other(cache.path());
        QVERIFY(other.createContractTables());
        QVERIFY(other.exec(
            {u"CREATE TABLE tw_meta (key TEXT PRIMARY KEY, value TEXT)"_s,
             u"INSERT INTO tw_meta VALUES ('schema_version', '1'), ('next_stamp', '1000')"_s,
             u"CREATE TABLE tw_entries (cache_key TEXT PRIMARY KEY, created_at REAL NOT NULL, "
             "stamp INTEGER, username TEXT, tags TEXT, load_ms REAL, size INTEGER NOT NULL, "
             "accessed_at REAL NOT NULL)"_s,
             u"CREATE TABLE tw_sizes (id INTEGER PRIMARY KEY CHECK (id = 1), "
             "entries INTEGER NOT NULL, bytes INTEGER NOT NULL)"_s,
             u"INSERT INTO tw_sizes VALUES (1, 1, 3)"_s,
             u"CREATE TABLE tw_barriers (scope_kind TEXT NOT NULL, scope_key TEXT NOT NULL, "
             "stamp INTEGER NOT NULL, wall_ms INTEGER NOT NULL, who TEXT NOT NULL, "
             "PRIMARY KEY(scope_kind, scope_key)) WITHOUT ROWID"_s,
             u"INSERT INTO tw_barriers VALUES ('company', '7', 42, 1000, 'ana')"_s,
             u"CREATE TABLE tw_events (id INTEGER PRIMARY KEY AUTOINCREMENT, "
             "time_ms INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL)"_s,
             insertOf(u"a"_s, u"[1]"_s),
             u"INSERT INTO tw_entries VALUES ('a', 1000.5, 41, NULL, NULL, 5, 3, 1000.5)"_s}));
    }
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"SELECT value FROM tw_meta WHERE key = 'schema_version'"_s),
             QString::number(schema::currentVersion()));
    QCOMPARE(other.first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    QCOMPARE(other.first(u"SELECT count(*) FROM tw_changes"_s), u"0"_s);
    // What was invalidated before stands for good, and its rows are still to go.
    QCOMPARE(other.first(u"SELECT scope_kind, scope_key, stamp, wall_ms, who, purge, "
                         "undo_until_ms, done FROM tw_invalidations"_s),
             u"company|7|42|1000|ana|0|0|0"_s);
    QCOMPARE(other.first(u"SELECT value FROM tw_meta WHERE key = 'next_stamp'"_s), u"1000"_s);
    QCOMPARE(EntriesTable(cache.reader()).find("a").value()->stamp, std::optional<qint64>(41));
}

void SchemaTest::aFileFromBeforeThereWasAGraceKeepsItsRowsUntilTheyExpire()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) {
        return EntriesTable(connection).put({"a", u"trial"_s, {}, "{}", 1000, 9000, 5});
    }));
    cache.close();
    {
        OtherProgram other(cache.path());
        QVERIFY(other.exec({u"DROP INDEX tw_idx_entries_kept"_s,
                            u"ALTER TABLE tw_entries DROP COLUMN kept_until"_s,
                            u"ALTER TABLE tw_trash DROP COLUMN kept_until"_s,
                            u"UPDATE tw_meta SET value = '2' WHERE key = 'schema_version'"_s}));
    }
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"SELECT value FROM tw_meta WHERE key = 'schema_version'"_s),
             QString::number(schema::currentVersion()));
    QCOMPARE(other.first(u"SELECT kept_until FROM tw_entries"_s), u"9"_s);
    QCOMPARE(other.first(u"SELECT count(kept_until) FROM tw_trash"_s), u"0"_s);
}

void SchemaTest::aFileFromBeforeThereWereSavingsByCompanyGetsTheirTable()
{
    TestFile cache;
    WORKS(cache.open());
    cache.close();
    {
        OtherProgram other(cache.path());
        QVERIFY(other.exec(
            withoutLists() +
            QStringList{u"DROP TABLE tw_savings"_s,
                        u"INSERT INTO tw_totals VALUES ('trial', x'01')"_s,
                        u"UPDATE tw_meta SET value = '4' WHERE key = 'schema_version'"_s}));
    }
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    QCOMPARE(SavingsTable(cache.reader()).companies()->size(), size_t(0));
    WORKS(cache.open());
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"SELECT value FROM tw_meta WHERE key = 'schema_version'"_s),
             QString::number(schema::currentVersion()));
    QCOMPARE(other.first(u"SELECT count(*) FROM tw_savings"_s), u"0"_s);
    QCOMPARE(other.first(u"SELECT cache_type FROM tw_totals"_s), u"trial"_s);
}

void SchemaTest::aFileFromBeforeThereWereBenchmarksGetsTheirTable()
{
    TestFile cache;
    WORKS(cache.open());
    cache.close();
    const QStringList back = {u"DROP TABLE tw_benchmarks"_s,
                              u"UPDATE tw_meta SET value = '5' WHERE key = 'schema_version'"_s};
    QVERIFY(OtherProgram(cache.path()).exec(withoutLists() + back));
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    QVERIFY(BenchmarkRunsTable(cache.reader()).latest(1)->empty());
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) -> Result<void> {
        for (const qint64 startedMs : {10, 20, 30}) {
            if (auto id = BenchmarkRunsTable(connection).append({0, startedMs, "{}"}, 2); !id)
                return id.error();
        }
        return {};
    }));
    const auto runs = BenchmarkRunsTable(cache.reader()).latest(5);
    QCOMPARE(runs->size(), size_t(2));
    QCOMPARE(runs->at(0).startedMs, 30);
    QCOMPARE(runs->at(0).payload, "{}");
    QCOMPARE(runs->at(1).startedMs, 20);
}

void SchemaTest::aFileFromBeforeEntriesWereListedListsThem()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) {
        auto done = EntriesTable(connection).put({"a", u"trial"_s, {}, "{}", 1000, 9000, 5});
        return done ? EntriesTable(connection).touch("a", 3, 2000) : done;
    }));
    cache.close();
    const QStringList back = {u"UPDATE tw_meta SET value = '6' WHERE key = 'schema_version'"_s};
    QVERIFY(OtherProgram(cache.path()).exec(withoutLists() + back));
    for (const auto mode : {CacheFileOptions::Mode::ReadOnly, CacheFileOptions::Mode::ReadWrite}) {
        WORKS(cache.open(mode));
        EntriesQuery query;
        query.sort = EntrySort::Hits;
        const Result<EntriesPage> page = EntryList(cache.reader()).page(query, 0);
        QCOMPARE(page->rows.size(), size_t(1));
        QCOMPARE(page->rows[0].hits, 3);
    }
    QCOMPARE(EntryFinder(cache.reader()).keyOf(entrydigest::of("a"))->value(), "a");
    QCOMPARE(OtherProgram(cache.path()).first(u"SELECT count(digest), max(hits) FROM tw_entries"_s),
             u"1|3"_s);
}

void SchemaTest::aFileWhoseRowsOfOursAreFoundByTheirKeysGetsThemNumbered()
{
    TestFile cache;
    QVERIFY(makeFileOfVersion3(cache));
    WORKS(cache.open());
    const auto found = EntriesTable(cache.reader()).find("a").value();
    QCOMPARE(found->stamp, std::optional<qint64>(41));
    QCOMPARE(found->tags, QStringList{u"finance"_s});
    QCOMPARE(*EntriesTable(cache.reader()).sizes(0), (EntrySizes{1, 1, 0, 3}));
    OtherProgram other(cache.path());
    QCOMPARE(other.rows(u"SELECT cache_key, kept_until FROM tw_entries"_s),
             QStringList{u"a|9000.5"_s});
    WORKS(cache.write([](Connection& connection) {
        return EntriesTable(connection).put({"b", u"trial"_s, {}, "{}", 1000, 9'000'000, 5});
    }));
    QCOMPARE(*EntriesTable(cache.reader()).sizes(0), (EntrySizes{2, 2, 0, 5}));
}

void SchemaTest::aFileWhoseRowsOfOursAreFoundByTheirKeysCanBeViewed()
{
    TestFile cache;
    QVERIFY(makeFileOfVersion3(cache));
    auto viewed = CacheFile::open({cache.path(), CacheFileOptions::Mode::ReadOnly}, cache.clock);
    QVERIFY(viewed.ok());
    const auto found = EntriesTable((*viewed)->reader()).find("a").value();
    QCOMPARE(found->stamp, std::optional<qint64>(41));
    QCOMPARE(found->value, "[1]"_ba);
}

void SchemaTest::openingAgainChangesNothing()
{
    TestFile cache;
    WORKS(cache.open());
    const QString all = u"SELECT type, name, sql FROM sqlite_master ORDER BY name"_s;
    const QStringList before = OtherProgram(cache.path()).rows(all);
    const QString created = u"SELECT value FROM tw_meta WHERE key = 'created_ms'"_s;
    const QString createdMs = OtherProgram(cache.path()).first(created);
    QCOMPARE(createdMs, QString::number(cache.clock.wallMs()));
    cache.clock.advanceMs(1000);
    WORKS(cache.open());
    QCOMPARE(OtherProgram(cache.path()).rows(all), before);
    QCOMPARE(OtherProgram(cache.path()).first(created), createdMs);
}

void SchemaTest::rowsOfTheOtherProgramAreCounted()
{
    const Quiet quiet;
    TestFile cache;
    {
        OtherProgram other(cache.path());
        QVERIFY(other.createContractTables());
        QVERIFY(other.exec({insertOf(u"a"_s, u"[1]"_s), insertOf(u"b"_s, u"[\u00e9]"_s)}));
    }
    WORKS(cache.open());
    const auto sizes = EntriesTable(cache.reader()).sizes(1'000'000);
    QVERIFY(sizes.ok());
    QCOMPARE(*sizes, (EntrySizes{2, 2, 0, 7}));
    QCOMPARE(OtherProgram(cache.path())
                 .rows(u"SELECT cache_key, created_at, stamp, size, accessed_at FROM tw_entries"_s),
             (QStringList{u"a|1000.5|NULL|3|1000.5"_s, u"b|1000.5|NULL|4|1000.5"_s}));
    QUIET(quiet);
}

void SchemaTest::rowsAddedWhileWeWereAwayAreCountedToo()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) {
        return EntriesTable(connection).put({"ours", u"trial"_s, {}, "{}", 1000, 9'000'000, 5});
    }));
    cache.close();
    {
        OtherProgram other(cache.path());
        QVERIFY(other.exec({insertOf(u"theirs"_s, u"[12]"_s)}));
    }
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    QCOMPARE(EntriesTable(cache.reader()).sizes(1'000'000).value(), (EntrySizes{2, 2, 0, 6}));
    WORKS(cache.open());
    QVERIFY(!EntriesTable(cache.reader()).hasForeignRows().value());
    QCOMPARE(EntriesTable(cache.reader()).sizes(1'000'000).value(), (EntrySizes{2, 2, 0, 6}));
    QCOMPARE(EntriesTable(cache.reader()).find("ours").value()->stamp, std::optional<qint64>(5));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SchemaTest)
#include "schematest.moc"
