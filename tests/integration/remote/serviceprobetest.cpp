// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceprobe.h"
#include "faultyservice.h"
#include "integration/service/servicefixture.h"
#include "support/certificate.h"
#include "support/faketarget.h"
#include "support/quiet.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// Something that says the same to whoever connects, whatever that asks.
class Banner final
{
public:
    explicit Banner(QByteArray words)
    {
        (void)m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, words] {
            while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                socket->write(words);
            }
        });
    }
    [[nodiscard]] QString place(const QString& scheme) const
    {
        return u"%1://127.0.0.1:%2/api"_s.arg(scheme).arg(m_server.serverPort());
    }

private:
    QTcpServer m_server;
};

QByteArray health()
{
    return FaultyService::ok(R"({"status": "healthy", "enabled": true})");
}

} // namespace

/// A connection is tried step by step, and the step that fails says what is wrong.
class ServiceProbeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void tellsOfEachStepOfAServiceThatWorks();
    void tellsOfEachStepThroughTls();
    void failsAtANameThatNobodyHas();
    void failsAtAnAddressThatIsNone();
    void failsWhereNothingListens();
    void tellsThatItIsTheProxyThatIsReached();
    void failsAtACertificateThatNobodyVouchesFor();
    void takesTheCertificateThatWasAcceptedAndNoOther();
    void failsAtACertificateForAnotherName();
    void failsWhereNobodySpeaksTls();
    void failsWhereTheAuthoritiesCannotBeRead();
    void failsAtWhatIsNoService_data();
    void failsAtWhatIsNoService();
    void failsWhereNothingIsAnsweredInTime();
    void failsAtATokenThatIsRefused();
    void failsWithoutAToken();
    void signsInWithAPassword();
    void failsAtAPasswordThatIsRefused();
    void failsAtAServiceWithoutTheContract_data();
    void failsAtAServiceWithoutTheContract();
    void tellsNothingMoreOnceItIsCancelled();
    void mayBeDestroyedByWhoIsTold();

private:
    using Results = std::vector<ProbeResult>;
    /// All six, or as many as came before the test gave up.
    [[nodiscard]] Results probed(std::chrono::milliseconds patience = std::chrono::seconds(20));
    /// "passed passed failed skipped skipped skipped".
    [[nodiscard]] static QString outcomes(const Results& results);
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void publishWithTls();
    void answerWith(const QByteArray& introduction, const QByteArray& rest);

    QTemporaryDir m_folder;
    std::unique_ptr<Quiet> m_quiet;
    FakeTarget m_target;
    std::unique_ptr<ServiceFixture> m_published;
    std::unique_ptr<FaultyService> m_faulty;
    TargetConnection m_connection;
    ServiceProbe::Secrets m_secrets;
};

void ServiceProbeTest::initTestCase()
{
    if (!canMakeCertificates())
        return;
    for (const QString& name : {u"IP:127.0.0.1"_s, u"DNS:cache.example.org"_s})
        QVERIFY(makeCertificate(
            u"here"_s, path(name + u".crt"_s), path(name + u".key"_s),
            {u"-newkey"_s, u"rsa:2048"_s, u"-addext"_s, u"subjectAltName="_s + name}));
}

void ServiceProbeTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_faulty = std::make_unique<FaultyService>();
    m_connection = {};
    m_connection.kind = TargetConnection::Kind::Service;
    m_connection.place = m_faulty->url().toString();
    m_connection.proxy.kind = ServiceProxy::Kind::None;
    m_secrets = {"canary-of-a-token", {}};
}

void ServiceProbeTest::cleanup()
{
    m_published.reset();
    m_faulty.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

ServiceProbeTest::Results ServiceProbeTest::probed(std::chrono::milliseconds patience)
{
    Results results;
    ServiceProbe probe(
        m_connection, m_secrets, [&](const ProbeResult& result) { results.push_back(result); },
        patience);
    const QFuture<void> ended = probe.run();
    (void)QTest::qWaitFor([&] { return ended.isFinished(); }, 40'000);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].step != static_cast<ProbeStep>(i) || results[i].sentence.contains(u"canary"))
            return {};
    }
    return results;
}

QString ServiceProbeTest::outcomes(const Results& results)
{
    QStringList names;
    for (const ProbeResult& result : results)
        names.append(QStringList{u"passed"_s, u"failed"_s,
                                 u"skipped"_s}[static_cast<qsizetype>(result.outcome)]);
    return names.join(u' ');
}

void ServiceProbeTest::publishWithTls()
{
    ServiceOptions options;
    options.http.certificateFile = path(u"IP:127.0.0.1.crt"_s);
    options.http.keyFile = path(u"IP:127.0.0.1.key"_s);
    m_published = std::make_unique<ServiceFixture>(m_target, options);
    m_connection.place = m_published->base().toString();
    m_secrets.token = m_published->token(Role::Viewer);
}

void ServiceProbeTest::answerWith(const QByteArray& introduction, const QByteArray& rest)
{
    m_faulty->introducing = [introduction] { return Said{introduction}; };
    m_faulty->answering = [rest](const QByteArray& request) {
        return Said{request.startsWith("GET /api/cache/health ") ? health() : rest};
    };
}

void ServiceProbeTest::tellsOfEachStepOfAServiceThatWorks()
{
    m_published = std::make_unique<ServiceFixture>(m_target);
    m_connection.place = m_published->base().toString();
    m_secrets.token = m_published->token(Role::Viewer);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped passed passed passed"_s);
    QCOMPARE(results[0].sentence, u"127.0.0.1 is an address already."_s);
    QVERIFY(results[1].sentence.startsWith(m_published->base().authority() + u" answers after "_s));
    QVERIFY(results[1].sentence.endsWith(u" ms."));
    QVERIFY(results[2].sentence.startsWith(u"The address begins with http://"));
    QCOMPARE(results[3].sentence, u"A cache service answers, and is healthy."_s);
    QCOMPARE(results[4].sentence,
             u"The service takes the token, as that of viewer with the role viewer."_s);
    QVERIFY2(results[5].sentence.endsWith(u" operations can be done there."),
             qPrintable(results[5].sentence));
}

void ServiceProbeTest::tellsOfEachStepThroughTls()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    publishWithTls();
    m_connection.authorities = path(u"IP:127.0.0.1.crt"_s);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed passed passed passed passed"_s);
    QVERIFY2(results[2].sentence.startsWith(u"TLS 1."), qPrintable(results[2].sentence));
    QVERIFY(results[2].presentedDigest.isEmpty());
}

void ServiceProbeTest::failsAtANameThatNobodyHas()
{
    m_connection.place = u"https://nowhere.invalid/api"_s;
    const Results results = probed();
    QCOMPARE(outcomes(results), u"failed skipped skipped skipped skipped skipped"_s);
    QVERIFY2(results[0].sentence.startsWith(u"There is no machine called nowhere.invalid, or the "
                                            "network is down. Check the address"),
             qPrintable(results[0].sentence));
    QCOMPARE(results[1].sentence, u"Not tried."_s);
}

void ServiceProbeTest::failsAtAnAddressThatIsNone()
{
    m_connection.place = u"cache"_s;
    const Results results = probed();
    QCOMPARE(outcomes(results), u"failed skipped skipped skipped skipped skipped"_s);
    QVERIFY(results[0].sentence.startsWith(u"This is no address of a service."));
}

void ServiceProbeTest::failsWhereNothingListens()
{
    m_faulty->end();
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed failed skipped skipped skipped skipped"_s);
    QCOMPARE(results[1].sentence,
             u"Nothing answers at %1: the machine is there, but no program listens at this port. "
             "Start the service there, or check the port."_s.arg(m_faulty->url().authority()));
}

void ServiceProbeTest::tellsThatItIsTheProxyThatIsReached()
{
    m_connection.place = u"https://cache.example.org/api"_s;
    m_connection.proxy = {ServiceProxy::Kind::Manual, u"127.0.0.1"_s, m_faulty->url().port()};
    m_faulty->answering = [](const QByteArray&) {
        return Said{FaultyService::answer("403 Forbidden", "Not there")};
    };
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QCOMPARE(results[0].sentence,
             u"The proxy 127.0.0.1 is 127.0.0.1; it looks up cache.example.org by itself."_s);
    QVERIFY(results[1].sentence.startsWith(u"The proxy 127.0.0.1:"));
    QVERIFY(results[1].sentence.contains(u"what is behind it"));
    QVERIFY(m_faulty->asked[0].startsWith("CONNECT cache.example.org:443 "));
    QVERIFY(!m_faulty->asked[0].contains("canary"));
    m_faulty->end();
    QCOMPARE(outcomes(probed()), u"passed failed skipped skipped skipped skipped"_s);
}

void ServiceProbeTest::failsAtACertificateThatNobodyVouchesFor()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    publishWithTls();
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QVERIFY2(results[2].sentence.contains(u"is signed by nobody but itself. So the token was not "
                                          "sent there. Compare the certificate's SHA-256"),
             qPrintable(results[2].sentence));
    const auto certificate = QSslCertificate::fromPath(path(u"IP:127.0.0.1.crt"_s)).constFirst();
    QCOMPARE(results[2].presentedDigest,
             QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()));
}

void ServiceProbeTest::takesTheCertificateThatWasAcceptedAndNoOther()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    publishWithTls();
    const QString digest = probed()[2].presentedDigest;
    m_connection.pin = digest;
    QCOMPARE(outcomes(probed()), u"passed passed passed passed passed passed"_s);
    m_connection.pin = u"00"_s + digest.sliced(2);
    for (const QString& authorities : {QString(), path(u"IP:127.0.0.1.crt"_s)}) {
        m_connection.authorities = authorities;
        const Results changed = probed();
        QCOMPARE(outcomes(changed), u"passed passed failed skipped skipped skipped"_s);
        QVERIFY2(changed[2].sentence.contains(u"is not the one that was pinned"),
                 qPrintable(changed[2].sentence));
        QCOMPARE(changed[2].presentedDigest, digest);
    }
}

void ServiceProbeTest::failsAtACertificateForAnotherName()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    ServiceOptions options;
    options.http.certificateFile = path(u"DNS:cache.example.org.crt"_s);
    options.http.keyFile = path(u"DNS:cache.example.org.key"_s);
    m_published = std::make_unique<ServiceFixture>(m_target, options);
    m_connection.place = m_published->base().toString();
    m_connection.authorities = path(u"DNS:cache.example.org.crt"_s);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QVERIFY2(results[2].sentence.contains(u"is for cache.example.org, not for 127.0.0.1."),
             qPrintable(results[2].sentence));
    QCOMPARE(results[2].presentedDigest.size(), 64);
}

void ServiceProbeTest::failsWhereNobodySpeaksTls()
{
    const Banner banner("SSH-2.0-OpenSSH_9.2\r\n");
    m_connection.place = banner.place(u"https"_s);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QVERIFY2(results[2].sentence.contains(u"does not speak TLS"), qPrintable(results[2].sentence));
    QVERIFY(results[2].presentedDigest.isEmpty());
}

void ServiceProbeTest::failsWhereTheAuthoritiesCannotBeRead()
{
    m_connection.authorities = path(u"missing.crt"_s);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QVERIFY(results[2].sentence.startsWith(u"The file of certificates "));
}

void ServiceProbeTest::failsAtWhatIsNoService_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const auto say = [](const QByteArray& status, const QByteArray& body) {
        return FaultyService::answer(status, body);
    };
    QTest::newRow("a page") << say("200 OK", "<html>Sign in</html>") << u"got text/html"_s;
    QTest::newRow("a page for what is missing")
        << say("404 No", "<html>Not here</html>") << u"got text/html"_s;
    QTest::newRow("another path") << say("404 No", "{}") << u"mostly ends in /api"_s;
    QTest::newRow("another service")
        << say("200 OK", R"({"ok": true})") << u"is no cache service: it does not say"_s;
    QTest::newRow("it moved") << say("301 Moved", "{}") << u"sends elsewhere"_s;
    QTest::newRow("it fails") << say("500 No", R"({"detail": "Out of memory."})")
                              << u"Out of memory."_s;
    QTest::newRow("nothing") << QByteArray() << u"may be no HTTP service"_s;
    QTest::newRow("no HTTP") << QByteArray("220 mail.example.org ESMTP\r\n")
                             << u"may be no HTTP service"_s;
}

void ServiceProbeTest::failsAtWhatIsNoService()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    m_faulty->answering = [bytes](const QByteArray&) { return Said{bytes}; };
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped failed skipped skipped"_s);
    QVERIFY2(results[3].sentence.contains(words), qPrintable(results[3].sentence));
    QVERIFY(m_faulty->asked[0].startsWith("GET /api/cache/health HTTP/1.1\r\n"));
    QVERIFY(!m_faulty->asked[0].contains("canary"));
}

void ServiceProbeTest::failsWhereNothingIsAnsweredInTime()
{
    const Banner silent({});
    m_connection.place = silent.place(u"https"_s);
    const Results results = probed(std::chrono::seconds(3));
    QCOMPARE(outcomes(results), u"passed passed failed skipped skipped skipped"_s);
    QVERIFY2(results[2].sentence.contains(u"did not answer within 3 s"),
             qPrintable(results[2].sentence));
}

void ServiceProbeTest::failsAtATokenThatIsRefused()
{
    const QByteArray refusal =
        FaultyService::answer("401 No", R"({"detail": "This token is not valid."})");
    const QByteArray unknown = FaultyService::answer("404 No", "{}");
    for (const QByteArray& introduction : {refusal, unknown}) { // with and without capabilities
        answerWith(introduction, refusal);
        const Results results = probed();
        QCOMPARE(outcomes(results), u"passed passed skipped passed failed skipped"_s);
        QCOMPARE(results[4].sentence, u"The service does not take the token: This token is not "
                                      "valid. Copy it once more, or get a new one."_s);
    }
}

void ServiceProbeTest::failsWithoutAToken()
{
    answerWith({}, {});
    m_secrets = {};
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped passed failed skipped"_s);
    QVERIFY(results[4].sentence.startsWith(u"A service answers only those who have a token."));
    QCOMPARE(m_faulty->introductions, 0);
}

void ServiceProbeTest::signsInWithAPassword()
{
    m_connection.signIn = TargetConnection::SignIn::Password;
    m_connection.username = u"ana"_s;
    m_secrets = {{}, u"canary-of-a-password"_s};
    answerWith(FaultyService::ok(FaultyService::introduction()),
               FaultyService::ok(R"({"access_token": "abc"})"));
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped passed passed passed"_s);
    QCOMPARE(m_faulty->asked.size(), 2); // and who it is
    QVERIFY(m_faulty->asked[1].startsWith("POST /api/auth/login "));
}

void ServiceProbeTest::failsAtAPasswordThatIsRefused()
{
    m_connection.signIn = TargetConnection::SignIn::Password;
    m_connection.username = u"ana"_s;
    m_secrets = {{}, u"canary-of-a-password"_s};
    answerWith({}, FaultyService::answer("401 No", R"({"detail": "Incorrect password"})"));
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped passed failed skipped"_s);
    QCOMPARE(results[4].sentence, u"The service refuses to sign in: Incorrect password. Check the "
                                  "user name and the password."_s);
    QCOMPARE(m_faulty->introductions, 0);
}

void ServiceProbeTest::failsAtAServiceWithoutTheContract_data()
{
    QTest::addColumn<QByteArray>("introduction");
    QTest::addColumn<QByteArray>("stats");
    QTest::addColumn<QString>("words");
    const QByteArray unknown = FaultyService::answer("404 No", "{}");
    QTest::newRow("neither call") << unknown << unknown << u"does not say what it can do"_s;
    QTest::newRow("other figures")
        << unknown << FaultyService::ok(R"({"hit_rate": 1})") << u"does not say what it can do"_s;
    QTest::newRow("not there yet")
        << unknown << FaultyService::answer("503 No", R"({"detail": "Cache not initialized"})")
        << u"Cache not initialized"_s;
    QTest::newRow("no right") << unknown
                              << FaultyService::answer("403 No", R"({"detail": "Admins only"})")
                              << u"Admins only"_s;
}

void ServiceProbeTest::failsAtAServiceWithoutTheContract()
{
    QFETCH(const QByteArray, introduction);
    QFETCH(const QByteArray, stats);
    QFETCH(const QString, words);
    answerWith(introduction, stats);
    const Results results = probed();
    QCOMPARE(outcomes(results), u"passed passed skipped passed passed failed"_s);
    QCOMPARE(results[4].sentence, u"The service does not refuse the token."_s);
    QVERIFY2(results[5].sentence.contains(words), qPrintable(results[5].sentence));
}

void ServiceProbeTest::tellsNothingMoreOnceItIsCancelled()
{
    int told = 0;
    QFuture<void> ended;
    ServiceProbe probe(m_connection, m_secrets, [&](const ProbeResult&) {
        ++told;
        ended.cancel();
    });
    ended = probe.run();
    QTRY_COMPARE(told, 1);
    QTRY_VERIFY(ended.isFinished());
    QVERIFY(m_faulty->asked.isEmpty());
}

void ServiceProbeTest::mayBeDestroyedByWhoIsTold()
{
    for (const auto last : {ProbeStep::Name, ProbeStep::Reach, ProbeStep::Http}) {
        std::unique_ptr<ServiceProbe> probe;
        answerWith({}, {});
        probe =
            std::make_unique<ServiceProbe>(m_connection, m_secrets, [&](const ProbeResult& result) {
                if (result.step == last)
                    probe.reset();
            });
        const QFuture<void> ended = probe->run();
        QTRY_VERIFY(!probe);
        QVERIFY(ended.isFinished());
    }
    QCOMPARE(m_faulty->introductions, 0);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceProbeTest)
#include "serviceprobetest.moc"
