// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "benchmarkfixture.h"

#include <future>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class BenchmarkerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void eachRoundAsksEachPlaceOnce();
    void theLiveCacheStaysAsItWas();
    void theAverageIsKeptInTheContractsTable();
    void aFailingReportDoesNotEndTheOthers();
    void whatItCostsIsToldBefore();
    void parametersAreTakenFromThePlan();
    void anotherDatabaseIsAskedWhereThatIsWanted();
    void runsAreKeptAndTheLatestIsFirst();
    void onlyOneRunsAtATime();
    void cancellingKeepsWhatIsMeasured();
    void afterTheEndNoneBegins();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void aViewedCacheIsNotMeasured();
    void withoutATierThereIsNoFigureForIt_data();
    void withoutATierThereIsNoFigureForIt();
    void aDiskWithoutRoomIsNotMeasured();

private:
    [[nodiscard]] Result<BenchmarkRun> run(const std::vector<QString>& queries, qint64 rounds = 3)
    {
        return m_fixture->benchmarker().run({queries, rounds, 1}, u"ana"_s);
    }
    [[nodiscard]] Benchmarker& benchmarker() { return m_fixture->benchmarker(); }
    /// A run that goes on until it is cancelled, or for about a minute.
    [[nodiscard]] std::future<Result<BenchmarkRun>> longRun()
    {
        auto running = std::async(std::launch::async, [this] { return run({u"dear"_s}, 1000); });
        if (!QTest::qWaitFor([this] { return benchmarker().progress().asked >= 2; }))
            qWarning("it did not begin");
        return running;
    }

    std::unique_ptr<BenchmarkFixture> m_fixture;
};

void BenchmarkerTest::init()
{
    m_fixture = std::make_unique<BenchmarkFixture>();
    QVERIFY(m_fixture->isReady());
}

void BenchmarkerTest::eachRoundAsksEachPlaceOnce()
{
    const auto done = run({u"years"_s, u"dear"_s}, 5);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->rows.size(), size_t(2));
    QCOMPARE(done->rows[0].query, u"years"_s);
    QVERIFY(!done->cancelled);
    QCOMPARE(done->who, u"ana"_s);
    for (const BenchmarkRow& row : done->rows) {
        QCOMPARE(row.rounds, 5);
        QVERIFY(!row.error && !row.noDisk);
        for (const auto& figure : {row.memory, row.disk, row.database}) {
            QVERIFY(figure);
            QCOMPARE(figure->count, 5);
            QCOMPARE_GT(figure->leastMs, 0);
            QCOMPARE_LE(figure->leastMs, figure->medianMs);
            QCOMPARE_LE(figure->medianMs, figure->mostMs);
            QCOMPARE_LE(figure->averageMs, figure->mostMs);
        }
    }
    const BenchmarkRow& dear = done->rows[1];
    QCOMPARE_LT(dear.memory->medianMs, dear.database->medianMs);
    QCOMPARE_LT(dear.disk->medianMs, dear.database->medianMs);
}

void BenchmarkerTest::theLiveCacheStaysAsItWas()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_fixture->gateway().runNow(u"years"_s, 1, {}, u"ana"_s));
    m_fixture->settle();
    Accounting& accounting = m_fixture->cache().accounting();
    const auto figures = [&] {
        const MemorySize memory = m_fixture->engine().memory().size();
        const Savings savings = accounting.savings();
        EntrySizes stored = m_fixture->engine().storeSize()->value();
        stored.logBytes = 0; // what SQLite has not put in its place yet
        return std::tuple{accounting.totals().answered(),
                          accounting.totals().hits(),
                          accounting.totals().responseMs,
                          savings.total,
                          accounting.responseTimes({Range::hours(1)}).types.size(),
                          memory.entries,
                          memory.bytes,
                          stored,
                          m_fixture->first(u"SELECT count(*) FROM performance_log"_s),
                          m_fixture->first(u"SELECT hit_count FROM cache_entries"_s),
                          m_fixture->first(u"SELECT entries || ' ' || bytes FROM tw_sizes"_s)};
    };
    const auto before = figures();
    QVERIFY(run({u"years"_s, u"dear"_s}, 4));
    m_fixture->settle();
    QVERIFY(figures() == before);
    QCOMPARE(m_fixture->first(u"SELECT count(*) FROM tw_trash"_s), u"0"_s);
    QCOMPARE(m_fixture->gateway().runNow(u"years"_s, 1, {}, u"ana"_s)->origin, Origin::Memory);
    QCOMPARE(m_fixture->gateway().runNow(u"dear"_s, {}, {}, u"ana"_s)->origin, Origin::Database);
}

void BenchmarkerTest::theAverageIsKeptInTheContractsTable()
{
    const auto done = run({u"dear"_s}, 4);
    OtherProgram other(m_fixture->cachePath());
    QCOMPARE(other.first(u"SELECT cache_type, sample_count FROM query_benchmarks"_s), u"dear|4"_s);
    const double kept = other.first(u"SELECT avg_time_ms FROM query_benchmarks"_s).toDouble();
    QVERIFY(qAbs(kept - done->rows[0].database->averageMs) < 1e-6);
    QVERIFY(other.first(u"SELECT last_updated FROM query_benchmarks"_s).toDouble() > 1e9);
    // And hits are held to save it from now on, without a restart.
    NameTable& types = m_fixture->cache().accounting().types();
    QVERIFY(m_fixture->cache().accounting().estimateMs(types.idOf(u"dear"_s)));
}

void BenchmarkerTest::aFailingReportDoesNotEndTheOthers()
{
    const auto done = run({u"broken"_s, u"asked"_s, u"dear"_s});
    QVERIFY(done);
    QCOMPARE(done->rows.size(), size_t(3));
    QVERIFY(done->rows[0].error && !done->rows[0].database);
    QCOMPARE(done->rows[0].rounds, 0);
    QVERIFY(done->rows[1].error->contains(u"year"_s));
    QVERIFY(!done->rows[2].error);
    QCOMPARE(done->rows[2].rounds, 3);
}

void BenchmarkerTest::whatItCostsIsToldBefore()
{
    BenchmarkEstimate estimate = benchmarker().estimate({{}, 10, 1}, u"ana"_s);
    QCOMPARE(estimate.candidates.size(), size_t(4));
    QCOMPARE(estimate.candidates[0].query, u"asked"_s);
    QVERIFY(estimate.candidates[0].reason->contains(u"year"_s));
    QVERIFY(!estimate.candidates[0].planned && estimate.candidates[1].planned);
    QCOMPARE(estimate.databaseQueries, 30);
    QCOMPARE(estimate.unknown, 3);
    QVERIFY(run({u"dear"_s}));
    estimate = benchmarker().estimate({{{u"dear"_s, u"years"_s}}, 10, {}}, u"ana"_s);
    QCOMPARE(estimate.databaseQueries, 10);
    QCOMPARE(estimate.unknown, 0);
    QVERIFY(estimate.candidates[3].needsCompany && estimate.candidates[3].reason);
    QCOMPARE(estimate.databaseMs, *estimate.candidates[2].averageMs * 10);
}

void BenchmarkerTest::parametersAreTakenFromThePlan()
{
    const auto candidate = [this](const BenchmarkPlan& plan) {
        const auto all = benchmarker().estimate(plan, u"ana"_s).candidates;
        return *std::ranges::find(all, u"asked"_s, &BenchmarkCandidate::query);
    };
    BenchmarkPlan plan{{{u"asked"_s}}, 2, {}};
    QVERIFY(candidate(plan).reason->contains(u"year"));
    QCOMPARE(candidate(plan).params.size(), std::size_t(1));
    QCOMPARE(candidate(plan).params[0].type, u"integer"_s);
    QVERIFY(!candidate(plan).params[0].byDefault);
    plan.params = {{u"asked"_s, u"year"_s, u"last"_s}};
    QVERIFY(candidate(plan).reason->contains(u"year"));
    plan.params = {{u"asked"_s, u"year"_s, u"2025"_s}, {u"dear"_s, u"none"_s, u"1"_s}};
    QVERIFY(candidate(plan).planned);
    const auto done = benchmarker().run(plan, u"ana"_s);
    QVERIFY(done);
    QVERIFY(!done->rows[0].error);
    QCOMPARE(done->rows[0].rounds, 2);
    QCOMPARE(benchmarker().runs(1)->runs[0].params, plan.params);
}

void BenchmarkerTest::anotherDatabaseIsAskedWhereThatIsWanted()
{
    const std::vector<QString> both{u"main"_s, u"spare"_s};
    QCOMPARE(benchmarker().estimate({}, u"ana"_s).sources, both);
    QVERIFY(run({u"broken"_s})->rows[0].error);
    const auto done = benchmarker().run({{{u"broken"_s}}, 2, {}, u"spare"_s}, u"ana"_s);
    QVERIFY(done);
    QVERIFY(!done->rows[0].error);
    QCOMPARE(done->source, u"spare"_s);
    const auto refused = benchmarker().run({{{u"broken"_s}}, 2, {}, u"nobody"_s}, u"ana"_s);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QVERIFY(refused.error().message.contains(u"nobody"));
}

void BenchmarkerTest::runsAreKeptAndTheLatestIsFirst()
{
    QVERIFY(benchmarker().runs(10)->runs.empty());
    const auto first = run({u"dear"_s}, 1);
    const auto second = run({u"years"_s}, 2);
    QVERIFY(second->id > first->id);
    QVERIFY(m_fixture->open());
    const auto kept = benchmarker().runs(10);
    QCOMPARE(kept->runs.size(), size_t(2));
    QCOMPARE(codec::toJson(kept->runs[0]), codec::toJson(*second));
    QCOMPARE(kept->runs[1].id, first->id);
    QCOMPARE(benchmarker().runs(1)->runs.size(), size_t(1));
}

void BenchmarkerTest::onlyOneRunsAtATime()
{
    auto running = longRun();
    const auto second = run({u"years"_s});
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::NotAvailable);
    QVERIFY(second.error().message.contains(u"ana"_s));
    benchmarker().cancel();
    QVERIFY(running.get());
    QVERIFY(run({u"years"_s}));
}

void BenchmarkerTest::cancellingKeepsWhatIsMeasured()
{
    auto running = longRun();
    const BenchmarkProgress progress = benchmarker().progress();
    QVERIFY(progress.running);
    QCOMPARE(progress.query, u"dear"_s);
    QCOMPARE(progress.all, 1000);
    QCOMPARE(progress.round, progress.asked + 1);
    QVERIFY(progress.leftMs.value() > 0);
    QCOMPARE(progress.soFar.rows[0].database->count, progress.asked);
    benchmarker().cancel();
    const auto done = running.get();
    QVERIFY(done->cancelled);
    QVERIFY(done->rows[0].rounds >= 2 && done->rows[0].rounds < 1000);
    QCOMPARE(done->rounds, 1000);
    QCOMPARE(benchmarker().runs(1)->runs[0].rows[0].rounds, done->rows[0].rounds);
    QVERIFY(!benchmarker().progress().running);
    QCOMPARE(m_fixture->first(u"SELECT count(*) FROM cache_entries"_s), u"0"_s);
}

void BenchmarkerTest::afterTheEndNoneBegins()
{
    auto running = longRun();
    benchmarker().stop();
    QVERIFY(running.get()->cancelled);
    QCOMPARE(run({u"dear"_s}).error().code, ErrorCode::Cancelled);
}

void BenchmarkerTest::whatCannotBeIsRefused_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<qint64>("rounds");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no rounds") << u"dear"_s << qint64(0) << ErrorCode::InvalidArgument;
    QTest::newRow("too many rounds") << u"dear"_s << qint64(1001) << ErrorCode::InvalidArgument;
    QTest::newRow("an unknown report") << u"nothing"_s << qint64(1) << ErrorCode::NotFound;
    QTest::newRow("no report") << QString() << qint64(1) << ErrorCode::InvalidArgument;
}

void BenchmarkerTest::whatCannotBeIsRefused()
{
    QFETCH(QString, query);
    QFETCH(qint64, rounds);
    const auto done = run(query.isEmpty() ? std::vector<QString>() : std::vector{query}, rounds);
    QVERIFY(!done);
    QTEST(done.error().code, "code");
    QVERIFY(benchmarker().runs(10)->runs.empty());
}

void BenchmarkerTest::aViewedCacheIsNotMeasured()
{
    QVERIFY(run({u"dear"_s}, 1));
    m_fixture->close();
    QVERIFY(OtherProgram(m_fixture->cachePath())
                .exec({u"UPDATE tw_meta SET value = '99' WHERE key = 'schema_version'"_s}));
    QVERIFY(m_fixture->open());
    QVERIFY(m_fixture->cache().isViewOnly());
    QCOMPARE(run({u"dear"_s}).error().code, ErrorCode::NotAllowed);
    QCOMPARE(benchmarker().runs(10)->runs.size(), size_t(1));
}

void BenchmarkerTest::withoutATierThereIsNoFigureForIt_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("memory alone") << QByteArray("memory");
    QTest::newRow("disk alone") << QByteArray("sqlite");
}

void BenchmarkerTest::withoutATierThereIsNoFigureForIt()
{
    QFETCH(QByteArray, mode);
    m_fixture = std::make_unique<BenchmarkFixture>("type=" + mode + '\n');
    QVERIFY(m_fixture->isReady());
    const auto done = run({u"dear"_s});
    QVERIFY(done);
    QCOMPARE(done->rows[0].memory.has_value(), mode == "memory");
    QCOMPARE(done->rows[0].disk.has_value(), mode == "sqlite");
    QVERIFY(done->rows[0].database && !done->rows[0].noDisk);
}

void BenchmarkerTest::aDiskWithoutRoomIsNotMeasured()
{
    m_fixture = std::make_unique<BenchmarkFixture>("l2_max_bytes=4\n");
    QVERIFY(m_fixture->isReady());
    const auto done = run({u"dear"_s});
    QVERIFY(done);
    QVERIFY(!done->rows[0].disk && done->rows[0].memory);
    QVERIFY(done->rows[0].noDisk);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::BenchmarkerTest)
#include "benchmarkertest.moc"
