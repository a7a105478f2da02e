// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/gateway.h"

#include "cache/workspacecache.h"
#include "sample/samplegenerator.h"
#include "sample/sampleload.h"
#include "sample/samplemix.h"
#include "settings/workspace.h"
#include "source/sourcedatabase.h"
#include "source/workspacesource.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// The monitor's first look would invalidate once, in the middle of a test.
QProcessEnvironment unwatched()
{
    QProcessEnvironment environment;
    environment.insert(u"CACHE_AUTO_INVALIDATE"_s, u"false"_s);
    return environment;
}

} // namespace

class GatewayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(SampleGenerator(m_clock, {4'000}).create(folder(), {}, {}).ok());
        auto workspace = Workspace::open(folder(), unwatched());
        QVERIFY(workspace.ok());
        m_workspace.emplace(*std::move(workspace));
        auto cache = WorkspaceCache::open(*m_workspace, m_clock);
        QVERIFY(cache.ok());
        m_cache = *std::move(cache);
        auto source = WorkspaceSource::open(*m_workspace, *m_cache);
        QVERIFY2(source.ok(), source.ok() ? "" : qPrintable(source.error().message));
        m_source = *std::move(source);
    }
    void cleanupTestCase()
    {
        m_source.reset();
        m_cache.reset();
    }

    void theFirstAnswerComesFromTheDatabaseAndTheNextFromMemory()
    {
        const auto first = ask(u"trial_balance"_s, 101, {});
        QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().message));
        QCOMPARE(first->origin, Origin::Database);
        const auto second = ask(u"trial_balance"_s, 101, {});
        QCOMPARE(second->origin, Origin::Memory);
        QCOMPARE(second->value, first->value);
        QCOMPARE(ask(u"trial_balance"_s, 102, {})->origin, Origin::Database);
    }

    void theValueIsByteForByteWhatTheSourceGives()
    {
        const auto query = m_source->gateway().queries().find(u"receivables_ageing"_s);
        SourceOptions options;
        options.database = folder() + u"/source/main.db"_s;
        SourceDatabase database(options);
        const auto rows =
            database.json((*query)->statement, *(*query)->canonical({}), u"delta_energy"_s);
        QVERIFY(rows.ok());
        QVERIFY(rows->size() > 1000);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(ask(u"receivables_ageing"_s, 104, {})->value, *rows);
    }

    void howAParameterIsWrittenDoesNotMatter()
    {
        QVERIFY(ask(u"invoices_by_month"_s, 101, {{u"year"_s, u"2025"_s}}).ok());
        for (const QVariant& year : {QVariant(2025), QVariant(2025.0), QVariant(u" 2025"_s)})
            QCOMPARE(ask(u"invoices_by_month"_s, 101, {{u"year"_s, year}})->origin, Origin::Memory);
    }

    void aReportThatAllMaySeeIsSharedByAllUsers()
    {
        QCOMPARE(ask(u"dashboard_totals"_s, 103, {}, u"ioana.pop"_s)->origin, Origin::Database);
        QCOMPARE(ask(u"dashboard_totals"_s, 103, {}, u"mihai.radu"_s)->origin, Origin::Memory);
    }

    void aReportThatDependsOnTheUserIsNot()
    {
        for (const QString& user : {u"ioana.pop"_s, u"mihai.radu"_s}) {
            const auto answer = ask(u"top_partners"_s, 103, {}, user);
            QVERIFY(answer.ok());
            QCOMPARE(answer->origin, Origin::Database);
            const QJsonArray rows = QJsonDocument::fromJson(answer->value).array();
            QVERIFY(!rows.isEmpty());
            for (const auto& row : rows)
                QCOMPARE(row[u"agent"].toString(), user);
        }
        QCOMPARE(ask(u"top_partners"_s, 103, {}, u"ioana.pop"_s)->origin, Origin::Memory);
    }

    void someoneWhoLooksAfterNobodySeesAll()
    {
        const auto answer = ask(u"top_partners"_s, 103, {{u"n"_s, 5}}, u"guest"_s);
        QCOMPARE(QJsonDocument::fromJson(answer->value).array().size(), 5);
    }

    void askingDoesNotBlock()
    {
        auto future = m_source->gateway().run(u"treasury_forecast"_s, 105, {}, u"ioana.pop"_s);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.result().ok());
    }

    void whatIsWrongIsToldAtOnce_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<qint64>("company");
        QTest::addColumn<QVariantMap>("params");
        QTest::addColumn<QString>("user");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("told");

        const QVariantMap none;
        QTest::newRow("query") << u"nothing"_s << 101LL << none << u"a"_s << ErrorCode::NotFound
                               << u"\"nothing\""_s;
        QTest::newRow("no company") << u"trial_balance"_s << 0LL << none << u"a"_s
                                    << ErrorCode::InvalidArgument << u"company"_s;
        QTest::newRow("company") << u"trial_balance"_s << 999LL << none << u"a"_s
                                 << ErrorCode::NotFound << u"999"_s;
        QTest::newRow("parameter")
            << u"trial_balance"_s << 101LL << QVariantMap{{u"month"_s, u"May"_s}} << u"a"_s
            << ErrorCode::InvalidArgument << u"\"month\""_s;
        QTest::newRow("no user") << u"top_partners"_s << 101LL << none << QString()
                                 << ErrorCode::InvalidArgument << u"who asks"_s;
    }
    void whatIsWrongIsToldAtOnce()
    {
        QFETCH(QString, query);
        QFETCH(qint64, company);
        QFETCH(QVariantMap, params);
        QFETCH(QString, user);
        QFETCH(QString, told);
        const auto id = company ? std::optional(company) : std::nullopt;
        const auto answer = m_source->gateway().runNow(query, id, params, user);
        QVERIFY(!answer.ok());
        QTEST(answer.error().code, "code");
        QVERIFY2(answer.error().message.contains(told), qPrintable(answer.error().message));
        auto future = m_source->gateway().run(query, id, params, user);
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, answer.error().code);
    }

    void everyQuestionOfTheSimulatedUsersHasAnAnswer()
    {
        const SampleMix mix;
        Random random(4);
        for (int i = 0; i < 150; ++i) {
            const SampleQuestion question = mix.next(random);
            const auto answer =
                ask(question.query, question.companyId, question.params, question.user);
            QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().detail));
            QJsonParseError error;
            const auto rows = QJsonDocument::fromJson(answer->value, &error);
            QCOMPARE(error.error, QJsonParseError::NoError);
            QVERIFY(rows.isArray());
        }
    }

    void theSimulatedUsersWarmTheCache()
    {
        SampleLoad load(askThrough(m_source->gateway()), m_clock, 5);
        QVERIFY(load.set({true, 1000}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(load.counts().answered > 400, 30'000);
        QCOMPARE(load.counts().failed, 0);
        QVERIFY(load.counts().underWay <= SampleLoad::mostUnderWay);
        QVERIFY(m_cache->engine().memory().size().entries > 50);
    }

    void theCatalogNamesCompaniesAndReports()
    {
        const Catalog catalog = m_source->catalog();
        QCOMPARE(catalog.companies.size(), 6U);
        QCOMPARE(catalog.companies[3].id, 104);
        QCOMPARE(catalog.companies[3].name, u"Delta Energy"_s);
        QCOMPARE(catalog.types.size(), 6U);
        QCOMPARE(catalog.types[0].type, u"dashboard_totals"_s);
        QCOMPARE(catalog.types[0].title, u"Dashboard totals"_s);
    }

    void loadsUnderWayOutliveTheGateway()
    {
        auto source = WorkspaceSource::open(*m_workspace, *m_cache);
        QVERIFY(source.ok());
        std::vector<QFuture<Result<Answer>>> futures;
        for (int month = 1; month <= 10; ++month)
            futures.push_back(
                (*source)->gateway().run(u"trial_balance"_s, 106, {{u"month"_s, month}}, u"a"_s));
        (*source).reset();
        for (const auto& future : futures)
            QTRY_VERIFY(future.isFinished());
        for (const auto& future : futures)
            QVERIFY(future.result().ok());
    }

private:
    [[nodiscard]] Result<Answer> ask(const QString& query, qint64 company,
                                     const QVariantMap& params,
                                     const QString& user = u"ioana.pop"_s)
    {
        return m_source->gateway().runNow(query, company, params, user);
    }
    [[nodiscard]] QString folder() const { return m_place.filePath(u"ws"_s); }

    SystemClock m_clock;
    QTemporaryDir m_place;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<WorkspaceCache> m_cache;
    std::unique_ptr<WorkspaceSource> m_source;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::GatewayTest)
#include "gatewaytest.moc"
