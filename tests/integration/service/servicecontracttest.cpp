// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "servicefixture.h"
#include "support/faketarget.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The six calls of the contract, each exactly as it is written there.
class ServiceContractTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tellsStatsInTheContractsShape();
    void cutsMillisecondsAndPercentOff();
    void tellsTheCallersOwnSwitch();
    void invalidatesWhatWasNamed();
    void invalidatesEverythingForAnEmptyObject();
    void neverTakesAMissingBodyForEverything();
    void takesNoMemberThatItDoesNotKnow();
    void togglesTheCallersOwnSwitch();
    void togglesTheGlobalSwitch();
    void togglesAutoInvalidation();
    void tellsHealthWithoutAToken();
    void tellsThatTheCacheIsNotInitialised();
    void tellsAFailureAsHealth();
    void asksForAToken();
    void namesTheRoleThatIsMissing();
    void saysWhatIsWrongWithABody_data();
    void saysWhatIsWrongWithABody();

private:
    [[nodiscard]] HttpReply get(const QByteArray& call, Role role = Role::Viewer)
    {
        return m_service->client().get("/api" + call, m_service->token(role));
    }
    [[nodiscard]] HttpReply post(const QByteArray& call, const QByteArray& body,
                                 Role role = Role::Administrator)
    {
        return m_service->client().post("/api" + call, m_service->token(role), body);
    }

    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void ServiceContractTest::init()
{
    m_engine = EngineFixture::make({});
    m_service = std::make_unique<ServiceFixture>(m_engine->target());
}

void ServiceContractTest::cleanup()
{
    m_service.reset();
    m_engine.reset();
}

void ServiceContractTest::tellsStatsInTheContractsShape()
{
    for (int i = 0; i < 3; ++i)
        m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    m_engine->settle();
    const HttpReply reply = get("/cache/stats");
    QCOMPARE(reply.status, 200);
    const QJsonObject stats = reply.json();
    QCOMPARE(stats.keys(), (QStringList{u"auto_invalidate"_s, u"cache_size"_s, u"cache_type"_s,
                                        u"enabled"_s, u"global_enabled"_s, u"hit_rate"_s,
                                        u"last_cleanup"_s, u"queries_saved"_s, u"response_times"_s,
                                        u"total_hits"_s, u"total_misses"_s, u"user_enabled"_s}));
    QCOMPARE(stats[u"enabled"], QJsonValue(true));
    QCOMPARE(stats[u"cache_type"], QJsonValue(u"hybrid"_s));
    QCOMPARE(stats[u"hit_rate"], QJsonValue(66.7));
    QCOMPARE(stats[u"total_hits"], QJsonValue(2));
    QCOMPARE(stats[u"total_misses"], QJsonValue(1));
    QCOMPARE(stats[u"queries_saved"],
             (QJsonObject{{u"today"_s, 2}, {u"week"_s, 2}, {u"total"_s, 2}}));
    QCOMPARE(stats[u"response_times"][u"invoices"].toObject().keys(),
             (QStringList{u"cached"_s, u"improvement"_s, u"oracle"_s}));
    QCOMPARE(stats[u"cache_size"], (QJsonObject{{u"memory"_s, 1}, {u"sqlite"_s, 1}}));
    QCOMPARE(stats[u"last_cleanup"], QJsonValue(QJsonValue::Null));
}

void ServiceContractTest::cutsMillisecondsAndPercentOff()
{
    FakeTarget target;
    TypeTimes both{u"invoices"_s, {}, {}, 0};
    both.cached = {3, 12.9, {}, {}, {}};
    both.database = {1, 1799.99, {}, {}, {}};
    TypeTimes uncached{u"ledger"_s, {}, both.database, 0};
    target.times.types = {both, uncached};
    target.stats.lastCleanupMs = 1'700'000'000'250;
    ServiceFixture service(target);
    const QJsonObject stats =
        service.client().get("/api/cache/stats", service.token(Role::Viewer)).json();
    QCOMPARE(stats[u"response_times"],
             (QJsonObject{
                 {u"invoices"_s,
                  QJsonObject{{u"cached"_s, 12}, {u"oracle"_s, 1799}, {u"improvement"_s, 99}}}}));
    const QString cleaned = stats[u"last_cleanup"].toString();
    QCOMPARE(QDateTime::fromString(cleaned, Qt::ISODateWithMs).toMSecsSinceEpoch(),
             1'700'000'000'250);
    QVERIFY2(cleaned.last(6).startsWith(u'+') || cleaned.last(6).startsWith(u'-'),
             qPrintable(cleaned));
}

void ServiceContractTest::tellsTheCallersOwnSwitch()
{
    QCOMPARE(post("/cache/toggle-user", R"({"enabled": false})", Role::Operator).status, 200);
    QCOMPARE(get("/cache/stats", Role::Operator).json()[u"user_enabled"], QJsonValue(false));
    QCOMPARE(get("/cache/stats", Role::Viewer).json()[u"user_enabled"], QJsonValue(true));
}

void ServiceContractTest::invalidatesWhatWasNamed()
{
    const QByteArray alfa = m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    const QByteArray beta = m_engine->ask(u"invoices"_s, 2, u"ana"_s);
    const HttpReply reply =
        post("/cache/invalidate", R"({"company_id": 1, "cache_type": "invoices"})", Role::Operator);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().keys(), (QStringList{u"invalidated_at"_s, u"message"_s, u"success"_s}));
    QCOMPARE(reply.json()[u"success"], QJsonValue(true));
    const QString at = reply.json()[u"invalidated_at"].toString();
    QVERIFY2(QDateTime::fromString(at, Qt::ISODateWithMs).isValid(), qPrintable(at));
    QVERIFY(m_engine->ask(u"invoices"_s, 1, u"ana"_s) != alfa);
    QCOMPARE(m_engine->ask(u"invoices"_s, 2, u"ana"_s), beta);
}

void ServiceContractTest::invalidatesEverythingForAnEmptyObject()
{
    for (const QByteArray body : {"{}", R"({"company_id": null, "cache_type": null})"}) {
        const QByteArray before = m_engine->ask(u"invoices"_s, 1, u"ana"_s);
        QCOMPARE(post("/cache/invalidate", body).status, 200);
        QVERIFY(m_engine->ask(u"invoices"_s, 1, u"ana"_s) != before);
    }
}

void ServiceContractTest::neverTakesAMissingBodyForEverything()
{
    const QByteArray before = m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    const HttpReply reply = m_service->client().ask(
        {"POST", "/api/cache/invalidate", m_service->token(Role::Administrator)});
    QCOMPARE(reply.status, 422);
    const QJsonObject fault = reply.json()[u"detail"][0].toObject();
    QCOMPARE(fault.keys(), (QStringList{u"loc"_s, u"msg"_s, u"type"_s}));
    QCOMPARE(fault[u"loc"], (QJsonArray{u"body"_s}));
    QCOMPARE(fault[u"type"], QJsonValue(u"missing"_s));
    QCOMPARE(m_engine->ask(u"invoices"_s, 1, u"ana"_s), before);
}

void ServiceContractTest::takesNoMemberThatItDoesNotKnow()
{
    const QByteArray before = m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    const HttpReply reply = post("/cache/invalidate", R"({"compny_id": 7})");
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.json()[u"detail"][0][u"type"], QJsonValue(u"extra_forbidden"_s));
    QCOMPARE(m_engine->ask(u"invoices"_s, 1, u"ana"_s), before);
}

void ServiceContractTest::togglesTheCallersOwnSwitch()
{
    for (const bool on : {false, true}) {
        const HttpReply reply =
            post("/cache/toggle-user", on ? R"({"enabled": true})" : R"({"enabled": false})",
                 Role::Viewer);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().keys(),
                 (QStringList{u"cache_enabled"_s, u"message"_s, u"success"_s, u"username"_s}));
        QCOMPARE(reply.json()[u"username"], QJsonValue(u"viewer"_s));
        QCOMPARE(reply.json()[u"cache_enabled"], QJsonValue(on));
    }
}

void ServiceContractTest::togglesTheGlobalSwitch()
{
    const HttpReply reply = post("/cache/toggle-global", R"({"enabled": false})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().keys(),
             (QStringList{u"global_enabled"_s, u"message"_s, u"note"_s, u"success"_s}));
    QCOMPARE(reply.json()[u"global_enabled"], QJsonValue(false));
    QCOMPARE(get("/cache/stats").json()[u"global_enabled"], QJsonValue(false));
}

void ServiceContractTest::togglesAutoInvalidation()
{
    const HttpReply reply = post("/cache/toggle-auto-invalidate", R"({"enabled": false})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().keys(),
             (QStringList{u"auto_invalidate_enabled"_s, u"message"_s, u"note"_s, u"success"_s}));
    QCOMPARE(reply.json()[u"auto_invalidate_enabled"], QJsonValue(false));
    QCOMPARE(get("/cache/stats").json()[u"auto_invalidate"], QJsonValue(false));
}

void ServiceContractTest::tellsHealthWithoutAToken()
{
    const HttpReply reply = m_service->client().get("/api/cache/health");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-type"), "application/json");
    QCOMPARE(reply.header("cache-control"), "no-store");
    QCOMPARE(reply.json(), (QJsonObject{{u"status"_s, u"healthy"_s},
                                        {u"enabled"_s, true},
                                        {u"cache_type"_s, u"hybrid"_s},
                                        {u"memory_size"_s, 0},
                                        {u"sqlite_size"_s, 0},
                                        {u"auto_invalidate_running"_s, false}}));
}

void ServiceContractTest::tellsThatTheCacheIsNotInitialised()
{
    FakeTarget target;
    ServiceFixture service(target);
    target.setState({TargetState::Kind::Failed, u"The cache file is gone."_s});
    const HttpClient client = service.client();
    const auto health = [&] { return client.get("/api/cache/health").json(); };
    QTRY_COMPARE(health(),
                 (QJsonObject{{u"status"_s, u"not_initialized"_s}, {u"enabled"_s, false}}));
    const HttpReply reply = client.get("/api/cache/stats", service.token(Role::Viewer));
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.json()[u"detail"], QJsonValue(u"The cache file is gone."_s));
}

void ServiceContractTest::tellsAFailureAsHealth()
{
    FakeTarget target;
    target.readFailure = Error{ErrorCode::Storage, u"The disk failed."_s};
    ServiceFixture service(target);
    QCOMPARE(service.client().get("/api/cache/health").json(),
             (QJsonObject{{u"status"_s, u"error"_s}, {u"error"_s, u"The disk failed."_s}}));
    const HttpReply stats = service.client().get("/api/cache/stats", service.token(Role::Viewer));
    QCOMPARE(stats.status, 500);
    QCOMPARE(stats.json().keys(), (QStringList{u"code"_s, u"detail"_s, u"request_id"_s}));
    QCOMPARE(stats.json()[u"code"], QJsonValue(u"storage"_s));
}

void ServiceContractTest::asksForAToken()
{
    for (const QByteArray token : {"", "tw_nonsense"}) {
        const HttpReply reply = m_service->client().get("/api/cache/stats", token);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.header("www-authenticate"), "Bearer");
        QVERIFY(reply.json()[u"detail"].isString());
        QCOMPARE(reply.json().keys(), (QStringList{u"code"_s, u"detail"_s, u"request_id"_s}));
    }
}

void ServiceContractTest::namesTheRoleThatIsMissing()
{
    const HttpReply reply = post("/cache/toggle-global", R"({"enabled": false})", Role::Operator);
    QCOMPARE(reply.status, 403);
    QVERIFY(reply.json()[u"detail"].toString().contains(u"administrator"));
    const HttpReply viewers = post("/cache/invalidate", "{}", Role::Viewer);
    QCOMPARE(viewers.status, 403);
    QVERIFY(viewers.json()[u"detail"].toString().contains(u"operator or administrator"));
    QCOMPARE(get("/cache/stats").json()[u"global_enabled"], QJsonValue(true));
}

void ServiceContractTest::saysWhatIsWrongWithABody_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("member");
    QTest::newRow("no member") << "/cache/toggle-user"_ba
                               << "{}"_ba << u"missing"_s << u"enabled"_s;
    QTest::newRow("a text for a switch")
        << "/cache/toggle-global"_ba
        << R"({"enabled": "no"})"_ba << u"bool_type"_s << u"enabled"_s;
    QTest::newRow("null for a switch")
        << "/cache/toggle-auto-invalidate"_ba
        << R"({"enabled": null})"_ba << u"bool_type"_s << u"enabled"_s;
    QTest::newRow("a number for a switch")
        << "/cache/toggle-user"_ba
        << R"({"enabled": 1})"_ba << u"bool_type"_s << u"enabled"_s;
    QTest::newRow("a text for a company")
        << "/cache/invalidate"_ba
        << R"({"company_id": "7"})"_ba << u"int_type"_s << u"company_id"_s;
    QTest::newRow("half a company")
        << "/cache/invalidate"_ba
        << R"({"company_id": 7.5})"_ba << u"int_type"_s << u"company_id"_s;
    QTest::newRow("a number for a type")
        << "/cache/invalidate"_ba
        << R"({"cache_type": 5})"_ba << u"string_type"_s << u"cache_type"_s;
}

void ServiceContractTest::saysWhatIsWrongWithABody()
{
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, body);
    QFETCH(QString, type);
    QFETCH(QString, member);
    const HttpReply reply = post(call, body);
    QCOMPARE(reply.status, 422);
    const QJsonObject fault = reply.json()[u"detail"][0].toObject();
    QCOMPARE(fault[u"loc"], (QJsonArray{u"body"_s, member}));
    QCOMPARE(fault[u"type"], type);
    QVERIFY(!fault[u"msg"].toString().isEmpty());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceContractTest)
#include "servicecontracttest.moc"
