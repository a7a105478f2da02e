// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/enginetarget.h"
#include "support/fakeclock.h"
#include "support/targetcontract.h"
#include "support/tempworkspace.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// Every load gives another value, so that a value seen twice came from the cache.
class EngineFixture final : public TargetFixture
{
public:
    EngineFixture()
    {
        m_opened = m_workspace.open().ok();
        if (!m_opened)
            return;
        EngineTargetParts parts;
        parts.name = u"Test reports"_s;
        parts.location = m_workspace.folder();
        parts.username = u"admin"_s;
        parts.catalog = [] {
            return Catalog{{{1, u"Alfa"_s}, {2, u"Beta"_s}}, {{u"invoices"_s, u"Invoices"_s}}};
        };
        m_target = std::make_unique<EngineTarget>(m_workspace.cache(), parts);
    }

    [[nodiscard]] bool opened() const { return m_opened; }
    CacheTarget& target() override { return *m_target; }
    QByteArray ask(const QString& type, qint64 companyId, const QString& username) override
    {
        Request request = requestOf(type, 1, username);
        request.companyId = companyId;
        m_clock.advanceMs(1);
        const auto answer = m_workspace.engine().fetch(
            request, [this]() -> Result<QByteArray> { return QByteArray::number(++m_loads); });
        return answer ? answer->value : QByteArray();
    }
    void settle() override
    {
        m_workspace.engine().settle();
        (void)m_workspace.cache().accounting().flush();
    }

private:
    FakeClock m_clock;
    TempWorkspace m_workspace{m_clock};
    std::unique_ptr<EngineTarget> m_target;
    std::atomic<int> m_loads = 0;
    bool m_opened = false;
};

} // namespace

class EngineTargetTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override
    {
        auto fixture = std::make_unique<EngineFixture>();
        return fixture->opened() ? std::unique_ptr<TargetFixture>(std::move(fixture)) : nullptr;
    }

private Q_SLOTS:
    void hasNoSimulatedUsersOutsideASample();
    void namesCompaniesAndTypes();
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

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EngineTargetTest)
#include "enginetargettest.moc"
