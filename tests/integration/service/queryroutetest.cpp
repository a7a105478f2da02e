// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/queryroute.h"
#include "integration/target/enginefixture.h"
#include "servicefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Named queries over HTTP, and the headers that say where their answers came from.
class QueryRouteTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhereAnAnswerCameFrom();
    void takesTheParametersOfTheQuery();
    void asksTheDatabaseWhereItIsTold();
    void saysWhatIsWrong();
    void runsAsSomebodyElseForAdministratorsAlone();
    void isNotHeldToARate();
    void wordsEveryOrigin_data();
    void wordsEveryOrigin();

private:
    [[nodiscard]] HttpReply get(const QByteArray& query, Role role = Role::Viewer)
    {
        return m_service->client().get("/api/query/" + query, m_service->token(role));
    }

    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void QueryRouteTest::init()
{
    m_engine = EngineFixture::make({});
    ServiceOptions options;
    options.rate = {0.01, 1};
    m_service = std::make_unique<ServiceFixture>(m_engine->target(), options);
}

void QueryRouteTest::cleanup()
{
    m_service.reset();
    m_engine.reset();
}

void QueryRouteTest::saysWhereAnAnswerCameFrom()
{
    const HttpReply miss = get("one");
    QCOMPARE(miss.status, 200);
    QCOMPARE(miss.header("content-type"), "application/json");
    QCOMPARE(miss.body, R"([{"n":2026}])");
    QVERIFY2(miss.header("cache-status").startsWith("tierwatch; fwd=miss; ttl="),
             miss.header("cache-status").constData());
    QVERIFY(miss.header("cache-status").endsWith("; detail=database:first"));
    QVERIFY(miss.header("server-timing").contains(", db;dur="));
    m_engine->clock().advanceMs(2'500);
    const HttpReply hit = get("one");
    QCOMPARE(hit.body, miss.body);
    QVERIFY2(hit.header("cache-status").startsWith("tierwatch; hit; ttl="),
             hit.header("cache-status").constData());
    QVERIFY(hit.header("cache-status").endsWith("; detail=memory"));
    QCOMPARE(hit.header("age"), "2");
    QVERIFY(hit.header("server-timing").startsWith("cache;dur=") &&
            !hit.header("server-timing").contains("db;"));
}

void QueryRouteTest::takesTheParametersOfTheQuery()
{
    QCOMPARE(get("one?year=1999").body, R"([{"n":1999}])");
    QVERIFY(get("one?year=2000").header("cache-status").contains("; fwd=miss"));
    QVERIFY(get("one?year=1999").header("cache-status").contains("; hit"));
    QCOMPARE(get("one?year=soon").status, 422);
}

void QueryRouteTest::asksTheDatabaseWhereItIsTold()
{
    (void)get("one");
    QVERIFY(get("one?without_cache=true").header("cache-status").contains("; fwd=bypass"));
    QVERIFY(get("one").header("cache-status").contains("; hit"));
}

void QueryRouteTest::saysWhatIsWrong()
{
    QCOMPARE(get("two").status, 404);
    QCOMPARE(get("two").json()[u"code"], QJsonValue(u"not_found"_s));
    QCOMPARE(get("one?company_id=x").status, 422);
    const HttpReply unknown = get("one?month=7");
    QCOMPARE(unknown.status, 422);
    QVERIFY(unknown.json()[u"detail"][0][u"msg"].toString().contains(u"month"));
    QCOMPARE(get("one?source=elsewhere").status, 404);
    QCOMPARE(get("").status, 404);
}

void QueryRouteTest::runsAsSomebodyElseForAdministratorsAlone()
{
    QCOMPARE(get("one?username=viewer").status, 200);
    const HttpReply refused = get("one?username=ana", Role::Operator);
    QCOMPARE(refused.status, 403);
    QVERIFY(refused.json()[u"detail"].toString().contains(u"administrator"));
    QCOMPARE(get("one?username=ana", Role::Administrator).status, 200);
    QCOMPARE(m_service->audited().back()[u"action"], QJsonValue(u"run"_s));
}

void QueryRouteTest::isNotHeldToARate()
{
    for (int i = 0; i < 5; ++i)
        QCOMPARE(get("one").status, 200);
}

void QueryRouteTest::wordsEveryOrigin_data()
{
    QTest::addColumn<RunAnswer>("answer");
    QTest::addColumn<QByteArray>("words");
    RunAnswer answer;
    answer.origin = Origin::Memory;
    answer.lifeLeftMs = 61'500;
    answer.digest = u"abc"_s;
    QTest::newRow("memory") << answer << "tierwatch; hit; ttl=61; key=\"abc\"; detail=memory"_ba;
    answer = {};
    answer.origin = Origin::Disk;
    answer.stale = true;
    QTest::newRow("stale") << answer << "tierwatch; hit; detail=disk-stale"_ba;
    answer = {};
    answer.reason = MissReason::First;
    QTest::newRow("first") << answer << "tierwatch; fwd=miss; detail=database:first"_ba;
    answer.reason = MissReason::Expired;
    QTest::newRow("expired") << answer << "tierwatch; fwd=stale; detail=database:expired"_ba;
    answer.shared = true;
    QTest::newRow("shared") << answer
                            << "tierwatch; fwd=stale; collapsed; detail=database:expired"_ba;
    answer = {};
    answer.reason = MissReason::MonitorInvalidated;
    QTest::newRow("invalidated") << answer
                                 << "tierwatch; fwd=miss; detail=database:monitor_invalidated"_ba;
    answer.origin = Origin::Disk;
    answer.reason = MissReason::Expired;
    answer.stale = true;
    QTest::newRow("stale for a reason") << answer << "tierwatch; hit; detail=disk-stale:expired"_ba;
    answer = {};
    answer.origin = Origin::Bypassed;
    QTest::newRow("bypassed") << answer << "tierwatch; fwd=bypass; detail=bypassed"_ba;
}

void QueryRouteTest::wordsEveryOrigin()
{
    QFETCH(RunAnswer, answer);
    QFETCH(QByteArray, words);
    QCOMPARE(cacheStatusOf(answer), words);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::QueryRouteTest)
#include "queryroutetest.moc"
