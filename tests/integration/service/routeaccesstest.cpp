// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "servicefixture.h"
#include "support/faketarget.h"

#include <QTimer>

#include <set>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Who is let in where: every route with every method, every role, and every token that is no good.
class RouteAccessTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void everyRouteAsksForAGoodToken();
    void everyRouteAsksForItsRole();
    void everyAddressNamesItsMethods();
    void nobodyReachedTheTarget();
    void everyRefusalIsInTheAuditLog();

private:
    [[nodiscard]] static QByteArray address(const Route& route)
    {
        return QByteArray(route.path).replace("{name}", "one");
    }
    /// An Authorization header for each way in which a token can be no good.
    [[nodiscard]] std::map<QByteArray, QByteArray> badHeaders();

    FakeTarget m_target;
    std::unique_ptr<ServiceFixture> m_service;
    int m_refusals = 0;
};

void RouteAccessTest::initTestCase()
{
    m_service = std::make_unique<ServiceFixture>(m_target, ServiceFixture::withoutRates());
}

void RouteAccessTest::cleanupTestCase()
{
    m_service.reset();
}

std::map<QByteArray, QByteArray> RouteAccessTest::badHeaders()
{
    TokenWish brief{u"brief"_s, Role::Administrator};
    brief.ttl = std::chrono::seconds(1);
    const QByteArray expired = m_service->secretFor(brief);
    const QByteArray revoked = m_service->secretFor({u"revoked"_s, Role::Administrator});
    const QByteArray good = m_service->token(Role::Administrator);
    (void)m_service->tokens().revoke(u"revoked"_s);
    (void)QTest::qWaitFor([&] { return !m_service->tokens().authenticate(expired); }, 5'000);
    QByteArray unknown = good;
    unknown.back() = unknown.back() == 'A' ? 'B' : 'A';
    const auto bearer = [](const QByteArray& token) {
        return "Authorization: Bearer " + token + "\r\n";
    };
    return {{"none", ""},
            {"empty", "Authorization: Bearer \r\n"},
            {"not a token", bearer("abc")},
            {"unknown", bearer(unknown)},
            {"expired", bearer(expired)},
            {"revoked", bearer(revoked)},
            {"another scheme", "Authorization: Basic " + good + "\r\n"},
            {"no scheme", "Authorization: " + good + "\r\n"},
            {"twice", bearer(good) + bearer(good)},
            {"good, then bad", bearer(good) + bearer("abc")}};
}

void RouteAccessTest::everyRouteAsksForAGoodToken()
{
    const HttpClient client = m_service->client();
    const auto bad = badHeaders();
    const QByteArray good = m_service->token(Role::Administrator);
    for (const Route& route : m_service->service().routes()) {
        if (route.role == Role::None)
            continue;
        const QByteArray method = methodName(route.method).toByteArray();
        for (const auto& [name, header] : bad) {
            const HttpReply reply = client.ask({method, address(route), {}, "{}", header});
            const QByteArray what = method + ' ' + route.path + ": " + name;
            QVERIFY2(reply.status == 401,
                     (what + ' ' + QByteArray::number(reply.status)).constData());
            QCOMPARE(reply.header("www-authenticate"), "Bearer");
            ++m_refusals;
        }
        for (const QByteArray key : {"token", "access_token", "authorization"})
            QCOMPARE(client.ask({method, address(route) + '?' + key + '=' + good, {}, "{}"}).status,
                     401);
        m_refusals += 3;
    }
}

void RouteAccessTest::everyRouteAsksForItsRole()
{
    const HttpClient client = m_service->client();
    for (const Route& route : m_service->service().routes()) {
        const QByteArray method = methodName(route.method).toByteArray();
        for (const Role role : {Role::Viewer, Role::Operator, Role::Administrator}) {
            if (role >= route.role)
                continue;
            const HttpReply reply =
                client.ask({method, address(route), m_service->token(role), "{}"});
            QCOMPARE(reply.status, 403);
            QVERIFY(reply.json()[u"detail"].toString().contains(codec::nameOf(route.role)));
            ++m_refusals;
        }
    }
}

void RouteAccessTest::everyAddressNamesItsMethods()
{
    std::map<QByteArray, std::set<QByteArray>> methods;
    for (const Route& route : m_service->service().routes())
        methods[address(route)].insert(methodName(route.method).toByteArray());
    const HttpClient client = m_service->client();
    for (const auto& [path, known] : methods) {
        for (const QByteArray method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            if (known.contains(method))
                continue;
            const HttpReply reply =
                client.ask({method, path, m_service->token(Role::Administrator)});
            QVERIFY2(reply.status == 405, (method + ' ' + path).constData());
            for (const QByteArray& allowed : known)
                QVERIFY(reply.header("allow").contains(allowed));
        }
        QCOMPARE(client.get(path + "/more", m_service->token(Role::Administrator)).status, 404);
    }
}

void RouteAccessTest::nobodyReachedTheTarget()
{
    QCOMPARE(m_target.queries.size(), 0);
    QCOMPARE(m_target.actions.size(), 0);
}

void RouteAccessTest::everyRefusalIsInTheAuditLog()
{
    qint64 refused = 0;
    for (const QJsonObject& record : m_service->audited()) {
        if (record[u"outcome"] == u"refused"_s)
            refused += record[u"count"].toInteger(1);
    }
    QCOMPARE(refused, m_refusals);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::RouteAccessTest)
#include "routeaccesstest.moc"
