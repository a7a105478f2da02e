// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/jwt.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What a token tells of itself is shown, and never believed.
class JwtTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsItsEndAndItsServer_data();
    void tellsItsEndAndItsServer();
    void tellsNothingWhereItIsOfAnotherKind_data();
    void tellsNothingWhereItIsOfAnotherKind();

private:
    [[nodiscard]] static QByteArray tokenOf(const QByteArray& claims)
    {
        return "eyJhbGciOiJIUzI1NiJ9." +
               claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".c2lnbmF0dXJl";
    }
};

void JwtTest::tellsItsEndAndItsServer_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<std::optional<qint64>>("endsMs");
    QTest::addColumn<QString>("server");
    const auto row = [](const char* name, const QByteArray& claims, std::optional<qint64> endsMs,
                        const QString& server = {}) {
        QTest::newRow(name) << claims << endsMs << server;
    };
    row("both", R"({"sub":"ana","exp":1924992000,"server_id":"erp"})", 1'924'992'000'000, u"erp"_s);
    row("a server's number", R"({"server_id":3})", std::nullopt, u"3"_s);
    row("a part of a second", R"({"exp":1924992000.75})", 1'924'992'000'000);
    row("other letters", R"({"exp":1,"server_id":"ș~?>"})", 1'000, u"ș~?>"_s);
    row("an end as text", R"({"exp":"1924992000"})", std::nullopt);
    row("an end before all time", R"({"exp":-1})", std::nullopt);
    row("an end beyond all time", R"({"exp":1e300})", std::nullopt);
    row("a server to be misread", "{\"server_id\":\"a\\u202eb\"}", std::nullopt, u"a\\u202eb"_s);
    row("neither", "{}", std::nullopt);
}

void JwtTest::tellsItsEndAndItsServer()
{
    QFETCH(const QByteArray, claims);
    const JwtClaims told = jwtClaims(tokenOf(claims));
    QTEST(told.endsMs, "endsMs");
    QTEST(told.serverId, "server");
}

void JwtTest::tellsNothingWhereItIsOfAnotherKind_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("ours") << QByteArray("tw_c2VjcmV0IG9mIHRoZSB0ZXN0");
    QTest::newRow("two parts") << tokenOf(R"({"exp":1})").chopped(13);
    QTest::newRow("four parts") << tokenOf(R"({"exp":1})") + ".x";
    QTest::newRow("no base64") << QByteArray("a.{\"exp\":1}.b");
    QTest::newRow("no JSON") << tokenOf("exp=1");
    QTest::newRow("a list") << tokenOf("[1]");
    QTest::newRow("too long") << tokenOf(R"({"exp":1,"x":")" + QByteArray(20'000, 'x') + "\"}");
    QTest::newRow("too deep") << tokenOf(QByteArray(10'000, '['));
}

void JwtTest::tellsNothingWhereItIsOfAnotherKind()
{
    QFETCH(const QByteArray, token);
    QCOMPARE(jwtClaims(token), JwtClaims{});
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::JwtTest)
#include "jwttest.moc"
