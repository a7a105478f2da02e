// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"
#include "target/filetarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The file of a workspace that another process has open, as seen beside it.
class OwnFileTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void tellsWhatItsOwnerTells();
    void followsItsOwner();
    void takesTheLogWhereAnotherProgramWentOnWithIt();
    void removesWhatTheOwnerThenLoadsAnew();
    void leavesSwitchesToItsOwner();
    void listsWhatItsOwnerLists();
    void doesNotSayThatASwitchIsOffWhichItCannotKnow();
    void tellsWhenSwitchesTurnBack();
    void aFileOfANewerVersionIsOnlyViewed();

private:
    template <class Q>
    [[nodiscard]] auto beside(Q query)
    {
        return m_target->read(std::move(query)).result().value();
    }
    template <class Q>
    [[nodiscard]] auto owner(Q query)
    {
        return m_engine->target().read(std::move(query)).result().value();
    }
    [[nodiscard]] bool open();
    QByteArray ask(qint64 company) { return m_engine->ask(u"invoices"_s, company, u"ana"_s); }

    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<FileTarget> m_target;
};

void OwnFileTest::init()
{
    m_target.reset();
    m_engine = EngineFixture::make({{u"CACHE_TYPE"_s, u"sqlite"_s}});
    QVERIFY(m_engine && open());
}

bool OwnFileTest::open()
{
    auto opened =
        FileTarget::open({m_engine->workspace().cachePath(), u"guest"_s, true}, m_engine->clock());
    if (!opened)
        return false;
    m_target = *std::move(opened);
    return true;
}

void OwnFileTest::tellsWhatItsOwnerTells()
{
    ask(1);
    ask(1);
    ask(2);
    m_engine->settle();
    QVERIFY(m_engine->target().act(Invalidate{{.companyId = 2}}).result());
    m_engine->settle();
    ask(2);
    m_engine->settle();
    const Stats here = beside(StatsQuery{});
    const Stats there = owner(StatsQuery{});
    QVERIFY(!here.detailsUnavailable && here.memory.unavailable);
    QCOMPARE(here.totals, there.totals);
    QCOMPARE(here.types, there.types);
    QCOMPARE(here.savings.week, there.savings.week);
    QCOMPARE(here.disk.entries, there.disk.entries);
    QCOMPARE(here.disk.bytes, there.disk.bytes);
    QCOMPARE(codec::toJson(beside(HistoryQuery{})), codec::toJson(owner(HistoryQuery{})));
    QCOMPARE(codec::toJson(beside(SavingsQuery{})), codec::toJson(owner(SavingsQuery{})));
    QCOMPARE(beside(FreshnessQuery{}).ages, owner(FreshnessQuery{}).ages);
    QCOMPARE(beside(EventsQuery{}).events.at(0).who, u"admin"_s);
    const QString key = m_engine->keyOf(u"invoices"_s, 2, u"ana"_s);
    QCOMPARE(beside(ExplainQuery{key}).invalidations.size(), size_t(1));
}

void OwnFileTest::followsItsOwner()
{
    ask(1);
    m_engine->settle();
    QCOMPARE(beside(StatsQuery{}).misses, 1);
    ask(1);
    m_engine->settle();
    QCOMPARE(beside(StatsQuery{}).hits, 1);
    QCOMPARE(beside(HistoryQuery{}).total.disk, 1);
}

void OwnFileTest::takesTheLogWhereAnotherProgramWentOnWithIt()
{
    ask(1);
    m_engine->settle();
    m_engine->close();
    QVERIFY(OtherProgram(m_engine->workspace().cachePath())
                .exec({u"INSERT INTO performance_log(cache_type, cache_hit, response_time_ms, "
                       "timestamp) VALUES ('partners', 1, 1, %1)"_s.arg(m_engine->clock().wallMs() /
                                                                        1000)}));
    const Stats stats = beside(StatsQuery{});
    QCOMPARE(stats.hits, 1);
    QCOMPARE(stats.misses, 1);
    QVERIFY(stats.detailsUnavailable);
}

void OwnFileTest::removesWhatTheOwnerThenLoadsAnew()
{
    const QByteArray one = ask(1);
    const QByteArray two = ask(2);
    m_engine->settle();
    QCOMPARE(beside(PreviewQuery{{.companyId = 1}}).entries, 1);
    QCOMPARE(m_target->act(Invalidate{{.companyId = 1}}).result()->entries, 1);
    QVERIFY(ask(1) != one);
    QCOMPARE(ask(2), two);
    m_engine->settle();
    QCOMPARE(owner(StatsQuery{}).disk.entries.value(), 2);
    QCOMPARE(beside(StatsQuery{}).disk.entries.value(), 2);
    QCOMPARE(beside(EventsQuery{}).events.at(0).who, u"guest"_s);
    OtherProgram other(m_engine->workspace().cachePath());
    QCOMPARE(other.first(u"PRAGMA integrity_check"_s), u"ok"_s);
}

void OwnFileTest::leavesSwitchesToItsOwner()
{
    QVERIFY(!m_target->capability(u"switch"_s).available);
    const auto refused = m_target->act(SetSwitch{SwitchKind::User, u"ana"_s, false}).result();
    QCOMPARE(refused.error().code, ErrorCode::NotAvailable);
}

void OwnFileTest::listsWhatItsOwnerLists()
{
    for (const qint64 company : {1, 2, 3})
        ask(company);
    m_engine->settle();
    EntriesQuery query{.limit = 2, .count = true};
    const EntriesPage first = beside(query);
    QCOMPARE(first.matching, std::optional<qint64>(3));
    QVERIFY(!first.rows.at(0).inMemory);
    QCOMPARE(first.rows.at(0).digest, owner(query).rows.at(0).digest);
    query.cursor = first.next;
    QCOMPARE(beside(query).rows.size(), size_t(1));
    const QString digest = first.rows.at(0).digest;
    QCOMPARE(beside(EntryQuery{digest}).value, owner(EntryQuery{digest}).value);
    QCOMPARE(beside(ExplainQuery{.digest = digest}).cacheKey, first.rows.at(0).cacheKey);
    const auto none = m_target->read(ExplainQuery{.digest = QString(32, u'0')}).result();
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void OwnFileTest::doesNotSayThatASwitchIsOffWhichItCannotKnow()
{
    QVERIFY(beside(StatsQuery{}).autoInvalidateUnavailable);
    QVERIFY(m_engine->target().act(SetSwitch{SwitchKind::AutoInvalidate, {}, true}).result());
    m_engine->settle();
    QVERIFY(!beside(StatsQuery{}).autoInvalidateUnavailable);
    QVERIFY(beside(StatsQuery{}).autoInvalidate);
}

void OwnFileTest::tellsWhenSwitchesTurnBack()
{
    const SetSwitch flip{SwitchKind::User, u"ana"_s, false, 60};
    const auto flipped = m_engine->target().act(flip).result();
    QVERIFY(flipped);
    m_engine->settle();
    QCOMPARE(beside(StatsQuery{}).timedSwitches, std::vector{*flipped});
    QCOMPARE(beside(UsersQuery{}).users.at(0).untilMs, flipped->untilMs);
    QCOMPARE(owner(UsersQuery{}).users.at(0).untilMs, flipped->untilMs);
}

void OwnFileTest::aFileOfANewerVersionIsOnlyViewed()
{
    ask(1);
    m_engine->settle();
    m_engine->close();
    QVERIFY(OtherProgram(m_engine->workspace().cachePath())
                .exec({u"UPDATE tw_meta SET value = '99' WHERE key = 'schema_version'"_s}));
    QVERIFY(open());
    QCOMPARE(m_target->state().kind, TargetState::Kind::ViewOnly);
    QCOMPARE(beside(StatsQuery{}).misses, 1);
    QCOMPARE(m_target->act(Clear{}).result().error().code, ErrorCode::NotAllowed);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::OwnFileTest)
#include "ownfiletest.moc"
