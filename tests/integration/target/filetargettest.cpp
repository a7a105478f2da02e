// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "filefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A file that was opened for control.
class FileTargetTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override
    {
        auto fixture = FileFixture::make(true);
        m_file = fixture.get();
        return fixture;
    }

private Q_SLOTS:
    void whatTheFileDoesNotTellIsNotAvailableAndNeverZero();
    void tellsWatermarksAsTheOwnerWroteThem();
    void namesCompaniesAndTypes();
    void showsTheAveragesOfQueriesThatItCannotMeasure();
    void saysThatTheOwnersMemoryServesOn();
    void refusesScopesThatTheFileDoesNotKnow();
    void flipsOnlySwitchesThatTheOwnerKeepsInTheFile();
    void waitsWhileTheOwnerHoldsTheLock();
    void removesManyEntriesInSteps();
    void cleansUpWhatHasExpired();
    void makesTheTablesThatAreMissingAndNoneOfOurs();
    void leavesTheLogBesideTheFileToItsOwner();

private:
    FileFixture* m_file = nullptr;
};

void FileTargetTest::whatTheFileDoesNotTellIsNotAvailableAndNeverZero()
{
    ask();
    const Result<Stats> stats = read(StatsQuery{});
    QVERIFY(!stats->memory.entries && !stats->memory.bytes);
    QVERIFY(!stats->memory.unavailable->isEmpty());
    QVERIFY(!stats->detailsUnavailable->isEmpty());
    QVERIFY(!stats->globalUnavailable && !stats->autoInvalidateUnavailable);
    QVERIFY(!stats->countedBackToMs);
    QVERIFY(!read(FreshnessQuery{})->lagsUnavailable->isEmpty());
    QVERIFY(!read(ExplainQuery{u"x"_s})->memoryUnavailable->isEmpty());
    QCOMPARE(read(BenchmarkProgressQuery{}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(act(CheckWatermarks{}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(act(SetSampleLoad{}).error().code, ErrorCode::NotAvailable);
}

void FileTargetTest::tellsWatermarksAsTheOwnerWroteThem()
{
    QVERIFY(
        m_file->other().exec({u"INSERT INTO cache_watermarks VALUES (7, 'f7', 1234, 1000.5)"_s}));
    const Result<Watermarks> marks = read(WatermarksQuery{});
    QVERIFY(marks && marks->running);
    QCOMPARE(marks->companies.size(), size_t(1));
    QCOMPARE(marks->companies[0].companyId, 7);
    QCOMPARE(marks->companies[0].schema, u"f7"_s);
    QCOMPARE(marks->companies[0].cachedValue.value(), 1234);
    QCOMPARE(marks->companies[0].checkedMs.value(), 1'000'500);
}

void FileTargetTest::namesCompaniesAndTypes()
{
    ask(u"invoices"_s, 3);
    QVERIFY(m_file->other().exec(
        {u"INSERT INTO schema_mappings VALUES (2, 'Firmă Ștefan', 0, NULL)"_s,
         u"INSERT INTO query_benchmarks VALUES ('încasări', 812.5, 4, 0)"_s,
         u"INSERT INTO cache_config VALUES ('type_enabled:invoices', 'false', 0)"_s}));
    const Result<Catalog> catalog = read(CatalogQuery{});
    QCOMPARE(catalog->companies.size(), size_t(2));
    QCOMPARE(catalog->companies[0].name, u"Firmă Ștefan"_s);
    QCOMPARE(catalog->companies[1].id, 3);
    QCOMPARE(catalog->types.size(), size_t(2));
    QVERIFY(!catalog->types[0].enabled);
    QCOMPARE(catalog->types[1].type, u"încasări"_s);
}

void FileTargetTest::showsTheAveragesOfQueriesThatItCannotMeasure()
{
    QVERIFY(
        m_file->other().exec({u"INSERT INTO query_benchmarks VALUES ('invoices', 812.5, 4, 0)"_s}));
    const Result<BenchmarkEstimate> estimate = read(BenchmarkEstimateQuery{});
    QCOMPARE(estimate->candidates.at(0).averageMs.value(), 812.5);
    QVERIFY(!estimate->candidates[0].planned && !estimate->candidates[0].reason->isEmpty());
    QVERIFY(read(BenchmarksQuery{})->runs.empty());
}

void FileTargetTest::saysThatTheOwnersMemoryServesOn()
{
    ask();
    QVERIFY(read(PreviewQuery{})->caution->contains(u"memory"_s));
}

void FileTargetTest::refusesScopesThatTheFileDoesNotKnow()
{
    const QByteArray value = ask();
    QCOMPARE(act(Invalidate{{.username = u"ana"_s}}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(act(Purge{{.tag = u"finance"_s}}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(read(PreviewQuery{{.tag = u"finance"_s}}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(ask(), value);
}

void FileTargetTest::flipsOnlySwitchesThatTheOwnerKeepsInTheFile()
{
    QVERIFY(m_file->other().exec({u"DELETE FROM cache_config"_s}));
    QVERIFY(!read(StatsQuery{})->globalUnavailable->isEmpty());
    QVERIFY(!read(StatsQuery{})->autoInvalidateUnavailable->isEmpty());
    for (const SwitchKind kind : {SwitchKind::Global, SwitchKind::AutoInvalidate, SwitchKind::Type})
        QCOMPARE(act(SetSwitch{kind, u"invoices"_s, false}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(m_file->other().first(u"SELECT count(*) FROM cache_config"_s), u"0"_s);
    QVERIFY(act(SetSwitch{SwitchKind::User, u"Ștefan"_s, false}));
    QCOMPARE(m_file->other().rows(u"SELECT username, cache_enabled FROM user_cache_settings"_s),
             QStringList{u"Ștefan|0"_s});
}

void FileTargetTest::waitsWhileTheOwnerHoldsTheLock()
{
    ask();
    QVERIFY(m_file->other().exec({u"BEGIN IMMEDIATE"_s}));
    auto done = target().act(Invalidate{});
    QVERIFY(read(StatsQuery{}).ok()); // reading does not wait
    QVERIFY(!done.isFinished());
    QVERIFY(m_file->other().exec({u"COMMIT"_s}));
    QCOMPARE(waitFor(done)->entries, 1);
}

void FileTargetTest::removesManyEntriesInSteps()
{
    QVERIFY(m_file->other().exec(
        {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
         "INSERT INTO cache_entries SELECT 'k' || i, 'invoices', i % 2, '[NaN, \"ă\"]', 1, 4e9, 0, "
         "NULL FROM n"_s}));
    const Result<Preview> price = read(PreviewQuery{{.companyId = 1}});
    QCOMPARE(price->entries, 3000);
    QCOMPARE(price->bytes, 3000 * 11);
    QCOMPARE(price->validEntries, 6000);
    const Result<Invalidated> done = act(Invalidate{{.companyId = 1}});
    QCOMPARE(done->entries, 3000);
    QCOMPARE(done->bytes, 3000 * 11);
    QCOMPARE(read(StatsQuery{})->disk.entries.value(), 3000);
}

void FileTargetTest::cleansUpWhatHasExpired()
{
    ask(u"invoices"_s, 1);
    m_file->clock().advanceMs(3'700'000);
    ask(u"invoices"_s, 2);
    QCOMPARE(read(StatsQuery{})->disk.expiredEntries.value(), 1);
    QCOMPARE(act(CleanUp{})->entries, 1);
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->disk.entries.value(), 1);
    QCOMPARE(stats->disk.expiredEntries.value(), 0);
    QCOMPARE(stats->lastCleanupMs.value() / 1000, m_file->clock().wallMs() / 1000);
}

void FileTargetTest::makesTheTablesThatAreMissingAndNoneOfOurs()
{
    QVERIFY(m_file->other().exec({u"DROP TABLE user_cache_settings"_s}));
    QVERIFY(act(SetSwitch{SwitchKind::User, u"ana"_s, false}));
    QCOMPARE(m_file->other().first(u"SELECT username FROM user_cache_settings"_s), u"ana"_s);
    QCOMPARE(m_file->other().first(u"SELECT count(*) FROM sqlite_master WHERE name LIKE 'tw%'"_s),
             u"0"_s);
}

void FileTargetTest::leavesTheLogBesideTheFileToItsOwner()
{
    ask();
    const QByteArray before = m_file->bytes();
    QVERIFY(act(Invalidate{}));
    m_file->close();
    QCOMPARE(m_file->bytes(), before);
    QCOMPARE(m_file->other().first(u"SELECT count(*) FROM cache_entries"_s), u"0"_s);
    QCOMPARE(m_file->other().first(u"PRAGMA integrity_check"_s), u"ok"_s);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::FileTargetTest)
#include "filetargettest.moc"
