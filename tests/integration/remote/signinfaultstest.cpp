// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/signin.h"
#include "support/quiet.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr auto password = "canary-of-a-password";

QByteArray page(const QByteArray& status)
{
    return FaultyService::answer(status, "<html>Please sign in</html>")
        .replace("application/json", "text/html");
}

} // namespace

/// Whatever answers where somebody signs in, the password goes there once and comes up nowhere.
class SignInFaultsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void sendsThePasswordInTheBodyAndNoToken();
    void saysWhatWentWrong_data();
    void saysWhatWentWrong();
    void goesToNoOtherAddress();
    void saysOfABrokenConnectionThatThereIsNoAnswer();
    void readsServersWithNumbersAndWithNames();
    void readsNoOtherListOfServers_data();
    void readsNoOtherListOfServers();
    void destroyingItEndsWhatIsUnderWay();

private:
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    [[nodiscard]] Error failureOf(const QByteArray& bytes);

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<SignIn> m_signIn;
};

void SignInFaultsTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service = std::make_unique<FaultyService>();
    TargetConnection connection;
    connection.place = m_service->url().toString();
    connection.username = u"ana"_s;
    m_signIn = *SignIn::at(connection);
}

void SignInFaultsTest::cleanup()
{
    m_signIn.reset();
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

Error SignInFaultsTest::failureOf(const QByteArray& bytes)
{
    m_service->answering = [bytes](const QByteArray&) { return Said{bytes}; };
    const auto outcome = waitFor(m_signIn->withPassword(QLatin1StringView(password)));
    return outcome ? Error{ErrorCode::Internal, u"it signed in"_s} : outcome.error();
}

void SignInFaultsTest::sendsThePasswordInTheBodyAndNoToken()
{
    m_service->answering = [](const QByteArray&) {
        return Said{FaultyService::ok(R"({"access_token": "abc", "token_type": "bearer"})")};
    };
    QCOMPARE(waitFor(m_signIn->withPassword(QLatin1StringView(password))).value(), "abc");
    QCOMPARE(m_service->asked.size(), 1);
    const QByteArray asked = m_service->asked[0];
    QVERIFY(asked.startsWith("POST /api/auth/login HTTP/1.1\r\n"));
    QVERIFY(!asked.contains("Authorization"));
    QVERIFY(asked.endsWith("\r\n\r\n{\"password\":\"canary-of-a-password\",\"username\":\"ana\"}"));
}

void SignInFaultsTest::saysWhatWentWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    const auto say = [](const QByteArray& status, const QByteArray& body) {
        return FaultyService::answer(status, body);
    };
    QTest::newRow("a bad request") << say("400 Bad Request", R"({"detail":"Wrong password"})")
                                   << ErrorCode::NotSignedIn << u"to sign in: Wrong password. "_s;
    QTest::newRow("not allowed") << say("403 Forbidden", R"({"detail":"Locked out."})")
                                 << ErrorCode::NotSignedIn << u"to sign in: Locked out. Check"_s;
    QTest::newRow("all is well but") << say("200 OK", R"({"success":false,"message":"No."})")
                                     << ErrorCode::NotSignedIn << u"to sign in: No. Check"_s;
    QTest::newRow("no such method")
        << say("405 No", "{}") << ErrorCode::NotAvailable << u"no sign-in by password"_s;
    QTest::newRow("other fields") << say("422 No", R"({"detail":[{"loc":["body","email"],
                                         "msg":"field required","type":"missing"}]})")
                                  << ErrorCode::InvalidArgument << u"email: field required"_s;
    QTest::newRow("a page") << page("200 OK") << ErrorCode::NotAvailable
                            << u"answered with a page (text/html)"_s;
    QTest::newRow("a page, refusing") << page("401 No") << ErrorCode::NotSignedIn << u"401"_s;
    QTest::newRow("no token") << say("200 OK", "{}") << ErrorCode::Internal
                              << u"can't be understood"_s;
    QTest::newRow("a token of two lines") << say("200 OK", R"({"access_token":"a\nX-Evil: b"})")
                                          << ErrorCode::Internal << u"can't be understood"_s;
    QTest::newRow("it fails") << say("500 No", R"({"detail":"Database gone"})")
                              << ErrorCode::Internal << u"Database gone"_s;
    QTest::newRow("it repeats what it was told")
        << say("401 No", R"({"detail":"canary-of-a-password is wrong"})") << ErrorCode::NotSignedIn
        << u"words that are not shown"_s;
    QTest::newRow("too often") << say("429 No", R"({"detail":"Slow down"})") << ErrorCode::Locked
                               << u"Slow down"_s;
}

void SignInFaultsTest::saysWhatWentWrong()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    const Error failure = failureOf(bytes);
    QTEST(failure.code, "code");
    QVERIFY2(failure.message.contains(words), qPrintable(failure.message));
    QVERIFY(!failure.message.contains(QLatin1StringView(password)));
    QVERIFY(!failure.detail.contains(QLatin1StringView(password)));
    QCOMPARE(m_service->asked.size(), 1);
}

void SignInFaultsTest::goesToNoOtherAddress()
{
    FaultyService other;
    for (const QByteArray status : {"301 Moved", "307 Elsewhere", "308 Moved"}) {
        const Error failure = failureOf(FaultyService::answer(
            status, "{}", "Location: " + other.url().toEncoded() + "/auth/login\r\n"));
        QVERIFY2(failure.message.contains(u"sends elsewhere"), qPrintable(failure.message));
    }
    QVERIFY(other.asked.isEmpty());
}

void SignInFaultsTest::saysOfABrokenConnectionThatThereIsNoAnswer()
{
    const Error failure = failureOf({});
    QVERIFY2(failure.message.contains(u"closed the connection"), qPrintable(failure.message));
    QVERIFY2(!failure.message.contains(u"was done"), qPrintable(failure.message));
    QCOMPARE(m_service->asked.size(), 1);
}

void SignInFaultsTest::readsServersWithNumbersAndWithNames()
{
    m_service->answering = [](const QByteArray&) {
        return Said{FaultyService::ok(
            R"([{"id": 3, "name": "Third"}, {"id": "main"}, {"id": "a\u202eb"}])")};
    };
    const auto servers = waitFor(m_signIn->servers("canary-of-a-token"));
    QVERIFY(servers);
    const SourceServer turned{u"a\u202eb"_s, u"a\\u202eb"_s};
    QCOMPARE(*servers,
             (std::vector<SourceServer>{{u"3"_s, u"Third"_s}, {u"main"_s, u"main"_s}, turned}));
    QVERIFY(m_service->asked[0].startsWith("GET /api/auth/my-servers HTTP/1.1\r\n"));
    QVERIFY(m_service->asked[0].contains("Authorization: Bearer canary-of-a-token\r\n"));
}

void SignInFaultsTest::readsNoOtherListOfServers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no list") << FaultyService::ok(R"({"id": 3})") << ErrorCode::Internal;
    QTest::newRow("no ids") << FaultyService::ok(R"([{"name": "Third"}])") << ErrorCode::Internal;
    QTest::newRow("too many") << FaultyService::ok('[' +
                                                   QByteArray(R"({"id":1},)").repeated(150'000) +
                                                   R"({"id":1}])")
                              << ErrorCode::Internal;
    QTest::newRow("nested deeply") << FaultyService::ok(R"([{"id":1,"a":)" + QByteArray(500, '[') +
                                                        QByteArray(500, ']') + "}]")
                                   << ErrorCode::Internal;
    QTest::newRow("a page") << page("200 OK") << ErrorCode::NotAvailable;
    QTest::newRow("not allowed") << FaultyService::answer(
                                        "403 No", R"({"detail":"canary-of-a-token is not good"})")
                                 << ErrorCode::NotSignedIn;
    QTest::newRow("not there") << FaultyService::answer("404 No", "{}") << ErrorCode::NotAvailable;
}

void SignInFaultsTest::readsNoOtherListOfServers()
{
    QFETCH(const QByteArray, bytes);
    m_service->answering = [bytes](const QByteArray&) { return Said{bytes}; };
    const Error failure = waitFor(m_signIn->servers("canary-of-a-token")).error();
    QTEST(failure.code, "code");
    QVERIFY(!failure.message.contains(u"canary"));
    QCOMPARE(waitFor(m_signIn->servers("not one")).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(m_service->asked.size(), 1);
}

void SignInFaultsTest::destroyingItEndsWhatIsUnderWay()
{
    m_service->answering = [](const QByteArray&) { return Said{{}, false}; };
    const auto signingIn = m_signIn->withPassword(QLatin1StringView(password));
    QTRY_COMPARE(m_service->asked.size(), 1);
    m_signIn.reset();
    QVERIFY(signingIn.isFinished());
    QCOMPARE(signingIn.result().error().code, ErrorCode::Cancelled);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SignInFaultsTest)
#include "signinfaultstest.moc"
