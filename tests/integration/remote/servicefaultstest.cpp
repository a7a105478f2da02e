// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/servicetarget.h"
#include "support/quiet.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

namespace {

constexpr auto token = "tw_c2VjcmV0IG9mIHRoZSB0ZXN0";

} // namespace

/// Whatever a service does, or something that is none: a clear error, never a crash, and the token
/// for nobody else.
class ServiceFaultsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatCannotBeUnderstoodIsAnError_data();
    void whatCannotBeUnderstoodIsAnError();
    void whatNeverEndsIsNotReadOn();
    void aConnectionThatEndsEarlyIsAnError_data();
    void aConnectionThatEndsEarlyIsAnError();
    void noAnswerInTimeIsAnError();
    void bytesThatDripGainNoTime();
    void refusalsKeepTheirMeaning_data();
    void refusalsKeepTheirMeaning();
    void anActionIsNeverSentTwice();
    void whetherAnActionWasDoneIsSaidToBeUnknown_data();
    void whetherAnActionWasDoneIsSaidToBeUnknown();
    void redirectionsAreNotFollowed();
    void aRefusedTokenIsTriedOnceMoreOnlyWhereSomebodyWantsIt();
    void aTokenRefusedAtFirstIsNotTriedAgain();
    void waitsAsLongAsTheServiceWants();
    void comesBackByItselfWithTheService();
    void tellsWhyThereIsNoService();
    void isNotConnectedToWhatSaysNothingOfItself_data();
    void isNotConnectedToWhatSaysNothingOfItself();
    void isNotConnectedToAServiceOfAnotherKind_data();
    void isNotConnectedToAServiceOfAnotherKind();
    void readsOfARunWhatItsHeadersSay();
    void destroyingItEndsWhatIsUnderWay();
    void itsEndMayComeWithADeadline();

private:
    void connectTarget();
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    [[nodiscard]] Error failureOf(const Said& said)
    {
        m_service->answering = [said](const QByteArray&) { return said; };
        const auto reply = waitFor(m_target->read(StatsQuery{}));
        return reply ? Error{ErrorCode::Internal, u"it was taken for figures"_s} : reply.error();
    }
    [[nodiscard]] static Said refusedToken()
    {
        return {FaultyService::answer(
            "401 Unauthorized", R"({"detail": "This token is not valid.", "code": "unauthorized"})",
            "WWW-Authenticate: Bearer\r\n")};
    }
    [[nodiscard]] bool isWell() const { return m_target->state() == TargetState{}; }

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServiceTarget> m_target;
};

void ServiceFaultsTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service = std::make_unique<FaultyService>();
    connectTarget();
}

void ServiceFaultsTest::cleanup()
{
    const QString told = m_target->location() + m_target->state().sentence + m_target->name();
    QVERIFY2(!told.contains(QLatin1StringView(token)), qPrintable(told));
    m_target.reset();
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void ServiceFaultsTest::connectTarget()
{
    ServiceTargetOptions options{m_service->url(), token};
    options.patience = {1s, 1s, 1s, 1s};
    m_target = *ServiceTarget::open(options);
    QVERIFY(waitFor(m_target->connected()));
}

void ServiceFaultsTest::whatCannotBeUnderstoodIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>It works!</html>");
    QTest::newRow("half of it") << QByteArray(R"({"enabled": tr)");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a text") << QByteArray(R"("figures")");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("no members") << QByteArray("{}");
    QTest::newRow("a wrong type") << QByteArray(R"({"enabled": "yes"})");
    QTest::newRow("bytes") << QByteArray("\0\xff\xfe{}\0", 6);
    QTest::newRow("nested deeply") << QByteArray(2'000'000, '[');
    QTest::newRow("nested objects") << QByteArray(R"({"a":)").repeated(300'000);
}

void ServiceFaultsTest::whatCannotBeUnderstoodIsAnError()
{
    QFETCH(const QByteArray, body);
    const Error failure = failureOf({FaultyService::ok(body)});
    QCOMPARE(failure.code, ErrorCode::Internal);
    QVERIFY2(failure.message.contains(u"can't be understood"), qPrintable(failure.message));
    QVERIFY(isWell());
}

void ServiceFaultsTest::whatNeverEndsIsNotReadOn()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    const Error failure = failureOf({head + QByteArray(10 << 20, 'x')});
    QCOMPARE(failure.code, ErrorCode::Internal);
    QVERIFY2(failure.message.contains(u"4 MiB"), qPrintable(failure.message));
    QTRY_VERIFY(isWell());
}

void ServiceFaultsTest::aConnectionThatEndsEarlyIsAnError_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("at once") << QByteArray();
    QTest::newRow("within the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
    QTest::newRow("within the body")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n{\"enabled\": true");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
}

void ServiceFaultsTest::aConnectionThatEndsEarlyIsAnError()
{
    QFETCH(const QByteArray, bytes);
    const Error failure = failureOf({bytes});
    QCOMPARE(failure.code, ErrorCode::Unreadable);
    QVERIFY(!failure.message.isEmpty());
    QTRY_VERIFY(isWell()); // who it is, it still says
}

void ServiceFaultsTest::noAnswerInTimeIsAnError()
{
    const Error failure = failureOf({{}, false});
    QCOMPARE(failure.code, ErrorCode::Timeout);
    const auto done = waitFor(m_target->act(CleanUp{}));
    QCOMPARE(done.error().code, ErrorCode::Timeout);
    QVERIFY2(done.error().message.contains(u"not known"), qPrintable(done.error().message));
}

void ServiceFaultsTest::bytesThatDripGainNoTime()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTimer drip;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
    });
    drip.start(50ms);
    ServiceTargetOptions options{QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), token};
    options.patience.figures = 500ms;
    const auto target = *ServiceTarget::open(options);
    QCOMPARE(waitFor(target->connected()).error().code, ErrorCode::Timeout);
}

void ServiceFaultsTest::refusalsKeepTheirMeaning_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QByteArray& status, const QByteArray& body,
                        ErrorCode code, const QString& words) {
        QTest::newRow(name) << status << body << code << words;
    };
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        auto code = static_cast<ErrorCode>(i);
        const QByteArray name = errorName(code).toLatin1();
        if (code == ErrorCode::NotSignedIn || code == ErrorCode::NotTrusted)
            code = ErrorCode::Internal; // not this service: one behind it
        row(name.constData(), "500 Whatever",
            R"({"detail": "As it is.", "request_id": "r1", "code": ")" + name + "\"}", code,
            u"As it is."_s);
    }
    row("members", "422 Unprocessable", R"({"detail": [{"loc": ["query", "limit"], "msg": "No."},
        {"loc": ["body"], "msg": "Both."}], "code": "invalid_argument"})",
        ErrorCode::InvalidArgument, u"limit: No. Both."_s);
    row("the contract's", "503 Unavailable", R"({"detail": "Cache not initialized"})",
        ErrorCode::Unreadable, u"Cache not initialized"_s);
    row("a proxy", "502 Bad Gateway", "<html>nginx</html>", ErrorCode::Unreadable, u"502"_s);
    row("a proxy that waited", "504 Gateway Timeout", "", ErrorCode::Timeout, u"504"_s);
    row("another service", "404 Not Found", "Not here", ErrorCode::NotFound, u"404"_s);
    row("an error without words", "500 Error", R"({"detail": {"a": [1]}})", ErrorCode::Internal,
        u"500"_s);
    row("no content", "204 No Content", "", ErrorCode::Internal, u"204"_s);
}

void ServiceFaultsTest::refusalsKeepTheirMeaning()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    const Error failure = failureOf({FaultyService::answer(status, body)});
    QTEST(failure.code, "code");
    QVERIFY2(failure.message.contains(words), qPrintable(failure.message));
    QTRY_VERIFY(isWell());
}

void ServiceFaultsTest::anActionIsNeverSentTwice()
{
    m_service->answering = [](const QByteArray&) { return Said{}; };
    QVERIFY(!waitFor(m_target->read(StatsQuery{})));
    m_service->asked.clear();
    const auto done = waitFor(m_target->act(Invalidate{{.companyId = 7}}));
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains(u"not known"), qPrintable(done.error().message));
    QCOMPARE(m_service->asked.size(), 1);
    QVERIFY(m_service->asked[0].endsWith(R"({"company_id":7,"mode":"invalidate"})"));
}

void ServiceFaultsTest::whetherAnActionWasDoneIsSaidToBeUnknown_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isUnknown");
    const QByteArray words = R"({"detail": "Not now", "code": "locked"})";
    QTest::newRow("no JSON") << FaultyService::ok("<html>It works!</html>") << true;
    QTest::newRow("half of it") << FaultyService::ok(R"({"invalidated": 7)") << true;
    QTest::newRow("not its shape") << FaultyService::ok("{}") << true;
    QTest::newRow("given up on in between") << FaultyService::answer("504 Late", "") << true;
    QTest::newRow("broken off behind it") << FaultyService::answer("502 Bad", words) << true;
    QTest::newRow("refused") << FaultyService::answer("429 Busy", words) << false;
    QTest::newRow("failed") << FaultyService::answer("500 Error", words) << false;
}

void ServiceFaultsTest::whetherAnActionWasDoneIsSaidToBeUnknown()
{
    QFETCH(const QByteArray, answer);
    m_service->answering = [answer](const QByteArray&) { return Said{answer}; };
    const auto done = waitFor(m_target->act(Invalidate{{.companyId = 7}}));
    QVERIFY(!done);
    QTEST(done.error().message.endsWith(
              u". Whether it was done is not known: look before it is done again."_s),
          "isUnknown");
}

void ServiceFaultsTest::redirectionsAreNotFollowed()
{
    FaultyService elsewhere;
    for (const QByteArray status : {"301 Moved", "302 Found", "307 Temporary", "308 Permanent"}) {
        const QByteArray to = elsewhere.url().toEncoded() + "/cache/figures";
        const Error failure =
            failureOf({FaultyService::answer(status, "", "Location: " + to + "\r\n")});
        QVERIFY2(failure.message.contains(u"not followed"), qPrintable(failure.message));
    }
    QVERIFY(elsewhere.asked.isEmpty());
    QCOMPARE(m_service->asked.size(), 4);
}

void ServiceFaultsTest::aRefusedTokenIsTriedOnceMoreOnlyWhereSomebodyWantsIt()
{
    const Said refusal = refusedToken();
    m_service->introducing = [refusal] { return refusal; };
    QSignalSpy changes(m_target.get(), &CacheTarget::stateChanged);
    QCOMPARE(failureOf(refusal).code, ErrorCode::NotSignedIn);
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(m_target->state().kind, TargetState::Kind::Failed);
    QVERIFY(m_target->state().sentence.startsWith(u"This token is not valid."));
    QVERIFY(!m_target->looksForIt());
    QCOMPARE(m_service->introductions, 2);
    m_service->asked.clear();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(failureOf(refusal).message, u"This token is not valid."_s);
    QVERIFY(m_service->asked.isEmpty());
    QVERIFY(!waitFor(m_target->connected()));
    QVERIFY(!m_target->looksForIt());
    QCOMPARE(m_service->introductions, 3);
    m_service->introducing = [] { return Said{FaultyService::ok(FaultyService::introduction())}; };
    QVERIFY(waitFor(m_target->connected())); // it may be given another life
    QVERIFY(isWell());
}

void ServiceFaultsTest::aTokenRefusedAtFirstIsNotTriedAgain()
{
    m_service->introducing = [] { return refusedToken(); };
    m_service->introductions = 0;
    const auto target = *ServiceTarget::open({m_service->url(), token});
    QCOMPARE(waitFor(target->connected()).error().code, ErrorCode::NotSignedIn);
    QVERIFY(!target->looksForIt());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(waitFor(target->read(StatsQuery{})).error().code, ErrorCode::NotSignedIn);
    QCOMPARE(m_service->introductions, 1);
    QVERIFY(m_service->asked.isEmpty());
}

void ServiceFaultsTest::waitsAsLongAsTheServiceWants()
{
    const QByteArray busy = FaultyService::answer(
        "429 Too Many Requests", R"({"detail": "Too many requests. Wait, then try again."})",
        "Retry-After: 1\r\n");
    QCOMPARE(failureOf({busy}).code, ErrorCode::Locked);
    QCOMPARE(m_service->asked.size(), 1);
    QCOMPARE(failureOf({busy}).code, ErrorCode::Locked);
    QCOMPARE(waitFor(m_target->act(CleanUp{})).error().code, ErrorCode::Locked);
    QCOMPARE(m_service->asked.size(), 1);
    QVERIFY(isWell());
    QTRY_VERIFY(failureOf({FaultyService::ok("{}")}).code == ErrorCode::Internal);
}

void ServiceFaultsTest::comesBackByItselfWithTheService()
{
    m_service->end();
    QVERIFY(!waitFor(m_target->read(StatsQuery{})));
    QTRY_COMPARE(m_target->state().kind, TargetState::Kind::Failed);
    QVERIFY(m_target->looksForIt());
    QCOMPARE(m_target->name(), u"Faulty"_s);
    QVERIFY(!m_target->capability(u"clear"_s).available);
    m_service->listen();
    QTRY_VERIFY(isWell());
    QVERIFY(m_target->capability(u"clear"_s).available);
}

void ServiceFaultsTest::tellsWhyThereIsNoService()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString place = u"127.0.0.1:%1"_s.arg(closed.serverPort());
    closed.close();
    const auto nobody = *ServiceTarget::open({QUrl(u"http://"_s + place), token});
    const auto refused = waitFor(nobody->connected());
    QCOMPARE(refused.error().code, ErrorCode::Unreadable);
    QVERIFY2(refused.error().message.contains(u"Nothing answers at "_s + place),
             qPrintable(refused.error().message));
    QCOMPARE(nobody->name(), place);
    const auto nowhere = *ServiceTarget::open({QUrl(u"https://nowhere.invalid"_s), token});
    QVERIFY(!waitFor(nowhere->connected()));
    QCOMPARE(nowhere->state().kind, TargetState::Kind::Failed);
    const auto plain = *ServiceTarget::open({QUrl(u"https://127.0.0.1:1"_s), token});
    QVERIFY(!waitFor(plain->connected()));
}

void ServiceFaultsTest::isNotConnectedToWhatSaysNothingOfItself_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another service") << FaultyService::answer("404 Not Found", "Not here");
    QTest::newRow("a page") << FaultyService::answer("200 OK", "<html>It works!</html>");
    QTest::newRow("another shape") << FaultyService::answer("200 OK", R"({"name": "x"})");
    QTest::newRow("a role of its own") << FaultyService::answer(
        "200 OK", FaultyService::introduction().replace("administrator", "emperor"));
    QTest::newRow("not there yet") << FaultyService::answer(
        "503 Unavailable", R"({"detail": "Starting.", "code": "not_initialized"})");
}

void ServiceFaultsTest::isNotConnectedToWhatSaysNothingOfItself()
{
    QFETCH(const QByteArray, bytes);
    m_service->introducing = [bytes] { return Said{bytes}; };
    const auto target = *ServiceTarget::open({m_service->url(), token});
    const auto connected = waitFor(target->connected());
    QVERIFY(!connected);
    QCOMPARE(target->state(), (TargetState{TargetState::Kind::Failed, connected.error().message}));
    m_service->introducing = [] { return Said{FaultyService::ok(FaultyService::introduction())}; };
    QVERIFY(waitFor(target->connected()));
    QCOMPARE(target->state(), TargetState{});
}

void ServiceFaultsTest::isNotConnectedToAServiceOfAnotherKind_data()
{
    QTest::addColumn<QByteArray>("introduction");
    QTest::addColumn<QByteArray>("stats");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    const QByteArray unknown = FaultyService::answer("404 Not Found", R"({"detail":"Not Found"})");
    const QString other = u"none of this kind"_s;
    QTest::newRow("it knows neither call")
        << unknown << unknown << ErrorCode::NotAvailable << other;
    QTest::newRow("it knows both by other methods")
        << FaultyService::answer("405 No", R"({"detail":"Method Not Allowed"})")
        << FaultyService::answer("405 No", "") << ErrorCode::NotAvailable << other;
    QTest::newRow("its figures are others") << unknown << FaultyService::ok(R"({"hit_rate": 12.5})")
                                            << ErrorCode::NotAvailable << other;
    QTest::newRow("it has a page there") << unknown << FaultyService::ok("<html>It works!</html>")
                                         << ErrorCode::NotAvailable << other;
    QTest::newRow("it refuses the token")
        << unknown << refusedToken().bytes << ErrorCode::NotSignedIn << u"not valid"_s;
    QTest::newRow("it is not there yet")
        << unknown << FaultyService::answer("503 No", R"({"detail":"Cache not initialized"})")
        << ErrorCode::Unreadable << u"not initialized"_s;
}

void ServiceFaultsTest::isNotConnectedToAServiceOfAnotherKind()
{
    QFETCH(const QByteArray, introduction);
    QFETCH(const QByteArray, stats);
    QFETCH(const QString, words);
    m_service->introducing = [introduction] { return Said{introduction}; };
    m_service->answering = [stats](const QByteArray&) { return Said{stats}; };
    const auto target = *ServiceTarget::open({m_service->url(), token});
    const Error failure = waitFor(target->connected()).error();
    QTEST(failure.code, "code");
    QVERIFY2(failure.message.contains(words), qPrintable(failure.message));
    QCOMPARE(target->looksForIt(), failure.code != ErrorCode::NotSignedIn);
    QVERIFY(m_service->asked.constLast().startsWith("GET /api/cache/stats "));
}

void ServiceFaultsTest::readsOfARunWhatItsHeadersSay()
{
    m_service->answering = [](const QByteArray&) {
        return Said{FaultyService::answer(
            "200 OK", "[1]",
            "Cache-Status: tierwatch; fwd=miss; collapsed; ttl=12; key=\"ab=c\"; "
            "detail=database-stale:evicted\r\nAge: 7\r\n"
            "Server-Timing: cache;dur=41.250, db;dur=40.500\r\n")};
    };
    const auto run = waitFor(m_target->read(RunQuery{u"one two"_s, 7, {{u"a&b"_s, u"c+d=e"_s}}}));
    QVERIFY(run);
    QVERIFY(m_service->asked[0].startsWith(
        "GET /api/query/one%20two?company_id=7&without_cache=false&a%26b=c%2Bd%3De HTTP/1.1\r\n"));
    QCOMPARE(run->value, "[1]");
    QCOMPARE(run->origin, Origin::Database);
    QCOMPARE(run->reason, MissReason::Evicted);
    QVERIFY(run->stale && run->shared);
    QCOMPARE(run->lifeLeftMs, 12'000);
    QCOMPARE(run->digest, u"ab=c"_s);
    QCOMPARE(run->ageMs, 7'000);
    QCOMPARE(run->loadMs, 40.5);
    QCOMPARE(run->tookMs, 41.25);
    m_service->answering = [](const QByteArray&) { return Said{FaultyService::ok("[1]")}; };
    QCOMPARE(waitFor(m_target->read(RunQuery{u"one"_s})).error().code, ErrorCode::Internal);
}

void ServiceFaultsTest::destroyingItEndsWhatIsUnderWay()
{
    m_service->answering = [](const QByteArray&) { return Said{{}, false}; };
    const auto read = m_target->read(StatsQuery{});
    const auto act = m_target->act(CleanUp{});
    QTRY_COMPARE(m_service->asked.size(), 2);
    const auto early = *ServiceTarget::open({m_service->url(), token});
    connectTarget();
    QVERIFY(read.isFinished() && act.isFinished());
    QCOMPARE(read.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(act.result().error().code, ErrorCode::Cancelled);
}

/// Both are due when the event loop goes on.
void ServiceFaultsTest::itsEndMayComeWithADeadline()
{
    m_service->answering = [](const QByteArray&) { return Said{{}, false}; };
    ServiceTargetOptions options{m_service->url(), token};
    options.patience.report = 50ms;
    options.network = std::make_shared<ServiceNetwork>(); // which others share, and replies live in
    auto target = *ServiceTarget::open(options);
    QVERIFY(waitFor(target->connected()));
    QTimer::singleShot(40ms, this, [&target] { target.reset(); });
    const auto asked = target->read(RunQuery{u"slow"_s});
    const QDeadlineTimer both(60ms);
    while (!both.hasExpired()) {
    }
    QCOMPARE(waitFor(asked).error().code, ErrorCode::Cancelled);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceFaultsTest)
#include "servicefaultstest.moc"
