// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "servicefixture.h"
#include "support/faketarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Bodies that are no JSON, or none that means anything: each is refused, and the target is never
/// asked.
class BodyFaultsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void refusesWhatIsTooLarge();

private:
    [[nodiscard]] static std::map<QByteArray, QByteArray> faults();
};

std::map<QByteArray, QByteArray> BodyFaultsTest::faults()
{
    const auto deep = [](int depth) {
        return QByteArray(R"({"company_id": )") + QByteArray(depth, '[') + QByteArray(depth, ']') +
               '}';
    };
    return {
        {"cut off", R"({"enabled": tr)"},
        {"an array", "[]"},
        {"a text", R"("all")"},
        {"a number", "7"},
        {"null", "null"},
        {"white space", " \r\n\t "},
        {"a byte order mark", "\xef\xbb\xbf{}"},
        {"a zero byte", QByteArray("{}\0", 3)},
        {"a zero byte inside", QByteArray("{\"company_id\": \0}", 16)},
        {"two objects", "{}{}"},
        {"a comma too many", R"({"enabled": true,})"},
        {"single quotes", "{'enabled': true}"},
        {"a comment", "{/* all */}"},
        {"NaN", R"({"company_id": NaN})"},
        {"Infinity", R"({"company_id": Infinity})"},
        {"too large a number", R"({"company_id": 1e400})"},
        {"a large number", R"({"company_id": 1e300})"},
        {"deep", deep(300)},
        {"very deep", deep(30'000)},
        {"bad UTF-8", "{\"cache_type\": \"\xc3\x28\"}"},
        {"a long encoding", "{\"cache_type\": \"\xc0\xaf\"}"},
        {"a form", "enabled=true&company_id=1"},
        {"XML", "<?xml version=\"1.0\"?><enabled/>"},
    };
}

void BodyFaultsTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const auto& [name, body] : faults())
        QTest::newRow(name.constData()) << body;
}

void BodyFaultsTest::refusesWhatItCannotRead()
{
    QFETCH(QByteArray, body);
    FakeTarget target;
    ServiceFixture service(target, ServiceFixture::withoutRates());
    for (const Route& route : service.service().routes()) {
        if (route.method != HttpMethod::Post)
            continue;
        const HttpReply reply =
            service.client().post(route.path, service.token(Role::Administrator), body);
        QVERIFY2(reply.status == 422, (route.path + ' ' + reply.body).constData());
        QCOMPARE(reply.json().keys(), (QStringList{u"code"_s, u"detail"_s, u"request_id"_s}));
        QVERIFY(!reply.json()[u"detail"].toArray().isEmpty());
    }
    QCOMPARE(target.actions.size(), 0);
}

void BodyFaultsTest::refusesWhatIsTooLarge()
{
    FakeTarget target;
    ServiceFixture service(target);
    const QByteArray body = R"({"cache_type": ")" + QByteArray(100'000, 'x') + "\"}";
    const HttpReply reply =
        service.client().post("/api/cache/invalidate", service.token(Role::Administrator), body);
    QCOMPARE(reply.status, 413);
    QCOMPARE(reply.json().keys(), (QStringList{u"code"_s, u"detail"_s, u"request_id"_s}));
    QCOMPARE(target.actions.size(), 0);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::BodyFaultsTest)
#include "bodyfaultstest.moc"
