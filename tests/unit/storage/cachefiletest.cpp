// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/configtable.h"
#include "storage/entriestable.h"
#include "storage/eventstable.h"
#include "storage/performancelogtable.h"
#include "storage/rollupstable.h"
#include "storage/schema.h"
#include "storage/watermarkstable.h"
#include "support/privileges.h"
#include "support/quiet.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class CacheFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMissingFolderIsRefused();
    void aMissingFileIsNotCreatedForViewing();
    void aMissingFileReadsAsEmptyWhereThatWillDo();
    void rowsThatAnotherProgramRemovedAreForgotten();
    void aFolderIsNoCacheFile();
    void aTextFileIsRefusedUntouched_data();
    void aTextFileIsRefusedUntouched();
    void aDatabaseOfAnotherProgramIsRefusedUntouched_data();
    void aDatabaseOfAnotherProgramIsRefusedUntouched();
    void aDamagedFileIsAStorageError();
    void aFileOfANewerVersionIsViewedUntouched();
    void aReadOnlyPlaceIsViewed_data();
    void aReadOnlyPlaceIsViewed();
    void viewingCreatesNothingAndReadsMissingTablesAsEmpty();
    void viewingSeesWhatTheOtherProgramWritesMeanwhile();
    void aViewerCannotWrite();
    void everyConnectionHasItsPragmas();
    void aFileFromAnotherJournalModeIsChangedToWal();
    void closingLeavesNothingBesideTheFile();
    void pathsMayHoldAnything();
};

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeContent(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

Result<std::unique_ptr<CacheFile>>
openFile(const QString& path, CacheFileOptions::Mode mode = CacheFileOptions::Mode::ReadWrite)
{
    static FakeClock clock;
    return CacheFile::open({path, mode}, clock);
}

} // namespace

void CacheFileTest::aMissingFolderIsRefused()
{
    const QTemporaryDir folder;
    const auto opened = openFile(folder.filePath(u"no/such/cache.db"_s));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unreadable);
    QVERIFY(opened.error().message.contains(folder.filePath(u"no/such"_s)));
    QVERIFY(!QFileInfo::exists(folder.filePath(u"no"_s)));
}

void CacheFileTest::aMissingFileIsNotCreatedForViewing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"cache.db"_s);
    const auto opened = openFile(path, CacheFileOptions::Mode::ReadOnly);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unreadable);
    QVERIFY(!QFileInfo::exists(path));
}

void CacheFileTest::aMissingFileReadsAsEmptyWhereThatWillDo()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"cache.db"_s);
    const auto opened = openFile(path, CacheFileOptions::Mode::ViewIfThere);
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->access(), CacheFile::Access::ViewOnly);
    QCOMPARE(EntriesTable((*opened)->reader()).sizes(0)->entries, 0);
    QVERIFY(!QFileInfo::exists(path));
}

void CacheFileTest::rowsThatAnotherProgramRemovedAreForgotten()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write([](Connection& connection) -> Result<void> {
        EntriesTable entries(connection);
        for (const QByteArray& key : {"a"_ba, "b"_ba, "c"_ba}) {
            if (auto done = entries.put({.key = key, .type = u"t"_s, .value = "12345"}); !done)
                return done;
        }
        return {};
    }));
    cache.close();
    QVERIFY(
        OtherProgram(cache.path()).exec({u"DELETE FROM cache_entries WHERE cache_key <> 'b'"_s}));
    WORKS(cache.open());
    const auto sizes = EntriesTable(cache.reader()).sizes(0);
    QCOMPARE(sizes->entries, 1);
    QCOMPARE(sizes->bytes, 5);
    QCOMPARE(OtherProgram(cache.path()).first(u"SELECT count(*) FROM tw_entries"_s), u"1"_s);
}

void CacheFileTest::aFolderIsNoCacheFile()
{
    const QTemporaryDir folder;
    const auto opened = openFile(folder.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unreadable);
}

void CacheFileTest::aTextFileIsRefusedUntouched_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << "Dear diary, this is not a database at all, whatever my name is.\n"_ba;
    QTest::newRow("one byte") << "S"_ba;
    QTest::newRow("almost") << "SQLite format 2"_ba.append('\0').append(QByteArray(4096, 'x'));
}

void CacheFileTest::aTextFileIsRefusedUntouched()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"cache.db"_s);
    QVERIFY(writeContent(path, content));
    for (const auto mode : {CacheFileOptions::Mode::ReadWrite, CacheFileOptions::Mode::ReadOnly}) {
        const auto opened = openFile(path, mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NotACache);
        QVERIFY(opened.error().message.contains(path));
    }
    QCOMPARE(contentOf(path), content);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"cache.db"_s});
}

void CacheFileTest::aDatabaseOfAnotherProgramIsRefusedUntouched_data()
{
    QTest::addColumn<QString>("journal");
    QTest::newRow("rollback journal") << u"DELETE"_s;
    QTest::newRow("write-ahead log") << u"WAL"_s;
}

void CacheFileTest::aDatabaseOfAnotherProgramIsRefusedUntouched()
{
    QFETCH(QString, journal);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"photos.db"_s);
    {
        OtherProgram other(path);
        QVERIFY(other.exec({u"PRAGMA journal_mode="_s + journal,
                            u"CREATE TABLE photos (id INTEGER PRIMARY KEY, title TEXT)"_s,
                            u"INSERT INTO photos VALUES (1, 'holiday')"_s}));
    }
    const QByteArray before = contentOf(path);
    const auto opened = openFile(path);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::NotACache);
    QVERIFY(opened.error().message.contains(u"not our file"));
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"photos.db"_s});
}

void CacheFileTest::aDamagedFileIsAStorageError()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    cache.close();
    QByteArray content = contentOf(cache.path());
    content.replace(100, 3000, QByteArray(3000, '\xa5'));
    QVERIFY(writeContent(cache.path(), content));
    const auto opened = openFile(cache.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Storage);
    QCOMPARE(contentOf(cache.path()), content);
    QUIET(quiet);
}

void CacheFileTest::aFileOfANewerVersionIsViewedUntouched()
{
    TestFile cache;
    WORKS(cache.open());
    cache.close();
    {
        OtherProgram other(cache.path());
        QVERIFY(other.exec({u"UPDATE tw_meta SET value = '99' WHERE key = 'schema_version'"_s,
                            u"INSERT INTO cache_config VALUES ('enabled', 'true', 1)"_s}));
    }
    const QByteArray before = contentOf(cache.path());
    WORKS(cache.open());
    QCOMPARE(cache.file().access(), CacheFile::Access::ViewOnly);
    QVERIFY(cache.file().notice().contains(u"newer"));
    QVERIFY(cache.file().notice().contains(u"99"));
    QCOMPARE(ConfigTable(cache.reader()).find(u"enabled"_s).value(), u"true"_s);
    cache.close();
    QCOMPARE(contentOf(cache.path()), before);
}

void CacheFileTest::aReadOnlyPlaceIsViewed_data()
{
    QTest::addColumn<bool>("folderToo");
    QTest::newRow("file") << false;
    QTest::newRow("file and folder") << true;
}

void CacheFileTest::aReadOnlyPlaceIsViewed()
{
    QFETCH(bool, folderToo);
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write(
        [](Connection& c) { return ConfigTable(c).set(u"enabled"_s, u"false"_s, 1000); }));
    cache.close();
    constexpr auto readByAll = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    constexpr auto searchByAll = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    constexpr auto writeByAll = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(QFile::setPermissions(cache.path(), readByAll));
    const QFile::Permissions folder = readByAll | searchByAll;
    QVERIFY(QFile::setPermissions(cache.folder(), folderToo ? folder : folder | writeByAll));
    {
        const WithoutPrivileges unprivileged;
        if (!unprivileged.ok())
            QSKIP("permissions do not count for this user here");
        WORKS(cache.open());
        QCOMPARE(cache.file().access(), CacheFile::Access::ViewOnly);
        QVERIFY(cache.file().notice().contains(u"can't be written"));
        QCOMPARE(ConfigTable(cache.reader()).find(u"enabled"_s).value(), u"false"_s);
        cache.close();
    }
    QVERIFY(QFile::setPermissions(cache.folder(), folder | writeByAll));
}

void CacheFileTest::viewingCreatesNothingAndReadsMissingTablesAsEmpty()
{
    const Quiet quiet;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"old.db"_s);
    {
        OtherProgram other(path);
        QVERIFY(other.exec(
            {u"CREATE TABLE cache_entries (cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL, "
             "company_id INTEGER, data_json TEXT NOT NULL, created_at REAL NOT NULL, "
             "expires_at REAL NOT NULL, hit_count INTEGER DEFAULT 0, last_accessed REAL)"_s,
             u"INSERT INTO cache_entries VALUES ('k', 'aging', 3, '[1.5]', 10, 20, 0, 15)"_s}));
    }
    const QByteArray before = contentOf(path);
    {
        const auto file = openFile(path, CacheFileOptions::Mode::ReadOnly);
        QVERIFY(file.ok());
        QVERIFY((*file)->notice().isEmpty());
        Connection& reader = (*file)->reader();
        const auto found = EntriesTable(reader).find("k").value();
        QVERIFY(found.has_value());
        QCOMPARE(found->value, "[1.5]");
        QCOMPARE(found->expiresMs, 20'000);
        QVERIFY(!found->stamp);
        QCOMPARE(EntriesTable(reader).sizes(30'000).value(), (EntrySizes{1, 0, 1, 5}));
        QVERIFY(ConfigTable(reader).all().value().isEmpty());
        QVERIFY(WatermarksTable(reader).all().value().empty());
        QVERIFY(EventsTable(reader).between(0, 1, 1).value().empty());
        QVERIFY(RollupsTable(reader).between(1, 0, 1).value().empty());
        QCOMPARE(PerformanceLogTable(reader).lastId().value(), 0);
    }
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"old.db"_s});
    QUIET(quiet);
}

void CacheFileTest::viewingSeesWhatTheOtherProgramWritesMeanwhile()
{
    TestFile cache;
    OtherProgram other(cache.path());
    QVERIFY(other.createContractTables());
    WORKS(cache.open(CacheFileOptions::Mode::ReadOnly));
    QVERIFY(ConfigTable(cache.reader()).all().value().isEmpty());
    QVERIFY(other.exec({u"INSERT INTO cache_config VALUES ('enabled', 'true', 1)"_s}));
    QCOMPARE(ConfigTable(cache.reader()).all().value().value(u"enabled"_s), u"true"_s);
}

void CacheFileTest::aViewerCannotWrite()
{
    TestFile cache;
    WORKS(cache.open());
    const auto done = ConfigTable(cache.reader()).set(u"enabled"_s, u"true"_s, 1);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Storage);
}

void CacheFileTest::everyConnectionHasItsPragmas()
{
    TestFile cache;
    WORKS(cache.open());
    const auto pragmas = [](Connection& connection) {
        QStringList values;
        for (const auto* name : {"journal_mode", "synchronous", "busy_timeout", "foreign_keys",
                                 "temp_store", "wal_autocheckpoint"})
            values << connection.value(u"PRAGMA "_s + QLatin1StringView(name)).value().toString();
        return values.join(u' ');
    };
    QCOMPARE(pragmas(cache.reader()), u"wal 1 5000 0 2 0"_s);
    QString ofWriter;
    WORKS(cache.write([&](Connection& connection) -> Result<void> {
        ofWriter = pragmas(connection);
        return {};
    }));
    QCOMPARE(ofWriter, u"wal 1 5000 0 2 %1"_s.arg(Connection::checkpointPages));
}

void CacheFileTest::aFileFromAnotherJournalModeIsChangedToWal()
{
    TestFile cache;
    {
        OtherProgram other(cache.path());
        QVERIFY(other.createContractTables());
        QVERIFY(other.exec({u"PRAGMA journal_mode=DELETE"_s}));
    }
    WORKS(cache.open());
    QCOMPARE(OtherProgram(cache.path()).first(u"PRAGMA journal_mode"_s), u"wal"_s);
}

void CacheFileTest::closingLeavesNothingBesideTheFile()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(ConfigTable(cache.reader()).all().ok());
    QVERIFY(cache.file().writer().post(
        [](Connection& c) { return ConfigTable(c).set(u"a"_s, u"b"_s, 1); }));
    cache.close();
    QCOMPARE(QDir(cache.folder()).entryList(QDir::Files), QStringList{u"cache.db"_s});
    QCOMPARE(OtherProgram(cache.path()).first(u"SELECT value FROM cache_config"_s), u"b"_s);
    QUIET(quiet);
}

void CacheFileTest::pathsMayHoldAnything()
{
    const QTemporaryDir folder;
#ifdef Q_OS_WIN
    const QString odd = u"fi\u0219ier #1 &a=b %20 'q'"_s; // there no name may hold a ?
#else
    const QString odd = u"fi\u0219ier #1 ?a=b %20 'q'"_s;
#endif
    QVERIFY(QDir(folder.path()).mkdir(odd));
    const QString path = folder.filePath(odd + u"/cache.db"_s);
    QVERIFY(openFile(path).ok());
    QVERIFY(QFileInfo::exists(path));
    // The probe of the second opening reads it through an address.
    const auto again = openFile(path);
    QVERIFY(again.ok());
    QCOMPARE((*again)->access(), CacheFile::Access::ReadWrite);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CacheFileTest)
#include "cachefiletest.moc"
