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

/// What one with the contract's calls alone tells.
constexpr auto sixCallsFigures =
    R"({"enabled": true, "global_enabled": true, "user_enabled": true, "cache_type": "hybrid",
    "hit_rate": 90.0, "total_hits": 9, "total_misses": 1, "response_times": {},
    "queries_saved": {"today": 1, "week": 2, "total": 3}, "cache_size": {"memory": 1, "sqlite": 2},
    "auto_invalidate": true, "last_cleanup": null})";

/// Listens, reads one byte of a request, says half of an answer and resets the connection.
class ResettingService final
{
public:
    ResettingService()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            ++connections;
            QTcpSocket* socket = m_server.nextPendingConnection();
            socket->setReadBufferSize(1); // what is not read makes of an end a reset
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n{");
                socket->flush();
                socket->abort();
            });
        });
        (void)m_server.listen(QHostAddress::LocalHost);
    }
    int connections = 0;
    [[nodiscard]] QUrl url() const
    {
        return QUrl(u"http://127.0.0.1:%1/api"_s.arg(m_server.serverPort()));
    }

private:
    QTcpServer m_server;
};

} // namespace

/// How a service that misbehaves is asked on: rarely, with no secret for others, and not at all
/// where that is of no use.
class ServiceConductTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void nobodyThereIsSaidAtOnce();
    void silenceEndsAndHoldsUpNobodyElse();
    void aNameThatCannotBeIsSaidAtOnce();
    void aRefusedTokenIsAskedForOnce();
    void anotherTokenSignsInAnew();
    void aRoleThatIsMissingIsNamedAndItsControlIsOff();
    void oneThatKeepsFailingIsLeftAlone_data();
    void oneThatKeepsFailingIsLeftAlone();
    void oneThatFailsAltogetherIsLookedForByProbes();
    void whatIsNotSentIsNoProbe();
    void oneThatWantsNoRequestsGetsNone();
    void aQueryByNameThatFailsSaysNothingOfTheService();
    void noSecretGoesElsewhere_data();
    void noSecretGoesElsewhere();
    void aQuestionIsAskedOnceMoreWhereTheConnectionEnded();
    void aResetInTheMiddleIsTriedOnceMore();
    void waitsUntilTheMomentThatItIsTold_data();
    void waitsUntilTheMomentThatItIsTold();
    void tellsWhatAskingCosts();
    void noTokenComesBackInWords();

private:
    void connectTo(FaultyService& service, const QByteArray& with = token);
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    void answerAll(const QByteArray& answer)
    {
        m_service->answering = [answer](const QByteArray&) { return Said{answer, false}; };
    }
    [[nodiscard]] static QByteArray figures()
    {
        const QJsonObject json = codec::toJson(Stats{}).toObject();
        return FaultyService::ok(QJsonDocument(json).toJson());
    }
    [[nodiscard]] Error failure()
    {
        const auto stats = waitFor(m_target->read(StatsQuery{}));
        return stats ? Error{ErrorCode::Internal, u"it was taken for figures"_s} : stats.error();
    }
    [[nodiscard]] bool isWell() const { return m_target->state() == TargetState{}; }
    [[nodiscard]] QString place() const { return m_service->url().authority(); }

    ServicePatience m_patience;
    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServiceTarget> m_target;
};

void ServiceConductTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_patience = {};
    m_service = std::make_unique<FaultyService>();
    connectTo(*m_service);
}

void ServiceConductTest::cleanup()
{
    m_target.reset();
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void ServiceConductTest::connectTo(FaultyService& service, const QByteArray& with)
{
    ServiceTargetOptions options{service.url(), with};
    options.patience = m_patience;
    m_target = *ServiceTarget::open(options);
    QVERIFY(waitFor(m_target->connected()));
}

void ServiceConductTest::nobodyThereIsSaidAtOnce()
{
    m_service->end();
    QCOMPARE(failure(),
             (Error{ErrorCode::Unreadable,
                    u"Nothing answers at %1. Start the service there, or check the address."_s.arg(
                        place())}));
    QTRY_COMPARE(m_target->state(), (TargetState{TargetState::Kind::Failed, failure().message}));
    QCOMPARE(m_target->name(), u"Faulty"_s);
    QVERIFY(m_target->looksForIt());
}

void ServiceConductTest::silenceEndsAndHoldsUpNobodyElse()
{
    m_patience.figures = 1s;
    FaultyService hole;
    connectTo(hole);
    hole.answering = [](const QByteArray&) { return Said{{}, false}; };
    const auto waiting = m_target->read(StatsQuery{});
    answerAll(figures());
    const auto other = *ServiceTarget::open({m_service->url(), token});
    QVERIFY(waitFor(other->read(StatsQuery{})));
    QCOMPARE(waitFor(waiting).error(),
             (Error{ErrorCode::Timeout,
                    u"%1 did not answer in time. It may be busy, or out of reach."_s.arg(
                        hole.url().authority())}));
    m_target.reset(); // before its service
}

void ServiceConductTest::aNameThatCannotBeIsSaidAtOnce()
{
    QCOMPARE(ServiceTarget::open({QUrl(u"https://no such name/api"_s), token}).error(),
             (Error{ErrorCode::InvalidArgument, u"This is no address of a service. One looks like "
                                                "https://cache.example.org:8787/api."_s}));
    for (const QString& name : {u"nowhere.invalid"_s, u"xn--bcher-kva.invalid"_s}) {
        const auto target = *ServiceTarget::open({QUrl(u"https://"_s + name), token});
        const Error failure = waitFor(target->connected()).error();
        QCOMPARE(failure.code, ErrorCode::Unreadable);
        QVERIFY2(
            failure.message.startsWith(u"There is no machine called "_s) &&
                failure.message.endsWith(u".invalid, or the network is down. Check the address."_s),
            qPrintable(failure.message));
        QCOMPARE(target->link().requests, 1);
        QVERIFY(target->looksForIt());
    }
}

void ServiceConductTest::aRefusedTokenIsAskedForOnce()
{
    const QByteArray refusal = FaultyService::answer(
        "401 No", R"({"detail": "Could not validate credentials", "code": "not_allowed"})");
    answerAll(refusal);
    m_service->introducing = [refusal] { return Said{refusal, false}; };
    QSignalSpy changes(m_target.get(), &CacheTarget::stateChanged);
    const Error refused{ErrorCode::NotSignedIn, u"Could not validate credentials"_s};
    QCOMPARE(failure(), refused);
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(m_target->state(),
             (TargetState{TargetState::Kind::Failed,
                          u"Could not validate credentials. Sign in anew: this token is not tried "
                          "again by itself."_s,
                          TargetState::Need::SignIn}));
    const qint64 requests = m_target->link().requests;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(failure(), refused);
    QCOMPARE(m_target->link().requests, requests);
    QVERIFY(!m_target->looksForIt());
}

void ServiceConductTest::anotherTokenSignsInAnew()
{
    const auto judge = [](const QByteArray& request, const QByteArray& good) {
        const bool knows = request.contains("Authorization: Bearer another\r\n");
        return Said{knows ? good : FaultyService::answer("401 No", R"({"detail": "No."})"), false};
    };
    m_service->answering = [judge](const QByteArray& r) { return judge(r, figures()); };
    m_service->introducing = [] {
        return Said{FaultyService::answer("401 No", R"({"detail": "No."})"), false};
    };
    QCOMPARE(failure().code, ErrorCode::NotSignedIn);
    QTRY_COMPARE(m_target->state().kind, TargetState::Kind::Failed);
    QCOMPARE(m_target->setToken("two words").error().code, ErrorCode::InvalidArgument);
    QVERIFY(!m_target->looksForIt());
    m_service->introducing = [] {
        return Said{FaultyService::ok(FaultyService::introduction()), false};
    };
    QVERIFY(m_target->setToken("another"));
    QVERIFY(waitFor(m_target->connected()));
    QVERIFY(isWell());
    QVERIFY(waitFor(m_target->read(StatsQuery{})));
    QVERIFY(m_service->asked.constLast().contains("Authorization: Bearer another\r\n"));
    QVERIFY(m_target->setToken("a-third")); // one that is asked with already is overtaken
    QVERIFY(m_target->setToken("another"));
    QVERIFY(waitFor(m_target->connected()));
}

void ServiceConductTest::aRoleThatIsMissingIsNamedAndItsControlIsOff()
{
    answerAll(FaultyService::answer("403 Forbidden", R"({"detail": "Not enough permissions."})"));
    const QString why = u"Not enough permissions. This needs the role operator or administrator."_s;
    QSignalSpy changes(m_target.get(), &CacheTarget::stateChanged);
    QCOMPARE(waitFor(m_target->act(Invalidate{})).error(), (Error{ErrorCode::NotAllowed, why}));
    QCOMPARE(changes.count(), 1);
    QVERIFY(!m_target->capability(u"invalidate"_s).available);
    QCOMPARE(m_target->capability(u"invalidate"_s).reason, why);
    QVERIFY(m_target->capability(u"cleanup"_s).available);
    answerAll(figures());
    QVERIFY(waitFor(m_target->read(StatsQuery{})));
    QVERIFY(isWell());
    answerAll(FaultyService::answer("403 No", R"({"detail": "As it is.", "code": "not_allowed"})"));
    QCOMPARE(failure(), (Error{ErrorCode::NotAllowed, u"As it is."_s}));
}

void ServiceConductTest::oneThatKeepsFailingIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* status : {"500 Error", "502 Bad", "503 Unavailable", "504 Late"})
        QTest::newRow(status) << QByteArray(status);
    QTest::newRow("time-out") << QByteArray();
}

void ServiceConductTest::oneThatKeepsFailingIsLeftAlone()
{
    QFETCH(const QByteArray, status);
    m_patience.figures = 500ms;
    m_patience.probe = 1s;
    connectTo(*m_service);
    m_service->answering = [status](const QByteArray&) {
        const QByteArray down = FaultyService::answer(status, R"({"detail": "Down."})");
        return Said{status.isEmpty() ? QByteArray() : down, false};
    };
    m_service->asked.clear();
    const Error first = failure();
    QCOMPARE(failure(), first);
    QCOMPARE(failure(), first);
    QCOMPARE(m_service->asked.size(), 3);
    const QString sentence = m_target->state().sentence;
    QCOMPARE(m_target->state().kind, TargetState::Kind::Failed);
    QVERIFY2(sentence.startsWith(u"It failed 3 times in a row, so it is left alone until "_s) &&
                 sentence.endsWith(u", when it is tried once: "_s + first.message),
             qPrintable(sentence));
    QCOMPARE(m_target->read(StatsQuery{}).result().error(), (Error{first.code, sentence}));
    QCOMPARE(m_service->asked.size(), 3);
    answerAll(figures());
    QVERIFY(QTest::qWaitFor([this] { return waitFor(m_target->read(StatsQuery{})).ok(); }));
    QCOMPARE(m_service->asked.size(), 4); // the probe alone
    QVERIFY(isWell());
}

void ServiceConductTest::oneThatFailsAltogetherIsLookedForByProbes()
{
    m_patience.probe = 500ms;
    connectTo(*m_service);
    const QByteArray down = FaultyService::answer("503 No", R"({"detail": "Starting."})");
    answerAll(down);
    m_service->introducing = [down] { return Said{down, false}; };
    m_service->asked.clear();
    m_service->introductions = 0;
    QCOMPARE(failure().message, u"Starting."_s);
    QTRY_COMPARE(m_service->introductions, 1);
    QTRY_COMPARE(m_target->state().sentence, u"Starting."_s);
    QCOMPARE(failure().message, u"Starting."_s);
    QVERIFY(failure().message.startsWith(u"It failed 3 times in a row"_s));
    QCOMPARE(m_service->asked.size(), 2);
    QTRY_COMPARE_GE(m_service->introductions, 3);
    QCOMPARE(m_target->read(StatsQuery{}).result().error().message, m_target->state().sentence);
    QCOMPARE(m_service->asked.size(), 2);
    m_service->introducing = [] {
        return Said{FaultyService::ok(FaultyService::introduction()), false};
    };
    QTRY_VERIFY(isWell());
}

/// A service with the contract's calls alone tells response times of one range; others are refused
/// here.
void ServiceConductTest::whatIsNotSentIsNoProbe()
{
    m_patience.probe = 100ms;
    m_service->introducing = [] { return Said{FaultyService::answer("404 No", "{}"), false}; };
    answerAll(FaultyService::ok(sixCallsFigures));
    connectTo(*m_service);
    answerAll(FaultyService::answer("500 Error", R"({"detail": "Down."})"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(failure().message, u"Down."_s);
    const auto others = [this] {
        return waitFor(m_target->read(ResponseTimesQuery{Range::minutes(5)})).error().code;
    };
    QTRY_COMPARE(others(), ErrorCode::NotAvailable);
    answerAll(FaultyService::ok(sixCallsFigures));
    QTRY_VERIFY(waitFor(m_target->read(StatsQuery{})));
    QVERIFY(isWell());
}

void ServiceConductTest::oneThatWantsNoRequestsGetsNone()
{
    answerAll(
        FaultyService::answer("503 Later", R"({"detail": "Maintenance."})", "Retry-After: 30\r\n"));
    const qint64 before = m_target->link().requests;
    QCOMPARE(failure().message, u"Maintenance."_s);
    QCOMPARE(failure().code, ErrorCode::Locked);
    QCOMPARE(m_target->link().requests, before + 1);
}

void ServiceConductTest::aQueryByNameThatFailsSaysNothingOfTheService()
{
    answerAll(FaultyService::answer("502 No", R"({"detail": "No table.", "code": "source"})"));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(waitFor(m_target->read(RunQuery{u"broken"_s})).error().message, u"No table."_s);
    QVERIFY(isWell());
    QCOMPARE(m_service->asked.size(), 5);
}

void ServiceConductTest::noSecretGoesElsewhere_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("location"); // %1 = another service, %2 = the same
    for (const char* status : {"301 Moved", "302 Found", "303 Other", "307 Temporary", "308 Now"})
        QTest::newRow(status) << QByteArray(status) << QByteArray("%1/cache/stats");
    QTest::newRow("in a circle") << QByteArray("302 Found") << QByteArray("%2/cache/figures");
    QTest::newRow("out of TLS") << QByteArray("302 Found") << QByteArray("http://127.0.0.1:1/");
    QTest::newRow("nowhere") << QByteArray("302 Found") << QByteArray("http://\\");
}

void ServiceConductTest::noSecretGoesElsewhere()
{
    QFETCH(const QByteArray, status);
    QFETCH(QByteArray, location);
    FaultyService elsewhere;
    location.replace("%1", elsewhere.url().toEncoded()).replace("%2", m_service->url().toEncoded());
    answerAll(FaultyService::answer(status, "", "Location: " + location + "\r\n"));
    QCOMPARE(failure().message,
             u"The service sends elsewhere (status %1). That is not followed, since the token is "
             "for this address alone; give the address that it moved to."_s.arg(
                 QString::fromLatin1(status.first(3))));
    QVERIFY(!waitFor(m_target->act(CleanUp{})));
    QCOMPARE(m_service->asked.size(), 2);
    QVERIFY(elsewhere.asked.isEmpty());
    QCOMPARE(elsewhere.introductions, 0);
}

void ServiceConductTest::aQuestionIsAskedOnceMoreWhereTheConnectionEnded()
{
    int answers = 0;
    m_service->answering = [&answers](const QByteArray&) {
        const QByteArray half = "HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n{";
        return Said{++answers == 1 ? half : figures()};
    };
    QVERIFY(waitFor(m_target->read(StatsQuery{})));
    QCOMPARE(answers, 2);
    m_service->answering = [&answers](const QByteArray&) {
        ++answers;
        return Said{};
    };
    answers = 0;
    QVERIFY(!waitFor(m_target->act(CleanUp{})));
    QCOMPARE(answers, 1);
    answers = 0;
    QVERIFY(!waitFor(m_target->read(StatsQuery{})));
    QCOMPARE(answers, 2);
}

void ServiceConductTest::aResetInTheMiddleIsTriedOnceMore()
{
    ResettingService service;
    const auto target = *ServiceTarget::open({service.url(), token});
    const auto connected = waitFor(target->connected());
    QVERIFY(!connected);
    QCOMPARE(connected.error().code, ErrorCode::Unreadable);
    QCOMPARE(target->link().requests, 2);
    QVERIFY(target->looksForIt());
}

void ServiceConductTest::waitsUntilTheMomentThatItIsTold_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("isLong");
    QTest::newRow("seconds") << QByteArray("Retry-After: 30\r\n") << true;
    QTest::newRow("none") << QByteArray("Retry-After: 0\r\n") << false;
    QTest::newRow("a moment by its own clock")
        << QByteArray("Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n"
                      "Retry-After: Wed, 21 Oct 2015 07:28:40 GMT\r\n")
        << true;
    QTest::newRow("a moment that has passed")
        << QByteArray("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n") << false;
    QTest::newRow("nothing that can be understood") << QByteArray("Retry-After: soon\r\n") << false;
}

void ServiceConductTest::waitsUntilTheMomentThatItIsTold()
{
    QFETCH(const QByteArray, headers);
    QFETCH(const bool, isLong);
    answerAll(FaultyService::answer("429 Busy", R"({"detail": "Busy."})", headers));
    QCOMPARE(failure(), (Error{ErrorCode::Locked, u"Busy."_s}));
    answerAll(figures());
    if (!isLong) {
        QTRY_VERIFY(waitFor(m_target->read(StatsQuery{})));
        return;
    }
    const Error held = failure();
    QCOMPARE(held.code, ErrorCode::Locked);
    QVERIFY2(held.message.startsWith(u"The service has too many requests, and wants none for "_s),
             qPrintable(held.message));
    QCOMPARE(m_service->asked.size(), 1);
}

void ServiceConductTest::tellsWhatAskingCosts()
{
    const auto claims =
        QByteArray(R"({"exp": 1924992000, "server_id": 3})")
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    connectTo(*m_service, "e30." + claims + ".c2ln");
    const LinkFigures before = m_target->link();
    QCOMPARE(before.requests, 1);
    QCOMPARE(before.signInEndsMs.value(), 1'924'992'000'000);
    QVERIFY(!before.clockAheadMs && before.roundTripMs);
    const auto ahead = QDateTime::currentDateTimeUtc().addSecs(86'400);
    const QString date = QLocale::c().toString(ahead, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    answerAll(FaultyService::answer("200 OK", "{}", "Date: " + date.toLatin1() + "\r\n"));
    (void)failure();
    const LinkFigures after = m_target->link();
    QCOMPARE(after.requests, 2);
    QCOMPARE(after.bytesReceived, before.bytesReceived + 2);
    QVERIFY(qAbs(after.clockAheadMs.value() - 86'400'000) <= 20'000);
    QCOMPARE(after.clockAheadMs.value() % 1000, 0);
    QVERIFY(m_target->setToken(token));
    QVERIFY(!m_target->link().signInEndsMs);
}

/// Not even one that was another's by the time the answer came, nor in a head.
void ServiceConductTest::noTokenComesBackInWords()
{
    answerAll(
        FaultyService::answer("500 No", "{\"detail\": \"What is " + QByteArray(token) + "?\"}"));
    const auto asked = m_target->read(StatsQuery{});
    QVERIFY(m_target->setToken("tw_YW5vdGhlciBzZWNyZXQ"));
    QCOMPARE(waitFor(asked).error().message, u"What is ...?"_s);
    QVERIFY(m_target->setToken(token));
    QVERIFY(waitFor(m_target->connected()));
    answerAll(FaultyService::answer("200 OK", "{}", "Cache-Status: " + QByteArray(token) + "\r\n"));
    const Error failure = waitFor(m_target->read(RunQuery{u"invoices"_s})).error();
    QVERIFY2(!failure.detail.contains(QLatin1StringView(token)), qPrintable(failure.detail));
    answerAll("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Encoding: " + QByteArray(token) +
              "\r\n\r\n");
    QVERIFY(!this->failure().message.contains(QLatin1StringView(token)));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceConductTest)
#include "serviceconducttest.moc"
