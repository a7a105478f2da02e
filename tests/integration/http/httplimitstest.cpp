// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "httpfixture.h"
#include "support/quiet.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

#include <algorithm>
#include <optional>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

namespace {

/// So long that only what a test is about can end a connection.
HttpLimits patient()
{
    HttpLimits limits;
    limits.head = limits.body = limits.idle = limits.write = 60s;
    return limits;
}

/// Sends a byte again and again until the server closes, and gives all that came.
QByteArray drip(RawClient& client, const QByteArray& bytes)
{
    QByteArray got; // what is not read when the connection breaks is lost
    qsizetype at = 0;
    (void)QTest::qWaitFor([&] {
        if (client.isConnected() && at < bytes.size())
            client.socket().write(bytes.mid(at++, 1));
        client.socket().flush();
        got = client.rest();
        return !client.isConnected();
    });
    return got;
}

std::vector<std::unique_ptr<RawClient>> clients(const HttpFixture& fixture, int count)
{
    std::vector<std::unique_ptr<RawClient>> all;
    all.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        all.push_back(std::make_unique<RawClient>(fixture.port()));
    return all;
}

/// What this process has in memory; nothing where the system does not tell, or a sanitizer takes
/// more.
std::optional<qint64> residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
#ifndef __SANITIZE_ADDRESS__
    if (file.open(QIODevice::ReadOnly))
        return file.readAll().split(' ').value(1).toLongLong() * 4'096;
#endif
    return std::nullopt;
}

} // namespace

/// What a client that does not behave can cost: bounded time, bounded memory, bounded connections.
class HttpLimitsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHeadThatDripsIsEndedAfterItsWholeTime();
    void aBodyThatDripsIsEndedAfterItsWholeTime();
    void aGoodClientIsServedAmongManySlowOnes();
    void aConnectionWithNothingToDoIsClosed();
    void aConnectionIsNotIdleWhileItsJobRuns();
    void aRequestAfterAnotherHasItsWholeTimeAgain();
    void anAnswerThatNobodyReadsIsGivenUp();
    void whoDoesNotReadIsNotAnsweredFurther();
    void thoseAboveTheLimitAreToldAndClosed();
    void aFloodOfConnectionsLeavesTheirNumberBounded();
    void whatRunsOutOfDescriptorsGoesOnWhenThereAreSome();
    void aBodyThatIsTooLargeIsRefusedUnread();
    void stoppingLetsWhatIsUnderWayFinish();
    void stoppingEndsWhatTakesTooLong();
    void stoppingASecondTimeEndsAtOnce();
    void aServerWithoutConnectionsStopsAtOnce();
    void aPortInUseIsNamed();
    void anAddressOfAnotherMachineIsNamed();
    void manyIdleConnectionsCostLittle();
};

void HttpLimitsTest::aHeadThatDripsIsEndedAfterItsWholeTime()
{
    auto limits = patient();
    limits.head = 150ms;
    limits.linger = 50ms;
    HttpFixture fixture(limits);
    auto client = fixture.client();
    client.send("GET / HTTP/1.1\r\nX: ");
    const QByteArray got = drip(client, QByteArray(8'000, 'a'));
    QVERIFY2(got.startsWith("HTTP/1.1 408 "), got.constData());
    QVERIFY(!client.isConnected());
    QVERIFY(fixture.isWell());
}

void HttpLimitsTest::aBodyThatDripsIsEndedAfterItsWholeTime()
{
    auto limits = patient();
    limits.body = 150ms;
    limits.linger = 50ms;
    HttpFixture fixture(limits);
    auto client = fixture.client();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
    const QByteArray got = drip(client, QByteArray(60'000, 'a'));
    QVERIFY2(got.startsWith("HTTP/1.1 408 "), got.constData());
    QCOMPARE(fixture.handler.asked.size(), 0);
}

void HttpLimitsTest::aGoodClientIsServedAmongManySlowOnes()
{
    HttpFixture fixture(patient());
    const auto slow = clients(fixture, 300);
    for (const auto& client : slow)
        client->send("GET / HTTP/1.1\r\nX: ");
    QTRY_COMPARE(fixture.server().connectionCount(), 300);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(fixture.isWell());
    QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
}

void HttpLimitsTest::aConnectionWithNothingToDoIsClosed()
{
    auto limits = patient();
    limits.idle = 100ms;
    HttpFixture fixture(limits);
    auto silent = fixture.client();
    QVERIFY(silent.isClosed());
    auto client = fixture.client();
    QCOMPARE(client.ask(get("/")).status, 200);
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
}

void HttpLimitsTest::aConnectionIsNotIdleWhileItsJobRuns()
{
    auto limits = patient();
    limits.idle = limits.head = limits.body = 30ms;
    Job job;
    HttpFixture fixture(limits);
    fixture.handler.answerBy(job);
    auto client = fixture.client();
    client.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    auto other = fixture.client();
    QVERIFY(other.isClosed()); // so the times are long over
    job.finish("there");
    QCOMPARE(client.reply().body, "there");
}

void HttpLimitsTest::aRequestAfterAnotherHasItsWholeTimeAgain()
{
    auto limits = patient();
    limits.idle = limits.head = 400ms;
    HttpFixture fixture(limits);
    auto client = fixture.client();
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 1'000)
        QCOMPARE(client.ask(get("/")).status, 200);
}

void HttpLimitsTest::anAnswerThatNobodyReadsIsGivenUp()
{
    auto limits = patient();
    limits.write = 150ms;
    limits.writeRate = 1024 * 1024 * 1024;
    HttpFixture fixture(limits);
    fixture.handler.answering = [](const HttpRequest&) {
        return HttpResponse{200, QByteArray(64 * 1024 * 1024, 'x')};
    };
    auto client = fixture.client();
    client.socket().setReadBufferSize(1);
    client.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
}

void HttpLimitsTest::whoDoesNotReadIsNotAnsweredFurther()
{
    HttpFixture fixture(patient());
    fixture.handler.answering = [](const HttpRequest& request) -> HttpAnswer {
        return HttpResponse{200, QByteArray(request.path == "/large" ? 16 * 1024 * 1024 : 1, 'x')};
    };
    auto client = fixture.client();
    client.socket().setReadBufferSize(1);
    QByteArray requests;
    for (int i = 0; i < 20; ++i)
        requests += get("/large");
    client.send(requests);
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    QVERIFY(fixture.isWell());
    QCOMPARE(fixture.handler.asked.size(), 2);
    client.socket().setReadBufferSize(0);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.reply().body.size(), 16 * 1024 * 1024);
}

void HttpLimitsTest::thoseAboveTheLimitAreToldAndClosed()
{
    auto limits = patient();
    limits.connections = 4;
    HttpFixture fixture(limits);
    auto good = clients(fixture, 4);
    QTRY_COMPARE(fixture.server().connectionCount(), 4);
    auto other = fixture.client();
    const Reply reply = other.ask(get("/"));
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.header("Retry-After"), "1");
    QVERIFY(other.isClosed());
    QCOMPARE(fixture.handler.asked.size(), 0);
    for (const auto& client : good)
        QCOMPARE(client->ask(get("/")).status, 200);
    good.pop_back();
    QTRY_COMPARE(fixture.server().connectionCount(), 3);
    QVERIFY(fixture.isWell());
}

void HttpLimitsTest::aFloodOfConnectionsLeavesTheirNumberBounded()
{
    auto limits = patient();
    limits.connections = 20;
    HttpFixture fixture(limits);
    int most = 0;
    for (int round = 0; round < 10; ++round) {
        const auto flood = clients(fixture, 100);
        QTRY_VERIFY(std::ranges::all_of(flood, [](const auto& client) {
            return client->socket().state() != QAbstractSocket::ConnectingState;
        }));
        most = std::max(most, fixture.server().connectionCount());
    }
    QVERIFY2(most >= 20 && most <= 20 + 64, qPrintable(QString::number(most)));
    QTRY_VERIFY(fixture.server().connectionCount() < 20);
    QVERIFY(fixture.isWell());
}

void HttpLimitsTest::whatRunsOutOfDescriptorsGoesOnWhenThereAreSome()
{
    HttpFixture fixture(patient());
    QVERIFY(fixture.isWell());
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
    auto client = fixture.client();
    rlimit usual{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &usual), 0);
    const int next = dup(0);
    QCOMPARE(close(next), 0);
    const rlimit none{rlim_t(next), usual.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
    QTRY_VERIFY(client.isConnected());
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    const int taken = fixture.server().connectionCount();
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &usual), 0);
    QCOMPARE(taken, 0);
    QCOMPARE(client.ask(get("/")).status, 200);
}

void HttpLimitsTest::aBodyThatIsTooLargeIsRefusedUnread()
{
    HttpFixture fixture;
    auto client = fixture.client();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\n" +
                QByteArray(1'000'000, 'a'));
    const Reply reply = client.reply();
    QCOMPARE(reply.status, 413);
    QCOMPARE(reply.json().value(u"code").toString(), u"too_large"_s);
    QVERIFY(client.isClosed());
}

void HttpLimitsTest::stoppingLetsWhatIsUnderWayFinish()
{
    Job job;
    HttpFixture fixture(patient());
    fixture.handler.answerBy(job);
    const QSignalSpy stopped(&fixture.server(), &HttpServer::stopped);
    auto idle = fixture.client();
    auto busy = fixture.client();
    busy.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    QTRY_COMPARE(fixture.server().connectionCount(), 2);
    fixture.server().stop();
    QVERIFY(idle.isClosed());
    auto late = fixture.client();
    QVERIFY(late.isClosed());
    QCOMPARE(stopped.size(), 0);
    job.finish("there");
    const Reply reply = busy.reply();
    QCOMPARE(reply.body, "there");
    QCOMPARE(reply.header("Connection"), "close");
    QTRY_COMPARE(stopped.size(), 1);
}

void HttpLimitsTest::stoppingEndsWhatTakesTooLong()
{
    auto limits = patient();
    limits.drain = 50ms;
    HttpFixture fixture(limits);
    const QSignalSpy stopped(&fixture.server(), &HttpServer::stopped);
    auto slow = fixture.client();
    slow.send("GET / HTTP/1.1\r\n");
    QTRY_COMPARE(fixture.server().connectionCount(), 1);
    fixture.server().stop();
    QVERIFY(slow.isClosed());
    QTRY_COMPARE(stopped.size(), 1);
}

void HttpLimitsTest::stoppingASecondTimeEndsAtOnce()
{
    Job job;
    HttpFixture fixture(patient());
    fixture.handler.answerBy(job);
    const QSignalSpy stopped(&fixture.server(), &HttpServer::stopped);
    auto busy = fixture.client();
    busy.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    fixture.server().stop();
    fixture.server().stop();
    QVERIFY(busy.isClosed());
    QTRY_COMPARE(stopped.size(), 1);
}

void HttpLimitsTest::aServerWithoutConnectionsStopsAtOnce()
{
    HttpFixture fixture;
    const QSignalSpy stopped(&fixture.server(), &HttpServer::stopped);
    fixture.server().stop();
    QTRY_COMPARE(stopped.size(), 1);
}

void HttpLimitsTest::aPortInUseIsNamed()
{
    HttpFixture first;
    EchoHandler handler;
    HttpServer second({}, handler);
    const auto listening = second.listen(QHostAddress::LocalHost, first.port());
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, ErrorCode::Locked);
    QVERIFY(listening.error().message.contains(u"127.0.0.1:%1"_s.arg(first.port())));
}

void HttpLimitsTest::anAddressOfAnotherMachineIsNamed()
{
    EchoHandler handler;
    HttpServer server({}, handler);
    const auto listening = server.listen(QHostAddress(u"192.0.2.1"_s), 0);
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, ErrorCode::NotFound);
}

void HttpLimitsTest::manyIdleConnectionsCostLittle()
{
    constexpr int count = 400; // both ends are in this process, which may have 1,024 descriptors
    HttpFixture fixture(patient());
    QVERIFY(fixture.isWell());
    const auto before = residentBytes();
    if (!before)
        QSKIP("The memory in use can't be told here");
    const auto idle = clients(fixture, count);
    for (const auto& client : idle)
        QCOMPARE(client->ask(get("/")).status, 200);
    fixture.handler.asked.clear();
    QCOMPARE(fixture.server().connectionCount(), count);
    const qint64 each = (*residentBytes() - *before) / count;
    QVERIFY2(each < 20 * 1024 * 1024 / 512, qPrintable(QString::number(each)));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::HttpLimitsTest)
#include "httplimitstest.moc"
