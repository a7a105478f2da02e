// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "filefixture.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A file that another program owns, opened to be looked at.
class FileViewingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void refusesWhatIsNoCacheAndLeavesItAsItIs();
    void aFileThatLacksTablesReadsAsEmpty();
    void seesATableThatComesLater();
    void seesTheFileThatTookThePlaceOfTheFirst();
    void lookingChangesNoByte();
    void noActionIsCarriedOutAndTheReasonIsGiven();
    void readsEachRowOfTheLogOnce();
    void whatCannotBeATimeOrADurationDoesNoHarm();
    void aLongLogIsReadInTheBackgroundFromTheNewestOn();
    void queriesSavedAreThoseOfADayAWeekAndAll();

private:
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        auto future = m_file->target().read(std::move(query));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
            return Error{ErrorCode::Timeout, u"no answer within ten seconds"_s};
        return future.result();
    }
    [[nodiscard]] Result<std::unique_ptr<FileTarget>> openOther(const QString& name,
                                                                const QByteArray& text);
    [[nodiscard]] bool log(qint64 count, qint64 ageS);
    void readEverything();

    std::unique_ptr<FileFixture> m_file;
};

void FileViewingTest::init()
{
    m_file = FileFixture::make(false);
    QVERIFY(m_file);
}

Result<std::unique_ptr<FileTarget>> FileViewingTest::openOther(const QString& name,
                                                               const QByteArray& text)
{
    const QString path = QFileInfo(m_file->path()).absolutePath() + u'/' + name;
    QFile file(path);
    if (!text.isEmpty() && (!file.open(QIODevice::WriteOnly) || file.write(text) < 0))
        qFatal("nothing can be written here");
    file.close();
    return FileTarget::open({path, u"admin"_s}, m_file->clock());
}

/// So many hits of that age.
bool FileViewingTest::log(qint64 count, qint64 ageS)
{
    return m_file->other().exec(
        {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
         "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
         "time_saved_ms, timestamp) SELECT 'invoices', 1, 1, 0.5, 100, %2 FROM n"_s.arg(count)
             .arg(m_file->clock().wallMs() / 1000 - ageS)});
}

void FileViewingTest::readEverything()
{
    QVERIFY(read(StatsQuery{}).ok());
    QVERIFY(read(HistoryQuery{}).ok());
    QVERIFY(read(ResponseTimesQuery{}).ok());
    QVERIFY(read(EventsQuery{}).ok());
    QVERIFY(read(CatalogQuery{}).ok());
    QVERIFY(read(PreviewQuery{}).ok());
    QVERIFY(read(WatermarksQuery{}).ok());
    QVERIFY(read(SavingsQuery{}).ok());
    QVERIFY(read(FreshnessQuery{}).ok());
    QVERIFY(read(ExplainQuery{u"invoices_1_ana"_s}).ok());
    QVERIFY(read(BenchmarkEstimateQuery{}).ok());
    QVERIFY(read(BenchmarksQuery{}).ok());
}

void FileViewingTest::refusesWhatIsNoCacheAndLeavesItAsItIs()
{
    QCOMPARE(openOther(u"notes.txt"_s, "not a database at all").error().code, ErrorCode::NotACache);
    const QString path = QFileInfo(m_file->path()).absolutePath() + u"/other.db"_s;
    QVERIFY(OtherProgram(path).exec({u"CREATE TABLE songs (title)"_s}));
    QCOMPARE(openOther(u"other.db"_s, {}).error().code, ErrorCode::NotACache);
    QCOMPARE(openOther(u"nowhere.db"_s, {}).error().code, ErrorCode::Unreadable);
    QCOMPARE(OtherProgram(path).rows(u"SELECT name FROM sqlite_master"_s), QStringList{u"songs"_s});
}

void FileViewingTest::aFileThatLacksTablesReadsAsEmpty()
{
    for (const auto* table : {"performance_log", "user_cache_settings", "cache_config",
                              "cache_watermarks", "query_benchmarks", "schema_mappings"})
        QVERIFY(m_file->other().exec({u"DROP TABLE "_s + QLatin1StringView(table)}));
    QVERIFY(m_file->reopen(false));
    readEverything();
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->hits, 0);
    QVERIFY(!stats->hitRate && !stats->lastCleanupMs);
    QVERIFY(read(WatermarksQuery{})->companies.empty());
}

void FileViewingTest::seesATableThatComesLater()
{
    QVERIFY(m_file->other().exec({u"DROP TABLE cache_watermarks"_s}));
    QVERIFY(read(WatermarksQuery{})->companies.empty());
    QVERIFY(m_file->other().exec(
        {u"CREATE TABLE cache_watermarks (company_id INTEGER PRIMARY KEY, schema TEXT NOT NULL, "
         "max_id_act INTEGER NOT NULL, checked_at REAL NOT NULL)"_s,
         u"INSERT INTO cache_watermarks VALUES (7, 'f7', 1, 1)"_s}));
    QCOMPARE(read(WatermarksQuery{})->companies.size(), size_t(1));
}

void FileViewingTest::seesTheFileThatTookThePlaceOfTheFirst()
{
    if (!QFileInfo(m_file->path()).birthTime().isValid())
        QSKIP("files have no time of birth here");
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    QCOMPARE(read(StatsQuery{})->misses, 1);
    const QString fresh = m_file->path() + u".fresh"_s;
    QVERIFY(OtherProgram(fresh).createContractTables());
    for (const auto* beside : {"", "-wal", "-shm"})
        QFile::remove(m_file->path() + QLatin1StringView(beside));
    QVERIFY(QFile::rename(fresh, m_file->path()));
    QCOMPARE(read(StatsQuery{})->misses, 0);
}

void FileViewingTest::lookingChangesNoByte()
{
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    QVERIFY(m_file->other().exec({u"PRAGMA wal_checkpoint(TRUNCATE)"_s}));
    m_file->ask(u"invoices"_s, 2, u"ana"_s); // beside the file, in its log
    const QByteArray before = m_file->bytes();
    QVERIFY(m_file->reopen(false));
    readEverything();
    QCOMPARE(read(StatsQuery{})->disk.entries.value(), 2);
    m_file->close();
    QCOMPARE(m_file->bytes(), before);
    QVERIFY(QFileInfo(m_file->path() + u"-wal"_s).size() > 0);
}

void FileViewingTest::noActionIsCarriedOutAndTheReasonIsGiven()
{
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    CacheTarget& target = m_file->target();
    QCOMPARE(target.state().kind, TargetState::Kind::ViewOnly);
    QCOMPARE(target.act(Invalidate{}).result().error(),
             (Error{ErrorCode::NotAllowed, target.state().sentence}));
    QCOMPARE(target.act(SetSwitch{SwitchKind::User, {}, false}).result().error().code,
             ErrorCode::NotAllowed);
    QCOMPARE(read(StatsQuery{})->disk.entries.value(), 1);
}

void FileViewingTest::readsEachRowOfTheLogOnce()
{
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    QCOMPARE(read(StatsQuery{})->hits, 1);
    QVERIFY(m_file->other().exec({u"DELETE FROM performance_log"_s})); // its owner keeps few
    m_file->ask(u"invoices"_s, 1, u"ana"_s);
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->hits, 2);
    QCOMPARE(stats->misses, 1);
}

void FileViewingTest::whatCannotBeATimeOrADurationDoesNoHarm()
{
    QVERIFY(m_file->other().exec(
        {u"INSERT INTO performance_log VALUES (1, 'ștampile', NULL, 1, 9e999, -9e999, 9e999, "
         "'Ștefan', 9e999), (2, 'ștampile', 1, 0, -5, NULL, NULL, NULL, -9e999), "
         "(3, 'ștampile', 1, 1, 'slow', 'x', 'y', X'00', 'when')"_s,
         u"INSERT INTO cache_entries VALUES ('cheie ș', 'ștampile', NULL, '[NaN, -Infinity]', "
         "9e999, 9e999, NULL, 9e999)"_s}));
    readEverything();
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->hits, 2);
    QCOMPARE(stats->misses, 1);
    QCOMPARE(stats->types.at(0).type, u"ștampile"_s);
    QVERIFY(std::isfinite(stats->savings.total.databaseMs.value()));
    QCOMPARE(stats->disk.entries.value(), 1);
    QCOMPARE(stats->disk.bytes.value(), 16);
}

void FileViewingTest::aLongLogIsReadInTheBackgroundFromTheNewestOn()
{
    QVERIFY(log(100'000, 10 * 86'400));
    QVERIFY(log(10, 5));
    m_file->close();
    SystemClock steady;
    auto opened = FileTarget::open({m_file->path(), u"admin"_s}, steady);
    QVERIFY(opened);
    const auto stats = [&] { return (*opened)->read(StatsQuery{}).result().value(); };
    const Stats first = stats();
    QVERIFY(first.countedBackToMs);
    QCOMPARE_LT(first.hits, 100'010);
    QTRY_VERIFY_WITH_TIMEOUT(!stats().countedBackToMs, 20'000);
    QCOMPARE(stats().hits, 100'010);
}

void FileViewingTest::queriesSavedAreThoseOfADayAWeekAndAll()
{
    QVERIFY(log(1, 3600) && log(2, 3 * 86'400) && log(4, 20 * 86'400));
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->savings.today.queries, 1);
    QCOMPARE(stats->savings.week.queries, 3);
    QCOMPARE(stats->savings.total.queries, 7);
    QCOMPARE(stats->savings.total.databaseMs.value(), 700);
    const Result<SavingsReport> month = read(SavingsQuery{30 * 86'400'000LL});
    QCOMPARE(month->total.queries, 7);
    QCOMPARE(month->companies.at(0).saved.queries, 7);
    QCOMPARE(read(HistoryQuery{Range::days(7)})->total.answered(), 3);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::FileViewingTest)
#include "fileviewingtest.moc"
