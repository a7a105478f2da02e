// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "servicefixture.h"
#include "support/faketarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What the service adds to the contract's calls.
class ServiceRoutesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tellsWhatCanBeAskedAndByWhom();
    void takesTheFieldsOfAQueryFromTheAddress();
    void saysWhatIsWrongWithAnAddress();
    void invalidatesByUser();
    void tellsThePriceAndDoesNothing();
    void purgesForAdministratorsAlone();
    void undoesAnInvalidation();
    void clearsAndCleansUpWithoutABody();
    void switchesAnotherUserForALimitedTime();
    void measuresNamedQueries();
    void tellsWhatATargetCannotDo();
    void answersHeadAsGet();
    void takesJsonAlone();
    void holdsATokenToItsRate();
    void refusesARevokedTokenWithinASecond();
    void writesDownWhatWasDoneAndByWhom();
    void doesNothingThatCannotBeWrittenDown();

private:
    [[nodiscard]] HttpReply get(const QByteArray& target, Role role = Role::Viewer)
    {
        return m_service->client().get("/api/cache" + target, m_service->token(role));
    }
    [[nodiscard]] HttpReply post(const QByteArray& target, const QByteArray& body,
                                 Role role = Role::Administrator)
    {
        return m_service->client().post("/api/cache" + target, m_service->token(role), body);
    }
    QByteArray ask(const QString& user = u"ana"_s) { return m_engine->ask(u"invoices"_s, 1, user); }

    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void ServiceRoutesTest::init()
{
    m_engine = EngineFixture::make({});
    m_service = std::make_unique<ServiceFixture>(m_engine->target());
}

void ServiceRoutesTest::cleanup()
{
    m_service.reset();
    m_engine.reset();
}

void ServiceRoutesTest::tellsWhatCanBeAskedAndByWhom()
{
    const QJsonObject told = get("/capabilities", Role::Operator).json();
    QCOMPARE(told[u"name"], QJsonValue(u"Test reports"_s));
    QCOMPARE(told[u"role"], QJsonValue(u"operator"_s));
    QCOMPARE(told[u"username"], QJsonValue(u"operator"_s));
    QStringList names;
    for (const auto capability : told[u"capabilities"].toArray())
        names << capability[u"name"].toString();
    QCOMPARE(names, operationNames());
}

void ServiceRoutesTest::takesTheFieldsOfAQueryFromTheAddress()
{
    const QJsonObject history = get("/history?length_ms=3600000&max_points=60").json();
    QCOMPARE(history[u"step_ms"], QJsonValue(60'000));
    ask();
    m_engine->settle();
    QCOMPARE(get("/preview?company_id=1").json()[u"entries"], QJsonValue(1));
    QCOMPARE(get("/preview?company_id=2").json()[u"entries"], QJsonValue(0));
    const HttpReply estimate = get("/benchmark-estimate?queries=one&queries=one&rounds=2");
    QCOMPARE(estimate.status, 200);
}

void ServiceRoutesTest::saysWhatIsWrongWithAnAddress()
{
    const HttpReply reply = get("/history?length_ms=long&max_points=1.5");
    QCOMPARE(reply.status, 422);
    const QJsonArray faults = reply.json()[u"detail"].toArray();
    QCOMPARE(faults.size(), 2);
    QCOMPARE(faults[0][u"loc"], QJsonValue(QJsonArray{u"query"_s, u"length_ms"_s}));
    QCOMPARE(faults[0][u"type"], QJsonValue(u"int_type"_s));
}

void ServiceRoutesTest::invalidatesByUser()
{
    const QByteArray hers = ask(u"ana"_s);
    const QByteArray his = ask(u"dan"_s);
    const HttpReply reply = post("/invalidate", R"({"username": "ana", "mode": "invalidate"})");
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.json()[u"id"].isDouble() && reply.json()[u"undo_until_ms"].isDouble());
    QVERIFY(ask(u"ana"_s) != hers);
    QCOMPARE(ask(u"dan"_s), his);
    QCOMPARE(post("/invalidate", R"({"username": "ana", "company_id": 1})").status, 422);
    QCOMPARE(ask(u"dan"_s), his);
}

void ServiceRoutesTest::tellsThePriceAndDoesNothing()
{
    const QByteArray before = ask();
    m_engine->settle();
    const HttpReply reply = post("/invalidate", R"({"company_id": 1, "preview": true})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json()[u"preview"][u"entries"], QJsonValue(1));
    QCOMPARE(ask(), before);
}

void ServiceRoutesTest::purgesForAdministratorsAlone()
{
    const QByteArray before = ask();
    const QByteArray body = R"({"mode": "purge"})";
    const HttpReply refused = post("/invalidate", body, Role::Operator);
    QCOMPARE(refused.status, 403);
    QVERIFY(refused.json()[u"detail"].toString().contains(u"administrator"));
    QCOMPARE(ask(), before);
    QCOMPARE(post("/invalidate", body).status, 200);
    QVERIFY(ask() != before);
}

void ServiceRoutesTest::undoesAnInvalidation()
{
    const QByteArray before = ask();
    m_engine->settle();
    const QJsonObject done = post("/invalidate", R"({"mode": "invalidate"})").json();
    const QByteArray undo = R"({"id": )" + QByteArray::number(done[u"id"].toInteger()) + "}";
    const HttpReply undone = post("/undo", undo, Role::Operator);
    QCOMPARE(undone.status, 200);
    QCOMPARE(undone.json()[u"entries"], QJsonValue(1));
    QCOMPARE(ask(), before);
    QCOMPARE(post("/undo", R"({"id": 4711})").status, 404);
}

void ServiceRoutesTest::clearsAndCleansUpWithoutABody()
{
    const QByteArray before = ask();
    const HttpClient client = m_service->client();
    QCOMPARE(client.ask({"POST", "/api/cache/cleanup", m_service->token(Role::Operator)}).status,
             200);
    QCOMPARE(ask(), before);
    QCOMPARE(client.ask({"POST", "/api/cache/clear", m_service->token(Role::Administrator)}).status,
             200);
    QVERIFY(ask() != before);
}

void ServiceRoutesTest::switchesAnotherUserForALimitedTime()
{
    const QByteArray forEver = R"({"enabled": false, "username": "ana"})";
    const QByteArray forAnHour = R"({"enabled": false, "username": "ana", "for_seconds": 3600})";
    QCOMPARE(post("/toggle-user", forAnHour, Role::Viewer).status, 403);
    QCOMPARE(post("/toggle-user", forEver, Role::Operator).status, 403);
    const HttpReply limited = post("/toggle-user", forAnHour, Role::Operator);
    QCOMPARE(limited.status, 200);
    QCOMPARE(limited.json()[u"username"], QJsonValue(u"ana"_s));
    QCOMPARE(post("/toggle-user", forEver, Role::Administrator).status, 200);
    QVERIFY(ask() != ask());
    QCOMPARE(post("/toggle-user", R"({"enabled": true, "for_seconds": 0})").status, 422);
}

void ServiceRoutesTest::measuresNamedQueries()
{
    const HttpReply run =
        post("/benchmark", R"({"queries": ["one"], "rounds": 2})", Role::Operator);
    QCOMPARE(run.status, 200);
    QCOMPARE(run.json()[u"rows"][0][u"rounds"], QJsonValue(2));
    QCOMPARE(get("/benchmarks").json()[u"runs"].toArray().size(), 1);
}

void ServiceRoutesTest::tellsWhatATargetCannotDo()
{
    const HttpReply reply = get("/watermarks");
    QCOMPARE(reply.status, 501);
    QCOMPARE(reply.json()[u"code"], QJsonValue(u"not_available"_s));
    for (const auto capability : get("/capabilities").json()[u"capabilities"].toArray()) {
        if (capability[u"name"] == QJsonValue(u"watermarks"_s))
            QCOMPARE(capability[u"reason"], reply.json()[u"detail"]);
    }
}

void ServiceRoutesTest::answersHeadAsGet()
{
    const HttpReply reply =
        m_service->client().ask({"HEAD", "/api/cache/stats", m_service->token(Role::Viewer)});
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.isEmpty() && reply.header("content-length").toInt() > 0);
}

void ServiceRoutesTest::takesJsonAlone()
{
    const QByteArray before = ask();
    for (const QByteArray type : {"text/plain", "application/x-www-form-urlencoded",
                                  "multipart/form-data", "application/jsonp", ""}) {
        const HttpReply reply = m_service->client().ask({"POST", "/api/cache/invalidate",
                                                         m_service->token(Role::Administrator),
                                                         "{}", "Content-Type: " + type + "\r\n"});
        QVERIFY2(reply.status == 415, type.constData());
    }
    QCOMPARE(ask(), before);
    const HttpReply json = m_service->client().ask(
        {"POST", "/api/cache/invalidate", m_service->token(Role::Administrator), "{}",
         "Content-Type: Application/JSON; charset=utf-8\r\n"});
    QCOMPARE(json.status, 200);
}

void ServiceRoutesTest::holdsATokenToItsRate()
{
    ServiceOptions options;
    options.rate = {0.01, 3};
    FakeTarget target;
    ServiceFixture service(target, options);
    const HttpClient client = service.client();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get("/api/cache/stats", service.token(Role::Viewer)).status, 200);
    const HttpReply refused = client.get("/api/cache/stats", service.token(Role::Viewer));
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.header("retry-after").toInt() >= 1);
    QCOMPARE(client.get("/api/cache/stats", service.token(Role::Operator)).status, 200);
    for (const QByteArray free : {"/api/cache/health", "/metrics"})
        QCOMPARE(client.get(free, service.token(Role::Viewer)).status, 200);
    QCOMPARE(service.audited().back()[u"reason"], QJsonValue(u"rate"_s));
}

void ServiceRoutesTest::refusesARevokedTokenWithinASecond()
{
    const QByteArray token = m_service->secretFor({u"guest"_s, Role::Viewer});
    const auto status = [&] { return m_service->client().get("/api/cache/stats", token).status; };
    QCOMPARE(status(), 200);
    const auto otherProgram =
        TokenStore::open(*ControlFile::open(m_service->folder()), m_engine->clock());
    QVERIFY((*otherProgram)->revoke(u"guest"_s));
    QTRY_COMPARE_WITH_TIMEOUT(status(), 401, 1'000);
}

void ServiceRoutesTest::writesDownWhatWasDoneAndByWhom()
{
    QCOMPARE(post("/invalidate", R"({"company_id": 3})", Role::Operator).status, 200);
    QCOMPARE(post("/invalidate", R"({"company_id": "3"})", Role::Operator).status, 422);
    QCOMPARE(post("/toggle-global", R"({"enabled": false})", Role::Viewer).status, 403);
    QCOMPARE(post("/undo", R"({"id": 4711})", Role::Operator).status, 404);
    auto records = m_service->audited();
    records.erase(records.begin(), records.begin() + 3); // of the tokens
    QStringList outcomes;
    for (const QJsonObject& record : records)
        outcomes << record[u"outcome"].toString() + u' ' + record[u"reason"].toString();
    QCOMPARE(outcomes, QStringList({u"intended "_s, u"done "_s, u"refused invalid_argument"_s,
                                    u"refused role"_s, u"intended "_s, u"refused not_found"_s}));
    QCOMPARE(records[1][u"action"], QJsonValue(u"invalidate"_s));
    QCOMPARE(records[1][u"username"], QJsonValue(u"operator"_s));
    QCOMPARE(records[1][u"peer"], QJsonValue(u"127.0.0.1"_s));
    QCOMPARE(records[1][u"detail"][u"scope"][u"company_id"], QJsonValue(3));
    QCOMPARE(records[1][u"intent"], records[0][u"id"]);
    QCOMPARE(records[5][u"intent"], records[4][u"id"]);
}

void ServiceRoutesTest::doesNothingThatCannotBeWrittenDown()
{
    const QByteArray before = ask();
    const QString file = m_service->folder() + u"/control.db"_s;
    QVERIFY(OtherProgram(file).exec({u"DROP TABLE audit"_s}));
    QCOMPARE(post("/invalidate", R"({"company_id": "3"})").status, 422);
    m_service->audit().flush();
    QVERIFY(m_service->audit().failure());
    const HttpReply refused = post("/invalidate", "{}");
    QCOMPARE(refused.status, 503);
    QCOMPARE(ask(), before);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceRoutesTest)
#include "serviceroutestest.moc"
