// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fleetrig.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

namespace {

Tally tallyOf(qint64 hits, qint64 misses)
{
    Tally tally;
    tally.memory = hits;
    tally.database = misses;
    return tally;
}

/// As many hits of 1000 in each of its steps.
History historyOf(const HistoryQuery& query, qint64 nowMs, qint64 hits)
{
    History history;
    history.toMs = nowMs;
    history.stepMs = query.range.lengthMs / query.maxPoints;
    for (qint64 step = query.maxPoints - 1; step >= 0; --step)
        history.points.push_back({nowMs - step * history.stepMs, tallyOf(hits, 1000 - hits)});
    return history;
}

int timesAsked(const test::FakeTarget& target, const Range& range)
{
    return static_cast<int>(std::ranges::count_if(target.queries, [&](const Query& query) {
        const auto* history = std::get_if<HistoryQuery>(&query);
        return history && history->range == range;
    }));
}

} // namespace

class FleetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_rig = std::make_unique<test::FleetRig>(); }
    void cleanup() { m_rig.reset(); }
    void everyMemberSaysWhatItsTargetSays();
    void sumsSayOfHowManyMembersTheyAre();
    void oneThatDoesNotOpenIsTriedAgain();
    void oneThatIsHeldUpSaysByWhat();
    void whoeverWaitsForAPersonIsNotTriedByItself();
    void aPersonsQuestionIsForThoseThatWaitAsWell();
    void whoeverIsAskedNowStaysOpen();
    void oneWithoutAnAnswerDelaysNoOther();
    void oneThatFailsKeepsItsLastFiguresAndComesBack();
    void thoseThatNeedLookingAtComeFirst();
    void theOrderStandsForTenSeconds();
    void manyChangesAreToldAtOnce();
    void nothingIsAskedWhilePausedOrHidden();
    void refreshAsksAllWhilePaused();
    void aNewNameLeavesTheTargetOpen();
    void aNewPlaceOpensAnew();
    void manyFindTheirNewRowsAndStayOpen();
    void whatChangesSlowlyIsAskedOnceAMinuteAtMost();
    void aRateFarBelowItsOwnWeekIsAReasonToLook();
    void companiesThatAreBehindAreCounted();

private:
    [[nodiscard]] Fleet& fleet() { return m_rig->fleet; }
    [[nodiscard]] const FleetFigures& figures(const QString& id) { return m_rig->figures(id); }
    [[nodiscard]] bool hasState(const QString& id, FleetState state)
    {
        return m_rig->waitUntil([&] { return figures(id).state == state; });
    }

    std::unique_ptr<test::FleetRig> m_rig;
};

void FleetTest::everyMemberSaysWhatItsTargetSays()
{
    auto& target = m_rig->add(u"a"_s);
    target.stats.enabled = true;
    target.stats.setTotals(tallyOf(90, 10));
    target.stats.savings.today.queries = 7;
    target.stats.memory.bytes = 100;
    target.stats.memory.limitBytes = 400;
    m_rig->add(u"b"_s).makeViewOnly(u"Only watched."_s);
    m_rig->show();
    QCOMPARE(fleet().size(), 2);
    QCOMPARE(figures(u"a"_s).state, FleetState::Opening);
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    QVERIFY(hasState(u"b"_s, FleetState::ViewOnly));
    QCOMPARE(figures(u"a"_s).hitRate, 90.0);
    QCOMPARE(figures(u"a"_s).savedQueries, 7);
    QCOMPARE(figures(u"a"_s).memory.bytes, 100);
    QCOMPARE(fleet().member(0).name(), u"A"_s);
    target.stats.setTotals(tallyOf(90, 110));
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).hitRate == 0.0; }));
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).requestsPerS.value_or(0) > 0; }));
}

void FleetTest::sumsSayOfHowManyMembersTheyAre()
{
    m_rig->add(u"a"_s).stats.savings.today.queries = 7;
    m_rig->add(u"b"_s).stats.savings.today.queries = 5;
    m_rig->add(u"c"_s).stats.savings.today.queries = 100;
    m_rig->closed.insert(u"c"_s, {ErrorCode::Timeout, u"Nobody answers."_s});
    m_rig->add(u"d"_s);
    m_rig->closed.insert(u"d"_s, {ErrorCode::NotSignedIn, u"Who are you?"_s});
    for (const QString& id : {u"a"_s, u"b"_s})
        m_rig->targets[id]->stats.enabled = true;
    m_rig->show();
    QCOMPARE(fleet().sums().opening, 4);
    QVERIFY(m_rig->waitUntil([&] { return fleet().sums().ofSaved == 2; }));
    QVERIFY(hasState(u"d"_s, FleetState::NotSignedIn));
    const FleetSums sums = fleet().sums();
    QCOMPARE(sums.members, 4);
    QCOMPARE(sums.savedQueries, 12);
    QCOMPARE(sums.offline, 1);
    QCOMPARE(sums.waiting, 1);
    QCOMPARE(sums.concerned, 0);
}

void FleetTest::oneThatDoesNotOpenIsTriedAgain()
{
    m_rig->add(u"a"_s);
    m_rig->closed.insert(u"a"_s, {ErrorCode::Unreadable, u"There is no such file."_s});
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).failures >= 2; }));
    QCOMPARE(figures(u"a"_s).state, FleetState::Offline);
    QCOMPARE(figures(u"a"_s).trouble->message, u"There is no such file."_s);
    m_rig->closed.clear();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    QVERIFY(!figures(u"a"_s).trouble);
    QCOMPARE(figures(u"a"_s).failures, 0);
}

void FleetTest::oneThatIsHeldUpSaysByWhat()
{
    auto& opening = m_rig->hold(u"a"_s);
    m_rig->add(u"b"_s).stats.enabled = true;
    m_rig->show();
    QVERIFY(hasState(u"b"_s, FleetState::Connected));
    QCOMPARE(figures(u"a"_s).state, FleetState::Opening);
    opening.setProgressValueAndText(1, u"The key store asks for its password."_s);
    QVERIFY(hasState(u"a"_s, FleetState::Held));
    QCOMPARE(figures(u"a"_s).trouble->message, u"The key store asks for its password."_s);
    QCOMPARE(fleet().concern(0), FleetConcern::Held);
    QCOMPARE(fleet().sums().waiting, 1);
    int step = 1; // one that comes too soon after another is not told
    QVERIFY(m_rig->waitUntil([&] {
        opening.setProgressValueAndText(++step, u""_s);
        return figures(u"a"_s).state == FleetState::Opening;
    }));
    QVERIFY(!figures(u"a"_s).trouble);
    resolve(opening, std::shared_ptr<CacheTarget>(m_rig->targets[u"a"_s]));
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
}

void FleetTest::whoeverWaitsForAPersonIsNotTriedByItself()
{
    m_rig->add(u"a"_s);
    m_rig->add(u"b"_s);
    m_rig->closed.insert(u"a"_s, {ErrorCode::NotTrusted, u"Another certificate."_s});
    m_rig->show();
    QVERIFY(hasState(u"a"_s, FleetState::NotTrusted));
    const int asked = m_rig->targets[u"b"_s]->timesAsked<StatsQuery>();
    QVERIFY(m_rig->waitUntil(
        [&] { return m_rig->targets[u"b"_s]->timesAsked<StatsQuery>() > asked + 5; }));
    QCOMPARE(m_rig->opened.count(u"a"_s), 1);
    m_rig->closed.clear();
    fleet().retry(u"a"_s);
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
}

void FleetTest::aPersonsQuestionIsForThoseThatWaitAsWell()
{
    m_rig->add(u"shut"_s);
    auto& refused = m_rig->add(u"refused"_s);
    m_rig->closed.insert(u"shut"_s, {ErrorCode::NotTrusted, u"Another certificate."_s});
    m_rig->show();
    QVERIFY(hasState(u"shut"_s, FleetState::NotTrusted));
    QVERIFY(hasState(u"refused"_s, FleetState::Connected));
    refused.readFailure = Error{ErrorCode::NotSignedIn, u"Who are you?"_s};
    QVERIFY(hasState(u"refused"_s, FleetState::NotSignedIn));
    m_rig->closed.clear();
    refused.readFailure.reset();
    fleet().setPaused(true);
    fleet().askAll();
    QVERIFY(hasState(u"shut"_s, FleetState::Connected));
    QVERIFY(hasState(u"refused"_s, FleetState::Connected));
    QCOMPARE(m_rig->opened.count(u"shut"_s), 2);
    QCOMPARE(m_rig->opened.count(u"refused"_s), 2);
}

void FleetTest::whoeverIsAskedNowStaysOpen()
{
    auto& open = m_rig->add(u"a"_s);
    m_rig->add(u"b"_s);
    m_rig->closed.insert(u"b"_s, {ErrorCode::NotSignedIn, u"Who are you?"_s});
    fleet().setInterval(std::chrono::milliseconds(0));
    m_rig->show();
    fleet().refresh();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    QVERIFY(hasState(u"b"_s, FleetState::NotSignedIn));
    m_rig->closed.clear();
    const int asked = open.timesAsked<StatsQuery>();
    fleet().ask(u"a"_s);
    fleet().ask(u"b"_s);
    QVERIFY(m_rig->waitUntil([&] { return open.timesAsked<StatsQuery>() > asked; }));
    QVERIFY(hasState(u"b"_s, FleetState::Connected));
    QCOMPARE(m_rig->opened.count(u"a"_s), 1);
}

void FleetTest::oneWithoutAnAnswerDelaysNoOther()
{
    m_rig->add(u"a"_s).silent = true;
    auto& other = m_rig->add(u"b"_s);
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return other.timesAsked<StatsQuery>() >= 10; }));
    QCOMPARE(m_rig->targets[u"a"_s]->timesAsked<StatsQuery>(), 1);
    m_rig->targets[u"a"_s]->speak();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    m_rig->targets[u"a"_s]->silent = true;
    const int asked = m_rig->targets[u"a"_s]->timesAsked<StatsQuery>();
    QVERIFY(
        m_rig->waitUntil([&] { return m_rig->targets[u"a"_s]->timesAsked<StatsQuery>() > asked; }));
    m_rig->clock.advanceMs(4000);
    QVERIFY(hasState(u"a"_s, FleetState::Silent));
    QCOMPARE(fleet().sums().offline, 1);
}

void FleetTest::oneThatFailsKeepsItsLastFiguresAndComesBack()
{
    auto& target = m_rig->add(u"a"_s);
    target.stats.savings.today.queries = 7;
    m_rig->show();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    target.readFailure = Error{ErrorCode::Timeout, u"Nobody answers."_s};
    QVERIFY(hasState(u"a"_s, FleetState::Offline));
    QCOMPARE(figures(u"a"_s).savedQueries, 7);
    QVERIFY(figures(u"a"_s).seenMs < m_rig->clock.wallMs());
    QCOMPARE(fleet().sums().ofSaved, 0);
    target.readFailure.reset();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
}

void FleetTest::thoseThatNeedLookingAtComeFirst()
{
    for (const QString& id : {u"calm"_s, u"prod"_s, u"off"_s, u"sick"_s, u"gone"_s})
        m_rig->add(id).stats.enabled = id != u"off"_s;
    m_rig->targets[u"sick"_s]->stats.health = Health::Degraded;
    m_rig->closed.insert(u"gone"_s, {ErrorCode::Timeout, u"Nobody answers."_s});
    m_rig->connections[1].production = true;
    m_rig->show();
    const std::vector<int> wanted{4, 3, 2, 1, 0};
    QVERIFY(m_rig->waitUntil([&] { return fleet().order() == wanted; }));
    QCOMPARE(fleet().concern(4), FleetConcern::Offline);
    QCOMPARE(fleet().concern(3), FleetConcern::Degraded);
    QCOMPARE(fleet().concern(2), FleetConcern::SwitchedOff);
    QCOMPARE(fleet().concern(0), FleetConcern::None);
}

void FleetTest::theOrderStandsForTenSeconds()
{
    for (const QString& id : {u"a"_s, u"b"_s})
        m_rig->add(id).stats.enabled = true;
    m_rig->show();
    QSignalSpy changed(&fleet(), &Fleet::changed);
    QVERIFY(changed.wait());
    const auto order = fleet().order();
    m_rig->targets[u"b"_s]->stats.enabled = false;
    m_rig->clock.advanceMs(40);
    QTRY_COMPARE(fleet().concern(1), FleetConcern::SwitchedOff);
    QVERIFY(changed.wait());
    QCOMPARE(fleet().order(), order);
    m_rig->clock.advanceMs(10'000);
    QSignalSpy reordered(&fleet(), &Fleet::reordered);
    QVERIFY(reordered.wait());
    QCOMPARE(fleet().order(), (std::vector<int>{1, 0}));
}

void FleetTest::manyChangesAreToldAtOnce()
{
    for (int i = 0; i < 50; ++i)
        m_rig->add(QString::number(i));
    QSignalSpy changed(&fleet(), &Fleet::changed);
    QElapsedTimer time;
    m_rig->show();
    time.start();
    QVERIFY(m_rig->waitUntil([&] { return fleet().polls() >= 300; }));
    QVERIFY2(changed.count() <= 2 + time.elapsed() / 250,
             qPrintable(QString::number(changed.count())));
    for (const auto& told : changed) {
        const auto rows = told[0].value<QList<int>>();
        QVERIFY(std::ranges::adjacent_find(rows) == rows.end());
    }
}

void FleetTest::nothingIsAskedWhilePausedOrHidden()
{
    auto& target = m_rig->add(u"a"_s);
    m_rig->show();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    for (const bool hidden : {true, false}) {
        hidden ? fleet().setWatched(false) : fleet().setPaused(true);
        const qint64 polls = fleet().polls();
        m_rig->clock.advanceMs(100'000);
        QSignalSpy changed(&fleet(), &Fleet::changed);
        (void)changed.wait(300);
        QVERIFY(!changed.wait(300));
        QCOMPARE(fleet().polls(), polls);
        hidden ? fleet().setWatched(true) : fleet().setPaused(false);
        const int asked = target.timesAsked<StatsQuery>();
        QVERIFY(m_rig->waitUntil([&] { return target.timesAsked<StatsQuery>() > asked; }));
    }
}

void FleetTest::refreshAsksAllWhilePaused()
{
    for (int i = 0; i < 30; ++i)
        m_rig->add(QString::number(i));
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return fleet().sums().opening == 0; }));
    fleet().setPaused(true);
    QVERIFY(m_rig->waitUntil([&] { return fleet().cost().ms >= 0; }));
    const qint64 polls = fleet().polls();
    fleet().refresh();
    QVERIFY(m_rig->waitUntil([&] { return fleet().polls() >= polls + 30; }));
}

void FleetTest::aNewNameLeavesTheTargetOpen()
{
    m_rig->add(u"a"_s);
    m_rig->add(u"b"_s);
    m_rig->show();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    QSignalSpy reset(&fleet(), &Fleet::reset);
    std::swap(m_rig->connections[0], m_rig->connections[1]);
    m_rig->connections[1].name = u"Other"_s;
    m_rig->show();
    QCOMPARE(reset.count(), 1);
    QCOMPARE(fleet().member(1).name(), u"Other"_s);
    QCOMPARE(figures(u"a"_s).state, FleetState::Connected);
    QCOMPARE(m_rig->opened.count(u"a"_s), 1);
}

void FleetTest::aNewPlaceOpensAnew()
{
    m_rig->add(u"a"_s);
    m_rig->show();
    QVERIFY(hasState(u"a"_s, FleetState::Connected));
    m_rig->connections[0].place = u"elsewhere"_s;
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return m_rig->opened.count(u"a"_s) == 2; }));
    m_rig->connections.clear();
    m_rig->show();
    QCOMPARE(fleet().size(), 0);
    QCOMPARE(fleet().sums().members, 0);
}

void FleetTest::manyFindTheirNewRowsAndStayOpen()
{
    for (int i = 0; i < 300; ++i)
        m_rig->add(QString::number(i));
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return fleet().sums().opening == 0; }));
    std::ranges::reverse(m_rig->connections);
    m_rig->connections.erase(m_rig->connections.begin() + 100);
    m_rig->show();
    QCOMPARE(fleet().rowOf(u"199"_s), -1);
    QCOMPARE(fleet().size(), 299);
    for (int row = 0; row < fleet().size(); ++row) {
        const TargetConnection& connection = m_rig->connections[std::size_t(row)];
        QCOMPARE(fleet().rowOf(connection.id), row);
        QCOMPARE(fleet().member(row).target(), m_rig->targets[connection.id].get());
    }
    QCOMPARE(m_rig->opened.size(), 300);
}

void FleetTest::whatChangesSlowlyIsAskedOnceAMinuteAtMost()
{
    auto& target = m_rig->add(u"a"_s);
    target.lacking = {{QLatin1StringView(LatencyTotalsQuery::name), false, u"Not here."_s}};
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return target.timesAsked<StatsQuery>() >= 20; }));
    QCOMPARE(target.timesAsked<WatermarksQuery>(), 1);
    QCOMPARE(timesAsked(target, Range::hours(1)), 1);
    QCOMPARE(target.timesAsked<LatencyTotalsQuery>(), 0);
    m_rig->clock.advanceMs(180'000);
    QVERIFY(m_rig->waitUntil([&] { return target.timesAsked<WatermarksQuery>() == 2; }));
    QVERIFY(m_rig->waitUntil([&] { return timesAsked(target, Range::days(7)) == 1; }));
    m_rig->clock.advanceMs(25 * 60'000);
    QVERIFY(m_rig->waitUntil([&] { return target.timesAsked<WatermarksQuery>() == 3; }));
    QCOMPARE(timesAsked(target, Range::days(7)), 1);
    m_rig->clock.advanceMs(70 * 60'000);
    QVERIFY(m_rig->waitUntil([&] { return timesAsked(target, Range::days(7)) == 2; }));
}

/// Within the hour alone, nothing is unusual.
void FleetTest::aRateFarBelowItsOwnWeekIsAReasonToLook()
{
    auto& target = m_rig->add(u"a"_s);
    target.stats.enabled = true;
    target.history = [this](const HistoryQuery& query) {
        const bool isWeek = query.range == Range::days(7);
        return historyOf(query, m_rig->clock.wallMs(), isWeek ? 900 : 500);
    };
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).answeredLastHour > 0; }));
    m_rig->clock.advanceMs(180'000);
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).hitRateFallenFrom.has_value(); }));
    QCOMPARE(fleet().concern(0), FleetConcern::HitRate);
}

void FleetTest::companiesThatAreBehindAreCounted()
{
    auto& target = m_rig->add(u"a"_s);
    target.stats.enabled = true;
    CompanyWatermark current;
    current.state = Freshness::Current;
    CompanyWatermark behind;
    behind.state = Freshness::Behind;
    target.watermarks.companies = {current, behind, current};
    m_rig->show();
    QVERIFY(m_rig->waitUntil([&] { return figures(u"a"_s).fresh.has_value(); }));
    QCOMPARE(*figures(u"a"_s).fresh, (CompaniesCurrent{2, 3}));
    QCOMPARE(fleet().concern(0), FleetConcern::Behind);
    QCOMPARE(fleet().sums().concerned, 1);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FleetTest)
#include "fleettest.moc"
