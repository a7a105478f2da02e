// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/signin.h"
#include "remote/servicetarget.h"
#include "sixcalls.h"
#include "support/quiet.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A user signs in with a password at a FastAPI service, and is let in with what that gives.
class SignInTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void givesATokenThatTheServiceTakes();
    void aWrongPasswordIsRefusedInTheServicesWords();
    void asksForNothingWithoutANameAndAPassword();
    void saysWhereThereIsNoSignIn();
    void listsTheSourceServers();
    void wantsAServerWhereThereAreSeveral();
    void theTokenIsForTheServerThatWasNamed();

private:
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 40'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    [[nodiscard]] Result<QByteArray> signIn(const QString& password = u"password-of-ana"_s);

    SixCalls m_service;
    std::unique_ptr<Quiet> m_quiet;
    TargetConnection m_connection;
};

void SignInTest::initTestCase()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    QVERIFY(m_service.start());
}

void SignInTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service.setReady(true);
    m_service.setSignIn("plain");
    m_connection = {};
    m_connection.kind = TargetConnection::Kind::Service;
    m_connection.place = m_service.url().toString();
    m_connection.signIn = TargetConnection::SignIn::Password;
    m_connection.username = u"ana"_s;
}

void SignInTest::cleanup()
{
    QUIET(*m_quiet);
    m_quiet.reset();
}

Result<QByteArray> SignInTest::signIn(const QString& password)
{
    const auto signIn = SignIn::at(m_connection);
    return signIn ? waitFor((*signIn)->withPassword(password)) : signIn.error();
}

void SignInTest::givesATokenThatTheServiceTakes()
{
    const auto token = signIn();
    QVERIFY2(token, token ? "" : qPrintable(token.error().message));
    QCOMPARE(m_service.calls(u"login"_s), 1);
    const auto target = *ServiceTarget::open({m_service.url(), *token});
    QVERIFY(waitFor(target->connected()));
    QVERIFY(waitFor(target->read(StatsQuery{})));
}

void SignInTest::aWrongPasswordIsRefusedInTheServicesWords()
{
    const auto refused = signIn(u"password-of-bob"_s);
    QCOMPARE(refused.error().code, ErrorCode::NotSignedIn);
    QCOMPARE(refused.error().message,
             u"The service refuses to sign in: Incorrect username or password. "
             "Check the user name and the password."_s);
    QCOMPARE(waitFor((*SignIn::at(m_connection))->servers("token-of-nobody")).error().code,
             ErrorCode::NotSignedIn);
}

void SignInTest::asksForNothingWithoutANameAndAPassword()
{
    m_service.setReady(true);
    QCOMPARE(signIn({}).error().code, ErrorCode::InvalidArgument);
    m_connection.username.clear();
    QCOMPARE(signIn().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(m_service.calls(u"login"_s), 0);
    m_connection.place = u"nowhere"_s;
    QCOMPARE(signIn().error().code, ErrorCode::InvalidArgument);
}

void SignInTest::saysWhereThereIsNoSignIn()
{
    m_service.setSignIn("none");
    const Error none = signIn().error();
    QCOMPARE(none.code, ErrorCode::NotAvailable);
    QVERIFY2(none.message.contains(u"no sign-in by password. Paste a token"),
             qPrintable(none.message));
    const Error untold = waitFor((*SignIn::at(m_connection))->servers("token-of-ana")).error();
    QCOMPARE(untold.code, ErrorCode::NotAvailable);
    QVERIFY2(untold.message.contains(u"does not tell its source servers"),
             qPrintable(untold.message));
}

void SignInTest::listsTheSourceServers()
{
    const auto servers = waitFor((*SignIn::at(m_connection))->servers(*signIn()));
    QVERIFY(servers);
    QCOMPARE(*servers,
             (std::vector<SourceServer>{{u"1"_s, u"Head office"_s}, {u"7"_s, u"Warehouse"_s}}));
}

void SignInTest::wantsAServerWhereThereAreSeveral()
{
    m_service.setSignIn("servers");
    const Error wanted = signIn().error();
    QCOMPARE(wanted.code, ErrorCode::InvalidArgument);
    QCOMPARE(wanted.message, u"server_id: no such server. Name the source server to sign in to."_s);
    m_connection.server = u"nowhere"_s;
    QCOMPARE(signIn().error(), wanted);
}

void SignInTest::theTokenIsForTheServerThatWasNamed()
{
    m_service.setSignIn("servers");
    m_connection.server = u"7"_s;
    const auto token = signIn();
    QVERIFY(token);
    const auto claims = QJsonDocument::fromJson(
        QByteArray::fromBase64(token->split('.')[1], QByteArray::Base64UrlEncoding));
    QCOMPARE(claims[u"server_id"].toString(), u"7"_s);
    const auto target = *ServiceTarget::open({m_service.url(), *token});
    QVERIFY(waitFor(target->connected()));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SignInTest)
#include "signintest.moc"
