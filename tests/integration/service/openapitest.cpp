// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "openapifile.h"
#include "schemas.h"
#include "servicefixture.h"

#include <set>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

QString compact(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

/// The OpenAPI file tells the truth: about the routes, what they take and what they give.
class OpenApiTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void describesEveryRouteAndNoOther();
    void describesEveryValue();
    void describesWhatEveryOperationTakes();
    void repliesAreAsDescribed_data();
    void repliesAreAsDescribed();

private:
    template <class T>
    void checkOperation(const QString& method);
    template <class... Qs, class... As>
    void checkAll(std::type_identity<std::variant<Qs...>>, std::type_identity<std::variant<As...>>)
    {
        (checkOperation<Qs>(u"get"_s), ...);
        (checkOperation<As>(u"post"_s), ...);
    }
    void checkReply(const HttpReply& reply, const QJsonObject& operation, const QString& path);

    OpenApiFile m_file;
    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void OpenApiTest::initTestCase()
{
    QVERIFY(!m_file.paths().isEmpty());
    m_engine = EngineFixture::make({});
    m_service = std::make_unique<ServiceFixture>(m_engine->target());
    for (int i = 0; i < 3; ++i)
        m_engine->ask(u"invoices"_s, i / 2, u"ana"_s);
    m_engine->settle();
}

void OpenApiTest::cleanupTestCase()
{
    m_service.reset();
    m_engine.reset();
}

void OpenApiTest::describesEveryRouteAndNoOther()
{
    std::set<QString> described;
    const QJsonObject paths = m_file.paths();
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        for (const QString& method : path->toObject().keys())
            described.insert(method + u' ' + path.key());
    }
    std::set<QString> ids;
    for (const Route& route : m_service->service().routes()) {
        const QString path = QString::fromUtf8(route.path);
        const QString method = QString::fromUtf8(methodName(route.method)).toLower();
        const QJsonObject operation = m_file.operation(path, method);
        QVERIFY2(!operation.isEmpty(), route.path.constData());
        QCOMPARE(operation[u"x-role"].toString(), codec::nameOf(route.role));
        QVERIFY(ids.insert(operation[u"operationId"].toString()).second);
        QCOMPARE(operation.contains(u"security"), route.role == Role::None);
        described.erase(method + u' ' + path);
    }
    QVERIFY2(described.empty(), qPrintable(described.empty() ? QString() : *described.begin()));
}

void OpenApiTest::describesEveryValue()
{
    checkAll(std::type_identity<Query>{}, std::type_identity<Action>{});
}

/// The contract's stands in its place, or the rows alone do.
template <class T>
constexpr bool hasAnotherReply = std::is_same_v<T, Invalidate> || std::is_same_v<T, RunQuery>;

template <class T>
void OpenApiTest::checkOperation(const QString&)
{
    QJsonObject named;
    (void)schemaOf<typename T::Reply>(named);
    for (const QString& name : named.keys()) {
        QJsonObject described = m_file.schemas()[name].toObject();
        if (hasAnotherReply<T> && described.isEmpty())
            continue;
        QVERIFY2(described == named[name].toObject(),
                 qPrintable(u"%1: %2 should be %3"_s.arg(QLatin1StringView(T::name), name,
                                                         compact(named[name].toObject()))));
    }
}

void OpenApiTest::describesWhatEveryOperationTakes()
{
    const auto check = [this]<class T>(std::type_identity<T>, const QString& method) {
        QJsonObject taken;
        QJsonObject named;
        flatten<T>(taken, named);
        const QString name = QLatin1StringView(T::name);
        const QString path = u"/api/cache/"_s + QLatin1StringView(nameInAddress<T>());
        const QJsonObject operation = m_file.operation(path, method);
        QJsonObject described = operation[u"requestBody"].toObject();
        described = OpenApiFile::schemaOf(described)[u"properties"].toObject();
        for (const auto parameter : operation[u"parameters"].toArray())
            described.insert(parameter[u"name"].toString(), parameter[u"schema"]);
        if (operation[u"operationId"] == name || name == u"stats")
            QVERIFY2(described == taken || name == u"invalidate",
                     qPrintable(u"%1 takes %2"_s.arg(name, compact(taken))));
    };
    const auto checkEach = [&]<class... Ts>(std::type_identity<std::variant<Ts...>>,
                                            const QString& method) {
        (check(std::type_identity<Ts>{}, method), ...);
    };
    checkEach(std::type_identity<Query>{}, u"get"_s);
    checkEach(std::type_identity<Action>{}, u"post"_s);
}

void OpenApiTest::repliesAreAsDescribed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    for (const Route& route : m_service->service().routes())
        QTest::newRow((route.path + ' ' + methodName(route.method).toByteArray()).constData())
            << methodName(route.method).toByteArray() << route.path << QByteArray()
            << QByteArray("{}");
    const auto post = [](const char* path, const char* body) {
        QTest::addRow("%s %s", path, body)
            << QByteArray("POST") << QByteArray(path) << QByteArray() << QByteArray(body);
    };
    post("/api/cache/invalidate", R"({"mode": "invalidate", "company_id": 1})");
    post("/api/cache/invalidate", R"({"mode": "purge", "cache_type": "ledger"})");
    post("/api/cache/invalidate", R"({"preview": true})");
    post("/api/cache/toggle-user", R"({"enabled": true})");
    post("/api/cache/toggle-global", R"({"enabled": true})");
    post("/api/cache/toggle-auto-invalidate", R"({"enabled": true})");
    post("/api/cache/benchmark", R"({"rounds": 1})");
    post("/api/cache/undo", R"({"id": 1})");
    const auto get = [](const char* path, const char* query) {
        QTest::addRow("%s %s", path, query)
            << QByteArray("GET") << QByteArray(path) << QByteArray(query) << QByteArray();
    };
    get("/api/cache/history", "length_ms=3600000&max_points=10");
    get("/api/cache/history", "length_ms=long");
    get("/api/cache/explain", "cache_key=x");
    get("/api/cache/preview", "company_id=1");
    get("/api/cache/benchmark-estimate", "queries=one&params=%7B%22query%22%3A%22one%22%2C%22name%"
                                         "22%3A%22year%22%2C%22value%22%3A%22"
                                         "1999%22%7D");
    get("/api/cache/benchmark-estimate", "params=one");
}

void OpenApiTest::repliesAreAsDescribed()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    const QByteArray address = QByteArray(path).replace("{name}", "one") + '?' + query;
    const HttpReply reply =
        m_service->client().ask({method, address, m_service->token(Role::Administrator),
                                 method == "POST" ? std::optional(body) : std::nullopt});
    const QString described = QString::fromUtf8(path);
    const QJsonObject operation = m_file.operation(described, QString::fromUtf8(method));
    checkReply(reply, operation, described);
}

void OpenApiTest::checkReply(const HttpReply& reply, const QJsonObject& operation,
                             const QString& path)
{
    const QJsonObject response = m_file.response(operation, reply.status);
    QVERIFY2(
        !response.isEmpty(),
        qPrintable(
            u"%1 gives %2, %3"_s.arg(path).arg(reply.status).arg(QString::fromUtf8(reply.body))));
    QString type = QString::fromUtf8(reply.header("content-type")).section(u';', 0, 0);
    QVERIFY(response[u"content"].toObject().contains(type));
    if (type != u"application/json")
        return;
    const auto document = QJsonDocument::fromJson(reply.body);
    const QJsonValue value =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QString fault = m_file.fault(value, OpenApiFile::schemaOf(response));
    QVERIFY2(fault.isEmpty(), qPrintable(path + u": "_s + fault));
    for (const QString& header : response[u"headers"].toObject().keys())
        QVERIFY2(!reply.header(header.toLower().toLatin1()).isEmpty(), qPrintable(header));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::OpenApiTest)
#include "openapitest.moc"
