// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "httpfixture.h"
#include "support/quiet.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What clients that keep the rules get.
class HttpServerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerComesWithItsFacts();
    void aRequestMayDripInAndCarryABody();
    void theHandlerSeesThePathDecodedAndTheHeaders();
    void aBodyEndsWhereItsLengthSaysAndTheNextRequestBeginsThere();
    void requestsAreAnsweredInTheirOrder();
    void aRequestKeepsTheNameThatItBrings_data();
    void aRequestKeepsTheNameThatItBrings();
    void headGetsTheHeadOfGet();
    void aConnectionEndsWhenTheClientSaysSo_data();
    void aConnectionEndsWhenTheClientSaysSo();
    void aRefusalComesBeforeTheBodyIsRead();
    void aRefusalWithoutABodyLeavesTheConnection();
    void whoExpectsItIsToldToGoOn();
    void whoHasSentTheBodyIsNotToldToGoOn();
    void aNoteOfTheRefuserReachesTheAnswer();
    void aMethodThatTheRouteLacksIsTheHandlersToAnswer();
    void aJobThatEndsWithoutAResultIsAnInternalError();
    void aJobThatHasEndedIsAnsweredAtOnce();
    void aClientMayLeaveWhileItsJobRuns();
    void aJobHearsThatItsClientLeft();
    void theServerMayGoWhileAJobRuns();
    void aHeaderCannotBreakItsLine();
    void aLargeAnswerArrivesWhole();
};

void HttpServerTest::anAnswerComesWithItsFacts()
{
    const Quiet quiet;
    HttpFixture fixture;
    const Reply reply = fixture.ask(get("/a?b=1"));
    QVERIFY(reply.head.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(reply.body, "GET /a b=1 ");
    QCOMPARE(reply.header("Content-Type"), "text/plain");
    QCOMPARE(reply.header("Content-Length"), "11");
    QCOMPARE(reply.header("Cache-Control"), "no-store");
    QVERIFY(!reply.header("X-Request-Id").isEmpty());
    const auto date = QLocale::c().toDateTime(QString::fromLatin1(reply.header("Date")),
                                              u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    QVERIFY(qAbs(date.toSecsSinceEpoch() + date.offsetFromUtc() -
                 QDateTime::currentSecsSinceEpoch()) < 60);
    QUIET(quiet);
}

void HttpServerTest::aRequestMayDripInAndCarryABody()
{
    HttpFixture fixture;
    auto client = fixture.client();
    for (const char c : post("/a", "hello")) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.reply().body, "POST /a  hello");
}

void HttpServerTest::theHandlerSeesThePathDecodedAndTheHeaders()
{
    HttpFixture fixture;
    (void)fixture.ask(get("/caf%C3%A9%20au%2Flait?name=a%20b&c=d+e", "X-A: 1\r\nx-a:   2  \r\n"));
    const HttpRequest request = fixture.handler.asked.at(0);
    QCOMPARE(request.path.toByteArray(), QByteArray("/café au/lait"));
    QCOMPARE(request.parameters().queryItemValue(u"name"_s, QUrl::FullyDecoded), u"a b"_s);
    QCOMPARE(request.parameters().queryItemValue(u"c"_s, QUrl::FullyDecoded), u"d e"_s);
    QCOMPARE(request.header("X-a")->toByteArray(), "1");
    QCOMPARE(request.headers.back().value.toByteArray(), "2");
    QCOMPARE(request.headerCount("x-A"), 2);
    QVERIFY(!request.header("X-B"));
    QVERIFY(request.peer.isLoopback());
    QVERIFY(!request.encrypted);
}

void HttpServerTest::aBodyEndsWhereItsLengthSaysAndTheNextRequestBeginsThere()
{
    HttpFixture fixture;
    auto client = fixture.client();
    QCOMPARE(client.ask(post("/a", get("/inside")) + "\r\n" + get("/b")).body,
             "POST /a  " + get("/inside"));
    QCOMPARE(client.reply().body, "GET /b  ");
    QCOMPARE(fixture.handler.asked.size(), 2);
}

void HttpServerTest::requestsAreAnsweredInTheirOrder()
{
    Job job;
    HttpFixture fixture;
    fixture.handler.answering = [&job](const HttpRequest& request) -> HttpAnswer {
        if (request.path == "/slow")
            return job.future();
        return HttpResponse{200, request.path.toByteArray()};
    };
    auto client = fixture.client();
    client.send(get("/1") + get("/slow") + get("/3") + get("/4"));
    QCOMPARE(client.reply().body, "/1");
    QTRY_COMPARE(fixture.handler.asked.size(), 2);
    QVERIFY(fixture.isWell());
    job.finish("/2");
    for (const char* body : {"/2", "/3", "/4"})
        QCOMPARE(client.reply().body, body);
}

void HttpServerTest::aRequestKeepsTheNameThatItBrings_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("kept");
    QTest::newRow("harmless") << QByteArray("report-7.A_b") << true;
    QTest::newRow("long") << QByteArray(65, 'a') << false;
    QTest::newRow("a script") << QByteArray("<script>") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void HttpServerTest::aRequestKeepsTheNameThatItBrings()
{
    QFETCH(const QByteArray, id);
    QFETCH(const bool, kept);
    HttpFixture fixture;
    const Reply reply = fixture.ask(get("/", "X-Request-Id: " + id + "\r\n"));
    QCOMPARE(reply.header("X-Request-Id") == id, kept);
    QCOMPARE(fixture.handler.asked.at(0).id, reply.header("X-Request-Id"));
    QCOMPARE_NE(fixture.ask(get("/")).header("X-Request-Id"), reply.header("X-Request-Id"));
}

void HttpServerTest::headGetsTheHeadOfGet()
{
    HttpFixture fixture;
    auto client = fixture.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/b"));
    QCOMPARE(client.reply(true).header("Content-Length"), "9");
    QCOMPARE(client.reply().body, "GET /b  ");
}

void HttpServerTest::aConnectionEndsWhenTheClientSaysSo_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("close") << get("/", "Connection: close\r\n");
    QTest::newRow("close among others") << get("/", "Connection: x, Close\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("HTTP/1.0 kept")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
}

void HttpServerTest::aConnectionEndsWhenTheClientSaysSo()
{
    QFETCH(const QByteArray, request);
    HttpFixture fixture;
    auto client = fixture.client();
    client.send(request + get("/never"));
    const Reply reply = client.reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Connection"), "close");
    QVERIFY(client.isClosed());
    QCOMPARE(fixture.handler.asked.size(), 1);
}

void HttpServerTest::aRefusalComesBeforeTheBodyIsRead()
{
    HttpFixture fixture;
    fixture.handler.refusing = [](HttpRequest& head) -> std::optional<HttpResponse> {
        return HttpResponse::error(401, "unauthorized", u"No token."_s, head.id);
    };
    auto client = fixture.client();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                "Expect: 100-continue\r\n\r\n");
    const Reply reply = client.reply();
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.json().value(u"request_id").toString().toUtf8(), reply.header("X-Request-Id"));
    QCOMPARE(reply.header("Connection"), "close");
    QVERIFY(client.isClosed());
}

void HttpServerTest::aRefusalWithoutABodyLeavesTheConnection()
{
    HttpFixture fixture;
    fixture.handler.refusing = [](HttpRequest& head) -> std::optional<HttpResponse> {
        if (head.path == "/open")
            return std::nullopt;
        return HttpResponse::error(403, "forbidden", u"No."_s, head.id);
    };
    auto client = fixture.client();
    QCOMPARE(client.ask(get("/closed") + post("/closed", "whole") + get("/open")).status, 403);
    QCOMPARE(client.reply().status, 403);
    QCOMPARE(client.reply().body, "GET /open  ");
}

void HttpServerTest::whoExpectsItIsToldToGoOn()
{
    HttpFixture fixture;
    auto client = fixture.client();
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                "Expect: 100-Continue\r\n\r\n");
    QCOMPARE(client.reply().status, 100);
    QCOMPARE(client.ask("hello").body, "POST /a  hello");
}

void HttpServerTest::whoHasSentTheBodyIsNotToldToGoOn()
{
    HttpFixture fixture;
    QCOMPARE(fixture.ask(post("/a", "hello", "Expect: 100-continue\r\n")).body, "POST /a  hello");
}

void HttpServerTest::aNoteOfTheRefuserReachesTheAnswer()
{
    HttpFixture fixture;
    fixture.handler.refusing = [](HttpRequest& head) {
        head.note = 7;
        return std::optional<HttpResponse>();
    };
    (void)fixture.ask(get("/"));
    QCOMPARE(std::any_cast<int>(fixture.handler.asked.at(0).note), 7);
}

void HttpServerTest::aMethodThatTheRouteLacksIsTheHandlersToAnswer()
{
    HttpFixture fixture;
    fixture.handler.answering = [](const HttpRequest&) {
        return HttpResponse{405}.add("Allow", "GET");
    };
    auto client = fixture.client();
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        const Reply reply =
            client.ask(QByteArray(method) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.header("Allow"), "GET");
        QCOMPARE(methodName(fixture.handler.asked.back().method).toByteArray(), method);
    }
}

void HttpServerTest::aJobThatEndsWithoutAResultIsAnInternalError()
{
    Job job;
    HttpFixture fixture;
    fixture.handler.answerBy(job);
    auto client = fixture.client();
    client.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    job.fail();
    const Reply reply = client.reply();
    QCOMPARE(reply.status, 500);
    QCOMPARE(reply.json().value(u"code").toString(), u"internal"_s);
    fixture.handler.answering = nullptr;
    QCOMPARE(client.ask(get("/a")).status, 200);
}

void HttpServerTest::aJobThatHasEndedIsAnsweredAtOnce()
{
    Job job;
    job.finish("there");
    HttpFixture fixture;
    fixture.handler.answerBy(job);
    auto client = fixture.client();
    QCOMPARE(client.ask(get("/") + get("/")).body, "there");
    QCOMPARE(client.reply().body, "there");
}

void HttpServerTest::aClientMayLeaveWhileItsJobRuns()
{
    Job job;
    HttpFixture fixture;
    fixture.handler.answerBy(job);
    {
        auto client = fixture.client();
        client.send(get("/"));
        QTRY_COMPARE(fixture.handler.asked.size(), 1);
    }
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
    job.finish("too late");
    fixture.handler.answering = nullptr;
    QVERIFY(fixture.isWell());
}

void HttpServerTest::aJobHearsThatItsClientLeft()
{
    const Job job;
    HttpFixture fixture;
    fixture.handler.answerBy(job);
    auto client = std::make_unique<RawClient>(fixture.client());
    client->send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    QVERIFY(!job.future().isCanceled());
    client.reset();
    QTRY_VERIFY(job.future().isCanceled());
}

void HttpServerTest::theServerMayGoWhileAJobRuns()
{
    Job job;
    HttpFixture fixture;
    fixture.handler.answerBy(job);
    auto client = fixture.client();
    client.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    fixture.destroyServer();
    job.finish("too late");
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
}

void HttpServerTest::aHeaderCannotBreakItsLine()
{
    HttpFixture fixture;
    fixture.handler.answering = [](const HttpRequest&) {
        return HttpResponse{200, "b"}.add("X-Name", "a\r\nSet-Cookie: b");
    };
    const Reply reply = fixture.ask(get("/"));
    QCOMPARE(reply.header("X-Name"), "a  Set-Cookie: b");
    QCOMPARE(reply.header("Set-Cookie"), QByteArray());
}

void HttpServerTest::aLargeAnswerArrivesWhole()
{
    const QByteArray large(8 * 1024 * 1024, 'x');
    HttpFixture fixture;
    fixture.handler.answering = [&large](const HttpRequest&) { return HttpResponse{200, large}; };
    auto client = fixture.client();
    QCOMPARE(client.ask(get("/") + get("/")).body.size(), large.size());
    QCOMPARE(client.reply().body, large);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::HttpServerTest)
#include "httpservertest.moc"
