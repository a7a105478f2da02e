// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/watermarkmonitor.h"

#include "source/workspacesource.h"
#include "support/fakeclock.h"
#include "support/quiet.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"
#include "watermarkbooks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr qint64 intervalMs = 60'000;
constexpr qint64 pastIntervalMs = 70'000; // and past its jitter

const QByteArray settingsOfBoth = "companies = SELECT id, schema, name FROM companies\n"
                                  "watermark = SELECT MAX(id_act) AS max_id, COUNT(*) AS postings, "
                                  "MAX(updated_at) AS last_change FROM {schema}.postings\n"
                                  "[cache]\n"
                                  "l1_ttl = 100000\n"
                                  "l2_ttl = 100000\n";

} // namespace

/// Every way in which the data of a company may change, on SQLite and on PostgreSQL.
class WatermarkTest final : public WatermarkBooks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_noServer = m_server.start(); }
    void initTestCase_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    void init()
    {
        QFETCH_GLOBAL(bool, postgres);
        m_postgres = postgres;
        if (m_postgres && !m_noServer.isEmpty())
            QSKIP(qPrintable(m_noServer));
        m_clock = std::make_unique<FakeClock>();
        m_workspace = std::make_unique<TempWorkspace>(*m_clock, settings() + settingsOfBoth);
        makeBooks(m_workspace->folder());
        openAll();
    }
    void cleanup()
    {
        closeAll();
        m_workspace.reset();
    }

    void aFirstAnswerCountsAsAChangeAndTheSameAgainDoesNot()
    {
        QCOMPARE(ask().origin, Origin::Database);
        QCOMPARE(ask().origin, Origin::Memory);
        m_monitor->runDue();
        QCOMPARE(ask().origin, Origin::Database);
        m_workspace->engine().settle();
        QCOMPARE(m_workspace->cache().events().recent({}).events.size(), 0U); // nothing was old
        checkAfterAnInterval();
        QCOMPARE(ask().origin, Origin::Memory);
        QCOMPARE(company().state, Freshness::Current);
        QCOMPARE(company().lag.value(), 0);
        QCOMPARE(company().invalidations, 1);
    }

    void nothingIsAskedBeforeItIsDue()
    {
        settleCompany();
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s);
        m_clock->advanceMs(intervalMs * 8 / 10);
        m_monitor->runDue();
        QCOMPARE(ask().origin, Origin::Memory);
        m_clock->advanceMs(intervalMs * 4 / 10);
        m_monitor->runDue();
        QCOMPARE(ask().value, "[{\"total\":100}]");
    }

    void anotherIntervalHoldsAtOnceAndInLaterRuns()
    {
        settleCompany();
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s);
        QVERIFY(m_monitor->setInterval(intervalMs / 6));
        m_clock->advanceMs(intervalMs / 6);
        m_monitor->runDue();
        QCOMPARE(ask().value, "[{\"total\":100}]");
        QCOMPARE(m_monitor->state().intervalMs, intervalMs / 6);
        reopen();
        QCOMPARE(m_monitor->state().intervalMs, intervalMs / 6);
    }

    void anUpdateAloneIsSeen()
    {
        settleCompany();
        change(
            u"UPDATE {schema}.act SET amount = 11, updated_at = '2026-02-02' WHERE id_act = 1"_s);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":61}]");
    }

    void theDeletionOfTheNewestRowIsSeen()
    {
        settleCompany();
        change(u"DELETE FROM {schema}.act WHERE id_act = 3"_s);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":30}]");
        QCOMPARE(company().sourceValue.value(), 2);
    }

    void aLowerNumberThatIsCommittedLateIsSeen()
    {
        settleCompany();
        const QString late = u"INSERT INTO {schema}.act VALUES (4, 40, '2026-01-01')"_s;
        openLateTransaction(late);
        change(u"INSERT INTO {schema}.act VALUES (5, 50, '2026-03-01')"_s);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":110}]");
        commitLateTransaction(late);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":150}]");
    }

    void tablesThatAreEmptiedAndFilledAgainAreSeen()
    {
        settleCompany();
        change(m_postgres ? u"TRUNCATE {schema}.act"_s : u"DELETE FROM {schema}.act"_s);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":null}]");
        QCOMPARE(company().sourceValue.value(), 0);
        change(u"INSERT INTO {schema}.act VALUES (1, 1, '2026-01-01'), (2, 2, '2026-01-02'), "
               "(3, 3, '2026-01-03')"_s);
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":6}]");
    }

    void aCheckThatFailsThreeTimesCountsAsAChangeEachTime()
    {
        settleCompany();
        change(u"DROP VIEW {schema}.postings"_s);
        qint64 pause = pastIntervalMs;
        for (int failures = 1; failures <= 3; ++failures) {
            QCOMPARE(ask().origin, Origin::Memory);
            m_clock->advanceMs(pause);
            m_monitor->runDue();
            QCOMPARE(company().failures, failures);
            QCOMPARE(company().state, Freshness::NotChecked);
            QVERIFY(!company().lastError.isEmpty());
            QVERIFY(!company().sourceValue);
            QCOMPARE(ask().origin, Origin::Database);
            const qint64 next = *company().nextMs - m_clock->wallMs();
            QCOMPARE_GE(next, (intervalMs << (failures - 1)) * 9 / 10);
            pause = next;
        }
        makeView();
        m_clock->advanceMs(pause);
        m_monitor->runDue(); // the same row as before, but who knows what was in between
        QCOMPARE(ask().origin, Origin::Database);
        QCOMPARE(company().failures, 0);
        checkAfterAnInterval();
        QCOMPARE(ask().origin, Origin::Memory);
    }

    void aSourceThatIsDownKeepsItsDataAndIsFreshOnceItIsBack()
    {
        if (!m_postgres)
            QSKIP("a file that is open can't be down");
        const Quiet quiet; // the driver complains of statements it can't free any more
        settleCompany();
        m_server.stop();
        qint64 pause = pastIntervalMs;
        for (int failures = 1; failures <= 3; ++failures) {
            m_clock->advanceMs(pause);
            m_monitor->runDue();
            QCOMPARE(company().failures, failures);
            QCOMPARE(ask().origin, Origin::Memory);
            pause = *company().nextMs - m_clock->wallMs();
        }
        QCOMPARE_GE(pause, 4 * intervalMs * 9 / 10);
        QCOMPARE(m_server.start(), QString());
        m_clock->advanceMs(pause);
        m_monitor->runDue();
        QCOMPARE(ask().origin, Origin::Database);
        QCOMPARE(company().state, Freshness::Current);
    }

    void aSchemaThatIsAddedWhileRunningIsWatched()
    {
        settleCompany();
        makeCompany(2, u"beta"_s);
        m_clock->advanceMs(10'000); // the source was asked for its companies just now
        QCOMPARE(ask(2).origin, Origin::Database);
        m_monitor->runDue();
        QCOMPARE(ask(2).origin, Origin::Database);
        QCOMPARE(m_monitor->state().companies.size(), 2U);
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s, u"beta"_s);
        checkAfterAnInterval();
        QCOMPARE(ask(2).value, "[{\"total\":100}]");
        QCOMPARE(ask(1).origin, Origin::Memory);
    }

    void withTheSwitchOffItOnlyLooks()
    {
        settleCompany();
        QVERIFY(m_workspace->cache().switches().set(SwitchKind::AutoInvalidate, {}, false).ok());
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01'), (5, 50, '2026-02-01')"_s);
        checkAfterAnInterval();
        QCOMPARE(company().sourceValue.value(), 3);
        QVERIFY(m_monitor->checkNow(1).ok());
        QCOMPARE(ask().origin, Origin::Memory);
        QCOMPARE(company().state, Freshness::Behind);
        QCOMPARE(company().cachedValue.value(), 3);
        QCOMPARE(company().sourceValue.value(), 5);
        QCOMPARE(company().lag.value(), 2);
        QCOMPARE(company().behindSinceMs.value(), m_clock->wallMs());
        QCOMPARE(m_clock->wallMs() - company().currentMs.value(), pastIntervalMs);
        QCOMPARE(company().changedBy.value(), 2);
        QVERIFY(!company().changedEntries);
        QVERIFY(!company().nextMs);
        QVERIFY(m_workspace->cache().switches().set(SwitchKind::AutoInvalidate, {}, true).ok());
        checkAfterAnInterval();
        QCOMPARE(ask().value, "[{\"total\":150}]");
        QCOMPARE(company().state, Freshness::Current);
    }

    void noUndoBringsBackWhatChangedMeanwhileThoughNothingWasInvalidated()
    {
        settleCompany();
        QVERIFY(m_workspace->cache().switches().set(SwitchKind::AutoInvalidate, {}, false).ok());
        CacheEngine& engine = m_workspace->engine();
        const auto first = engine.invalidate({}, u"ana"_s);
        QVERIFY(m_monitor->checkNow(1).ok());
        QCOMPARE(engine.undo(first->id.value())->entries, 1); // the same answer is no change
        const auto second = engine.invalidate({}, u"ana"_s);
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s);
        QVERIFY(m_monitor->checkNow(1).ok());
        const auto undone = engine.undo(second->id.value());
        QCOMPARE(undone->changed, 1);
        QCOMPARE(undone->entries, 0);
        QCOMPARE(ask().value, "[{\"total\":100}]");
    }

    void checkingNowDoesNotWaitUntilItIsDue()
    {
        settleCompany();
        change(u"DELETE FROM {schema}.act WHERE id_act = 1"_s);
        const Result<Watermarks> checked = m_monitor->checkNow({});
        QVERIFY(checked.ok());
        QCOMPARE(checked->companies.front().changedMs.value(), m_clock->wallMs());
        QCOMPARE(ask().value, "[{\"total\":50}]");
        QCOMPARE(m_monitor->checkNow(77).error().code, ErrorCode::NotFound);
        const QJsonValue json = codec::toJson(*checked);
        QCOMPARE(codec::toJson(*codec::fromJson<Watermarks>(json)), json);
        m_workspace->engine().settle();
        const Events events = m_workspace->cache().events().recent({});
        QCOMPARE(events.events.front().kind, EventKind::Invalidated);
        QCOMPARE(events.events.front().who, WatermarkMonitor::who());
    }

    void aTargetTellsWhatIsKnownAndChecksForWhoMay()
    {
        settleCompany();
        EngineTargetParts parts{u"Books"_s, u"here"_s, u"ana"_s};
        parts.monitor = m_monitor.get();
        EngineTarget target(m_workspace->cache(), parts);
        QVERIFY(!target.read(StatsQuery{}).result()->autoInvalidateUnavailable);
        const auto told = target.read(WatermarksQuery{}).result();
        QCOMPARE(codec::toJson(*told), codec::toJson(m_monitor->state()));
        change(u"DELETE FROM {schema}.act WHERE id_act = 1"_s);
        const auto refused = target.act(CheckWatermarks{}, {u"bob"_s, Role::Viewer}).result();
        QCOMPARE(refused.error().code, ErrorCode::NotAllowed);
        QCOMPARE(ask().origin, Origin::Memory);
        const auto checked = target.act(CheckWatermarks{1}, {u"bob"_s, Role::Operator}).result();
        QCOMPARE(checked->companies.front().invalidations, 2);
        QCOMPARE(ask().value, "[{\"total\":50}]");
    }

    void howFarBehindCompaniesWereAndWhatADayTookOutIsTold()
    {
        settleCompany();
        checkAfterAnInterval();
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s);
        checkAfterAnInterval();
        QCOMPARE(told().lags.front().points.at(3).behindMs.value(), pastIntervalMs);
        QCOMPARE(told().dayInvalidations, 2); // the first answer is one
        m_workspace->engine().settle();
        m_clock->advanceMs(1000);
        reopen();
        QCOMPARE(told().dayEntries, 1); // that of the first answer was no event
        m_clock->advanceMs(Range::days(1).lengthMs);
        QCOMPARE(told().dayEntries, 0);
        QVERIFY(m_workspace->cache().switches().set(SwitchKind::AutoInvalidate, {}, false).ok());
        reopen();
        m_monitor->runDue();
        QCOMPARE(company().state, Freshness::NeverChecked); // known, though nobody watches it
    }

    void whatWasSeenBeforeARestartIsRemembered()
    {
        settleCompany();
        QCOMPARE(OtherProgram(m_workspace->cachePath())
                     .rows(u"SELECT company_id, schema, max_id_act FROM cache_watermarks"_s),
                 QStringList{u"1|alfa|3"_s});
        reopen();
        m_monitor->runDue();
        QCOMPARE(ask().origin, Origin::Disk);
        closeAll();
        change(u"UPDATE {schema}.act SET amount = 0, updated_at = '2026-02-02' WHERE id_act = 1"_s);
        openAll();
        m_monitor->runDue();
        QCOMPARE(ask().value, "[{\"total\":50}]");
    }

    void aWatermarkThatAnotherProgramWroteIsNotBelieved()
    {
        settleCompany();
        closeAll();
        QVERIFY(OtherProgram(m_workspace->cachePath())
                    .exec({u"UPDATE cache_watermarks SET max_id_act = 2"_s}));
        m_clock->advanceMs(1);
        openAll();
        m_monitor->runDue();
        QCOMPARE(ask().origin, Origin::Database);
        m_workspace->engine().settle();
        QCOMPARE(m_workspace->cache().events().recent({}).events.size(), 1U);
    }

    void anOpenedWorkspaceIsWatchedByItself()
    {
        closeAll();
        SystemClock clock;
        TempWorkspace workspace(clock, settings() + settingsOfBoth + "check_interval = 1\n");
        copyBooks(workspace.folder());
        QVERIFY(workspace.open(ThrowawayPostgres::environment()).ok());
        auto source = WorkspaceSource::open(workspace.workspace(), workspace.cache());
        QVERIFY(source.ok());
        QVERIFY((*source)->monitor());
        const auto total = [&] {
            return (*source)->gateway().runNow(u"total"_s, 1, {}, u"ana"_s)->value;
        };
        QCOMPARE(total(), "[{\"total\":60}]");
        QTRY_COMPARE((*source)->monitor()->state().companies.size(), 1U);
        m_booksFolder = workspace.folder();
        change(u"INSERT INTO {schema}.act VALUES (4, 40, '2026-02-01')"_s);
        QTRY_COMPARE(total(), "[{\"total\":100}]");
        QVERIFY((*source)->monitor()->state().running);
    }

private:
    [[nodiscard]] QByteArray settings() const
    {
        if (!m_postgres)
            return "[source]\ndatabase = main.db\nfolder = books\n";
        return "[source]\ndriver = QPSQL\nhost = 127.0.0.1\nuser = tierwatch\ndatabase = postgres\n"
               "port = " +
               QByteArray::number(m_server.port()) + '\n';
    }

    void openAll()
    {
        QVERIFY(m_workspace->open(ThrowawayPostgres::environment()).ok());
        const Workspace& workspace = m_workspace->workspace();
        m_sources = std::make_shared<const Sources>(workspace, m_workspace->cache());
        auto queries = QueryCatalog::load(workspace.queriesFolder());
        QVERIFY(queries.ok());
        m_gateway =
            std::make_unique<Gateway>(m_workspace->engine(), m_sources, *std::move(queries));
        m_monitor = std::make_unique<WatermarkMonitor>(m_sources, m_workspace->cache(),
                                                       WatermarkMonitor::Options{intervalMs, 0.1});
    }
    void closeAll()
    {
        m_monitor.reset();
        m_gateway.reset();
        m_sources.reset();
        if (m_workspace)
            m_workspace->close();
    }
    void reopen()
    {
        closeAll();
        openAll();
    }

    Answer ask(qint64 companyId = 1)
    {
        const Result<Answer> answer = m_gateway->runNow(u"total"_s, companyId, {}, u"ana"_s);
        if (!answer)
            QTest::qFail(qPrintable(answer.error().message + answer.error().detail), __FILE__,
                         __LINE__);
        return answer ? *answer : Answer();
    }
    /// Company 1 is cached, watched and current.
    void settleCompany()
    {
        (void)ask();
        m_monitor->runDue();
        QCOMPARE(ask().value, "[{\"total\":60}]");
        m_workspace->engine().settle();
        QCOMPARE(company().state, Freshness::Current);
    }
    void checkAfterAnInterval()
    {
        m_clock->advanceMs(pastIntervalMs);
        m_monitor->runDue();
    }
    [[nodiscard]] CompanyWatermark company() const
    {
        const Watermarks all = m_monitor->state();
        return all.companies.empty() ? CompanyWatermark() : all.companies.front();
    }

    [[nodiscard]] FreshnessReport told()
    {
        FreshnessReport report;
        m_monitor->fill(report, Range::hours(1));
        return report;
    }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    std::shared_ptr<const Sources> m_sources;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<WatermarkMonitor> m_monitor;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::WatermarkTest)
#include "watermarktest.moc"
