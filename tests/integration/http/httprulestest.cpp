// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "httpfixture.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

struct Broken
{
    const char* name;
    QByteArray bytes;
    int status;
};

QByteArray withHeaders(const QByteArray& headers)
{
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\nhello";
}

QByteArray many(int count)
{
    QByteArray headers;
    for (int i = 0; i < count; ++i)
        headers += "X-" + QByteArray::number(i) + ": 1\r\n";
    return headers;
}

std::vector<Broken> brokenLengths()
{
    return {{"TE and CL", withHeaders("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
            {"CL and TE", withHeaders("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
            {"chunked", withHeaders("Transfer-Encoding: chunked\r\n"), 411},
            {"gzip as TE", withHeaders("transfer-ENCODING: gzip\r\n"), 411},
            {"TE identity", withHeaders("Transfer-Encoding: identity\r\n"), 411},
            {"equal CLs", withHeaders("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
            {"other CLs", withHeaders("Content-Length: 5\r\ncontent-length: 6\r\n"), 400},
            {"CL twice in one", withHeaders("Content-Length: 5,5\r\n"), 400},
            {"CL with a sign", withHeaders("Content-Length: +5\r\n"), 400},
            {"CL below zero", withHeaders("Content-Length: -1\r\n"), 400},
            {"CL 2^63", withHeaders("Content-Length: 9223372036854775808\r\n"), 400},
            {"CL 2^64+5", withHeaders("Content-Length: 18446744073709551621\r\n"), 400},
            {"CL empty", withHeaders("Content-Length:\r\n"), 400},
            {"CL hexadecimal", withHeaders("Content-Length: 0x5\r\n"), 400},
            {"CL in words", withHeaders("Content-Length: 5 5\r\n"), 400},
            {"CL too large", withHeaders("Content-Length: 104857600\r\n"), 413},
            {"CL one too large", withHeaders("Content-Length: 65537\r\n"), 413}};
}

std::vector<Broken> brokenHeads()
{
    const QByteArray nul(1, '\0');
    return {{"bare line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
            {"a bare line feed", "GET / HTTP/1.1\r\nHost: localhost\n\r\n", 400},
            {"a bare return", "GET / HTTP/1.1\r\nHost: local\rhost\r\n\r\n", 400},
            {"a folded header", withHeaders("X: a\r\n b\r\n"), 400},
            {"a header folded by a tab", withHeaders("X: a\r\n\tb\r\n"), 400},
            {"NUL in a value", withHeaders("X: a" + nul + "b\r\n"), 400},
            {"NUL in a name", withHeaders("X" + nul + ": a\r\n"), 400},
            {"NUL in the path", "GET /a" + nul + "b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"an encoded NUL", get("/a%00b"), 400},
            {"half a percent code", get("/a%2"), 400},
            {"no percent code", get("/a%zz"), 400},
            {"no UTF-8", get("/%ff%fe"), 400},
            {"a query that is not ASCII", get("/a?b=\xe6"), 400},
            {"a fragment", get("/a#b"), 400},
            {"space before the colon", withHeaders("X : a\r\n"), 400},
            {"no name", withHeaders(": a\r\n"), 400},
            {"no colon", withHeaders("X\r\n"), 400},
            {"space in a name", withHeaders("X Y: a\r\n"), 400},
            {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
            {"two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400},
            {"no slash", "GET a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"a star", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"two spaces", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"a space in the path", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"no method", " / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"100 headers", withHeaders(many(100)), 431},
            {"a long header", withHeaders("X: " + QByteArray(9'000, 'a') + "\r\n"), 431},
            {"a long head", withHeaders(many(90).replace(": 1", ": " + QByteArray(300, 'a'))), 431},
            {"a header of 1 MB", withHeaders("X: " + QByteArray(1'000'000, 'a')), 431},
            {"a line of 1 MB", "GET /" + QByteArray(1'000'000, 'a'), 414},
            {"a line too long", get("/" + QByteArray(8'192, 'a')), 414}};
}

std::vector<Broken> otherProtocols()
{
    return {{"HTTP/0.9", "GET /\r\n", 400},
            {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
            {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n", 505},
            {"HTTP/3.0", "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 505},
            {"HTTX", "GET / HTTX/1.1\r\nHost: localhost\r\n\r\n", 400},
            {"TLS", QByteArray::fromHex("16030100c6010000c20303"), 400},
            {"random bytes", QByteArray::fromHex("80f7a1029cbe"), 400},
            {"another method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
            {"CONNECT", "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
            {"TRACE", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
            {"another expectation", withHeaders("Content-Length: 5\r\nExpect: tea\r\n"), 417}};
}

} // namespace

/// What is no proper request is refused, and its connection closed; nothing of it reaches the
/// handler.
class HttpRulesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatBreaksARuleIsRefusedAndClosed_data() { addRows(2'000'000); }
    void whatBreaksARuleIsRefusedAndClosed();
    void whatBreaksARuleIsRefusedHoweverItDrips_data() { addRows(1'000); }
    void whatBreaksARuleIsRefusedHoweverItDrips();
    void whatComesAfterARefusedRequestIsNotARequest();
    void aHostThatItDoesNotGoByIsRefused_data();
    void aHostThatItDoesNotGoByIsRefused();
    void aPageOfAnotherHostIsRefused_data();
    void aPageOfAnotherHostIsRefused();
    void whatIsAtTheLimitPasses();

private:
    /// Those that are not longer than this.
    static void addRows(qsizetype longest)
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        for (const auto& rows : {brokenLengths(), brokenHeads(), otherProtocols()}) {
            for (const Broken& row : rows) {
                if (row.bytes.size() <= longest)
                    QTest::newRow(row.name) << row.bytes << row.status;
            }
        }
    }
    static HttpLimits brisk()
    {
        HttpLimits limits;
        limits.linger = std::chrono::milliseconds(20);
        return limits;
    }
};

void HttpRulesTest::whatBreaksARuleIsRefusedAndClosed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    const Quiet quiet;
    HttpFixture fixture(brisk());
    auto client = fixture.client();
    const Reply reply = client.ask(bytes);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.header("Connection"), "close");
    QCOMPARE(reply.json().keys(), (QStringList{u"code"_s, u"detail"_s, u"request_id"_s}));
    QCOMPARE(reply.json().value(u"request_id").toString().toUtf8(), reply.header("X-Request-Id"));
    QVERIFY(client.isClosed());
    QCOMPARE(fixture.handler.asked.size(), 0);
    QVERIFY(fixture.isWell());
    QUIET(quiet);
}

void HttpRulesTest::whatBreaksARuleIsRefusedHoweverItDrips()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    HttpFixture fixture;
    auto client = fixture.client();
    for (const char c : bytes) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.reply().status, status);
    QCOMPARE(fixture.handler.asked.size(), 0);
}

void HttpRulesTest::whatComesAfterARefusedRequestIsNotARequest()
{
    HttpFixture fixture;
    auto client = fixture.client();
    QCOMPARE(client.ask(get("/a", "Content-Length: +5\r\n") + get("/b")).status, 400);
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(fixture.handler.asked.size(), 0);
}

void HttpRulesTest::aHostThatItDoesNotGoByIsRefused_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char* good : {"localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:8787", "[::1]",
                             "[::1]:8787", "reports.example", "Reports.Example:1"})
        QTest::newRow(good) << QByteArray(good) << 200;
    for (const char* bad :
         {"evil.example", "localhost.evil.example", "localhost:", "localhost:x", "localhost:123456",
          "::1", "127.0.0.2", "", "localhost@evil.example", "evil.example:localhost", "localhost?"})
        QTest::newRow(bad) << QByteArray(bad) << 403;
}

void HttpRulesTest::aHostThatItDoesNotGoByIsRefused()
{
    QFETCH(const QByteArray, host);
    QFETCH(const int, status);
    HttpFixture fixture(HttpOptions{{}, {u"reports.example"_s}});
    QCOMPARE(fixture.ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status, status);
    const QByteArray whole = "GET http://" + host + "/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    QCOMPARE(fixture.ask(whole).status == 200, status == 200);
}

void HttpRulesTest::aPageOfAnotherHostIsRefused_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    for (const char* good : {"http://localhost", "http://localhost:3000", "https://127.0.0.1:8787",
                             "http://[::1]:8787"})
        QTest::newRow(good) << QByteArray(good) << 200;
    for (const char* bad : {"null", "http://evil.example", "http://localhost.evil.example", "",
                            "localhost", "://localhost", "file://"})
        QTest::newRow(bad) << QByteArray(bad) << 403;
}

void HttpRulesTest::aPageOfAnotherHostIsRefused()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const int, status);
    HttpFixture fixture;
    QCOMPARE(fixture.ask(get("/", "Origin: " + origin + "\r\n")).status, status);
}

void HttpRulesTest::whatIsAtTheLimitPasses()
{
    HttpFixture fixture;
    const QByteArray line = "GET /" + QByteArray(8'192 - 14, 'a') + " HTTP/1.1";
    QCOMPARE(line.size(), 8'192);
    QCOMPARE(fixture.ask(line + "\r\nHost: localhost\r\n\r\n").status, 200);
    QCOMPARE(fixture.ask(get("/", many(99))).status, 200);
    QCOMPARE(fixture.ask(get("/", "X: " + QByteArray(8'189, 'a') + "\r\n")).status, 200);
    QCOMPARE(fixture.ask(post("/", QByteArray(65'536, 'a'))).status, 200);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::HttpRulesTest)
#include "httprulestest.moc"
