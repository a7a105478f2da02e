// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/servicetarget.h"
#include "support/certificate.h"
#include "support/quiet.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Through TLS a token goes only to a service that proves who it is.
class ServiceTrustTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void trustsAnAuthorityThatItWasGiven();
    void sendsNothingToWhomItCannotTrust_data();
    void sendsNothingToWhomItCannotTrust();
    void takesExactlyTheCertificateThatIsPinned_data();
    void takesExactlyTheCertificateThatIsPinned();
    void sendsNothingWhereThePinnedCertificateChanged();
    void doesNothingWhereThePinnedCertificateChanged();
    void saysThatThereIsNoSafeVersionOfTls_data();
    void saysThatThereIsNoSafeVersionOfTls();
    void sharesNoConnectionWithWhoTrustsDifferently();
    void sharesOneNetworkAmongMany();
    void refusesAPinThatCannotBe_data();
    void refusesAPinThatCannotBe();
    void saysWhatIsWrongWithAFileOfAuthorities();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool make(const QString& name, const QStringList& more) const
    {
        return makeCertificate(name, path(name + u".crt"_s), path(name + u".key"_s), more);
    }
    [[nodiscard]] QSslConfiguration tlsOf(const QString& name) const
    {
        return serverTls(path(name + u".crt"_s), path(name + u".key"_s));
    }
    [[nodiscard]] QString digestOf(const QString& name) const
    {
        const QSslCertificate certificate = certificateIn(path(name + u".crt"_s));
        return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    }
    void serve(const QString& certificate)
    {
        m_service = std::make_unique<FaultyService>(tlsOf(certificate));
    }
    [[nodiscard]] ServiceTargetOptions login(const QString& authorities, const QString& pin = {});
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    /// What came of connecting.
    [[nodiscard]] static Result<void> outcome(const ServiceTargetOptions& login)
    {
        const auto target = *ServiceTarget::open(login);
        return waitFor(target->connected());
    }
    [[nodiscard]] bool heardNothing() const
    {
        return m_service->introductions == 0 && m_service->asked.isEmpty();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
};

void ServiceTrustTest::initTestCase()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    const QStringList here = quickKindFor(u"IP:127.0.0.1"_s);
    QVERIFY(make(u"here"_s, here) && make(u"other"_s, here));
    QVERIFY(make(u"elsewhere"_s, quickKindFor(u"DNS:cache.example.org"_s)));
    const QStringList byOther =
        here + QStringList{u"-CA"_s, path(u"other.crt"_s), u"-CAkey"_s, path(u"other.key"_s)};
    QVERIFY(make(u"signed"_s, byOther));
    QVERIFY(makeEndedCertificate(path(u"ended.crt"_s), path(u"ended.key"_s), here,
                                 path(u"other.crt"_s), path(u"other.key"_s)));
}

void ServiceTrustTest::init()
{
    m_quiet = std::make_unique<Quiet>();
}

void ServiceTrustTest::cleanup()
{
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

ServiceTargetOptions ServiceTrustTest::login(const QString& authorities, const QString& pin)
{
    ServiceTargetOptions options{m_service->url(), "tw_c2VjcmV0IG9mIHRoZSB0ZXN0"};
    options.authorities = authorities.isEmpty() ? QString() : path(authorities + u".crt"_s);
    options.pin = pin;
    return options;
}

void ServiceTrustTest::trustsAnAuthorityThatItWasGiven()
{
    for (const QString& certificate : {u"other"_s, u"signed"_s}) {
        serve(certificate);
        const Result<void> connected = outcome(login(u"other"_s));
        QVERIFY2(connected, connected ? "" : qPrintable(connected.error().message));
    }
}

void ServiceTrustTest::sendsNothingToWhomItCannotTrust_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authorities");
    QTest::addColumn<QString>("why");
    const QString yesterday = QDateTime::currentDateTimeUtc().addDays(-1).toString(u"yyyy-MM-dd"_s);
    QTest::newRow("nobody vouches")
        << u"here"_s << QString()
        << u"its certificate is signed by nobody but itself. So the token was not sent there. "
           "Compare the certificate's SHA-256 with the one that whoever runs the service tells "
           "you, then trust it."_s;
    QTest::newRow("somebody unknown vouches")
        << u"signed"_s << u"here"_s
        << u"its certificate is signed by an authority that is not trusted here (other). So the "
           "token was not sent there. Trust that authority, if you know it, by its file of "
           "certificates."_s;
    QTest::newRow("it has ended")
        << u"ended"_s << u"other"_s
        << u"its certificate ended on %1. So the token was not sent there. Have it renewed, and "
           "check the clock of this machine."_s.arg(yesterday);
    QTest::newRow("it is of another name")
        << u"elsewhere"_s << u"elsewhere"_s
        << u"its certificate is for cache.example.org, not for 127.0.0.1. So the token was not "
           "sent there. Check the address, or have a certificate made for it."_s;
}

void ServiceTrustTest::sendsNothingToWhomItCannotTrust()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, authorities);
    QFETCH(const QString, why);
    serve(certificate);
    const Result<void> refused = outcome(login(authorities));
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, u"127.0.0.1:%1 could not prove that it is what it says: %2"_s
                                          .arg(m_service->url().port())
                                          .arg(why));
    QCOMPARE(refused.error().code, ErrorCode::NotTrusted);
    QCOMPARE(refused.error().detail, digestOf(certificate));
    QVERIFY(heardNothing());
}

void ServiceTrustTest::takesExactlyTheCertificateThatIsPinned_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authorities");
    for (const char* name : {"here", "ended", "elsewhere", "signed"})
        QTest::newRow(name) << QString::fromLatin1(name) << QString();
    QTest::newRow("one that an authority vouches for, too") << u"signed"_s << u"other"_s;
}

void ServiceTrustTest::takesExactlyTheCertificateThatIsPinned()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, authorities);
    serve(certificate);
    const QString pin = digestOf(certificate);
    const Result<void> connected = outcome(login(authorities, pin));
    QVERIFY2(connected, connected ? "" : qPrintable(connected.error().message));
    QVERIFY(outcome(login(authorities, pin.toUpper()))); // as other programs write it
}

void ServiceTrustTest::sendsNothingWhereThePinnedCertificateChanged()
{
    for (const QString& authorities : {QString(), u"other"_s}) {
        serve(u"signed"_s);
        const QString pin = digestOf(u"here"_s);
        const Result<void> refused = outcome(login(authorities, pin));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotTrusted);
        QCOMPARE(refused.error().detail, digestOf(u"signed"_s));
        QCOMPARE(refused.error().message,
                 u"The certificate of 127.0.0.1:%1 is not the one that was pinned, so the token "
                 "was not sent there. Pinned is SHA-256 %2; what came is %3. Somebody may be "
                 "listening in between. Ask whoever runs the service whether it has a new "
                 "certificate, and trust that one only if its SHA-256 is the same."_s
                     .arg(m_service->url().port())
                     .arg(pin, digestOf(u"signed"_s)));
        QVERIFY(heardNothing());
    }
}

void ServiceTrustTest::doesNothingWhereThePinnedCertificateChanged()
{
    serve(u"here"_s);
    const auto target = *ServiceTarget::open(login({}, digestOf(u"here"_s)));
    QVERIFY(waitFor(target->connected()));
    QVERIFY(!waitFor(target->act(CleanUp{}))); // its answer is "{}", but it was sent
    QCOMPARE(m_service->asked.size(), 1);
    const auto port = static_cast<quint16>(m_service->url().port());
    m_service.reset();
    m_service = std::make_unique<FaultyService>(tlsOf(u"other"_s), port);
    const auto refused = waitFor(target->act(CleanUp{}));
    QCOMPARE(refused.error().code, ErrorCode::NotTrusted);
    QVERIFY(!refused.error().message.contains(u"Whether it was done"));
    QVERIFY(heardNothing());
}

void ServiceTrustTest::saysThatThereIsNoSafeVersionOfTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");
    const QString unsafe = u"%1 speaks no version of TLS that is safe: 1.0 and 1.1 are not, and "
                           "1.2 or later is needed. So the token was not sent there. Have the "
                           "service updated."_s;
    QTest::newRow("it does not go on with a newer one")
        << QByteArray::fromHex("15030100020246") << unsafe;
    QTest::newRow("it goes on with an old one")
        << QByteArray::fromHex("160301002a02000026"
                               "0301" +
                               QByteArray(64, '5') + "00002f00")
        << unsafe;
    QTest::newRow("it speaks none")
        << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n")
        << u"What answers at %1 does not speak TLS, so the token was not sent there. Check the "
           "port, or whether the address begins with http://."_s;
}

void ServiceTrustTest::saysThatThereIsNoSafeVersionOfTls()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, why);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, bytes] {
            socket->write(bytes);
            socket->disconnectFromHost();
        });
    });
    const QString place = u"127.0.0.1:%1"_s.arg(server.serverPort());
    const Result<void> refused = outcome({QUrl(u"https://"_s + place), "token"});
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, why.arg(place));
    QCOMPARE(refused.error().code, ErrorCode::Unreadable);
}

void ServiceTrustTest::sharesNoConnectionWithWhoTrustsDifferently()
{
    serve(u"here"_s);
    const auto network = std::make_shared<ServiceNetwork>();
    ServiceTargetOptions pinned = login({}, digestOf(u"here"_s));
    ServiceTargetOptions given = login(u"here"_s);
    ServiceTargetOptions strict = login({});
    pinned.network = given.network = strict.network = network;
    const auto first = *ServiceTarget::open(pinned);
    const auto second = *ServiceTarget::open(given);
    QVERIFY(waitFor(first->connected()));
    QVERIFY(waitFor(second->connected()));
    QCOMPARE(outcome(strict).error().code, ErrorCode::NotTrusted);
    strict.pin = digestOf(u"other"_s);
    QCOMPARE(outcome(strict).error().code, ErrorCode::NotTrusted);
    QCOMPARE(network->managers(), size_t(4));
    QVERIFY(outcome(pinned));
    QCOMPARE(network->managers(), size_t(4));
}

void ServiceTrustTest::sharesOneNetworkAmongMany()
{
    const auto network = std::make_shared<ServiceNetwork>();
    std::vector<std::unique_ptr<FaultyService>> services;
    std::vector<std::unique_ptr<ServiceTarget>> targets;
    for (const QString& certificate : {u"here"_s, u"other"_s, u"signed"_s}) {
        serve(certificate);
        ServiceTargetOptions options = login({}, digestOf(certificate));
        options.network = network;
        services.push_back(std::move(m_service));
        targets.push_back(*ServiceTarget::open(options));
        QVERIFY(waitFor(targets.back()->connected()));
    }
    QCOMPARE(network->managers(), size_t(1));
    targets.erase(targets.begin()); // what others share stays
    QVERIFY(!waitFor(targets[0]->read(StatsQuery{})));
    QCOMPARE(services[1]->asked.size(), 1);
}

void ServiceTrustTest::refusesAPinThatCannotBe_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("pin");
    QTest::newRow("no digest") << u"https://localhost"_s << u"the one from Friday"_s;
    QTest::newRow("half of one") << u"https://localhost"_s << QString(32, u'a');
    QTest::newRow("colons alone") << u"https://localhost"_s << QString(31, u':');
    QTest::newRow("nothing to hold it against") << u"http://localhost"_s << QString(64, u'a');
}

void ServiceTrustTest::refusesAPinThatCannotBe()
{
    QFETCH(const QString, address);
    QFETCH(const QString, pin);
    ServiceTargetOptions options{QUrl(address), "token"};
    options.pin = pin;
    QCOMPARE(ServiceTarget::open(options).error().code, ErrorCode::InvalidArgument);
}

void ServiceTrustTest::saysWhatIsWrongWithAFileOfAuthorities()
{
    ServiceTargetOptions options{QUrl(u"https://localhost"_s), "token"};
    options.authorities = path(u"missing.crt"_s);
    QCOMPARE(ServiceTarget::open(options).error().code, ErrorCode::Unreadable);
    options.authorities = path(u"here.key"_s);
    QCOMPARE(ServiceTarget::open(options).error().code, ErrorCode::InvalidArgument);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceTrustTest)
#include "servicetrusttest.moc"
