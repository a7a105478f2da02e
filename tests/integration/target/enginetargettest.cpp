// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class EngineTargetTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override { return EngineFixture::make({}); }

private Q_SLOTS:
    void hasNoSimulatedUsersOutsideASample();
    void namesCompaniesAndTypes();
    void saysThatNothingIsWatchedWithoutAWatermarkQuery();
    void entriesAreCountedAtACalmPace();
    void hasNothingToMeasureWithoutNamedQueries();
};

void EngineTargetTest::hasNoSimulatedUsersOutsideASample()
{
    QVERIFY(!target().isSample());
    const auto done = act(SetSampleLoad{true, 10});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NotAvailable);
    QVERIFY(!read(StatsQuery{})->sampleLoad);
}

void EngineTargetTest::namesCompaniesAndTypes()
{
    QVERIFY(act(SetSwitch{SwitchKind::Type, u"invoices"_s, false}));
    const Result<Catalog> catalog = read(CatalogQuery{});
    QCOMPARE(catalog->companies[1].name, u"Beta"_s);
    QCOMPARE(catalog->types[0].title, u"Invoices"_s);
    QVERIFY(!catalog->types[0].enabled);
}

void EngineTargetTest::saysThatNothingIsWatchedWithoutAWatermarkQuery()
{
    const auto watermarks = read(WatermarksQuery{});
    QCOMPARE(watermarks.error().code, ErrorCode::NotAvailable);
    QCOMPARE(act(CheckWatermarks{}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(target().capability(u"watermarks"_s).reason, watermarks.error().message);
    QCOMPARE(*read(StatsQuery{})->autoInvalidateUnavailable, watermarks.error().message);
}

void EngineTargetTest::entriesAreCountedAtACalmPace()
{
    const auto fixture = EngineFixture::make({});
    const auto counted = [&fixture] {
        const auto report = waitFor(fixture->target().read(FreshnessQuery{}));
        return report->ages.empty() ? 0 : report->ages.front().entries;
    };
    QCOMPARE(counted(), 0);
    fixture->ask(u"invoices"_s, 1, u"ana"_s);
    fixture->settle();
    QCOMPARE(counted(), 0);
    fixture->clock().advanceMs(10'000);
    QCOMPARE(counted(), 1);
}

void EngineTargetTest::hasNothingToMeasureWithoutNamedQueries()
{
    EngineTarget bare(static_cast<EngineFixture&>(*m_fixture).workspace().cache(), {});
    const auto refused = waitFor(bare.act(Benchmark{}));
    QCOMPARE(refused.error().code, ErrorCode::NotAvailable);
    for (const auto& reply : {waitFor(bare.read(BenchmarksQuery{})).ok(),
                              waitFor(bare.read(BenchmarkEstimateQuery{})).ok(),
                              waitFor(bare.read(BenchmarkProgressQuery{})).ok()})
        QVERIFY(!reply);
    QCOMPARE(bare.capability(u"benchmarks"_s).reason, refused.error().message);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EngineTargetTest)
#include "enginetargettest.moc"
