// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remotefixture.h"

#include "support/faketarget.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Through TLS a token goes only to a service that proves who it is.
class ServiceTrustTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trustsAnAuthorityThatItWasGiven();
    void sendsNothingToWhomItCannotTrust_data();
    void sendsNothingToWhomItCannotTrust();
    void saysWhatIsWrongWithAFileOfAuthorities();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void makeCertificate(const QString& name, const QString& subject) const;
    /// What came of connecting to a service with this certificate.
    [[nodiscard]] Result<void> outcome(const QString& certificate, const QString& authorities);

    QTemporaryDir m_folder;
};

void ServiceTrustTest::initTestCase()
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("openssl is not installed here");
    makeCertificate(u"here"_s, u"IP:127.0.0.1"_s);
    makeCertificate(u"other"_s, u"IP:127.0.0.1"_s);
    makeCertificate(u"elsewhere"_s, u"DNS:cache.example.org"_s);
}

void ServiceTrustTest::makeCertificate(const QString& name, const QString& subject) const
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                   u"/CN="_s + name, u"-addext"_s, u"subjectAltName="_s + subject, u"-newkey"_s,
                   u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-keyout"_s,
                   path(name + u".key"_s), u"-out"_s, path(name + u".crt"_s)});
    QVERIFY(openssl.waitForFinished());
    QCOMPARE(openssl.exitCode(), 0);
}

Result<void> ServiceTrustTest::outcome(const QString& certificate, const QString& authorities)
{
    FakeTarget fake;
    ServiceOptions options;
    options.http.certificateFile = path(certificate + u".crt"_s);
    options.http.keyFile = path(certificate + u".key"_s);
    ServiceFixture service(fake, options);
    ServiceTargetOptions login{service.base(), service.token(Role::Viewer)};
    login.authorities = authorities.isEmpty() ? QString() : path(authorities + u".crt"_s);
    const auto target = *ServiceTarget::open(login);
    const auto connected = target->connected();
    if (!QTest::qWaitFor([&] { return connected.isFinished(); }, 20'000))
        return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
    return connected.result();
}

void ServiceTrustTest::trustsAnAuthorityThatItWasGiven()
{
    const Result<void> connected = outcome(u"here"_s, u"here"_s);
    QVERIFY2(connected, connected ? "" : qPrintable(connected.error().message));
}

void ServiceTrustTest::sendsNothingToWhomItCannotTrust_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authorities");
    QTest::newRow("nobody vouches") << u"here"_s << QString();
    QTest::newRow("somebody else vouches") << u"here"_s << u"other"_s;
    QTest::newRow("of another name") << u"elsewhere"_s << u"elsewhere"_s;
}

void ServiceTrustTest::sendsNothingToWhomItCannotTrust()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, authorities);
    const Result<void> refused = outcome(certificate, authorities);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotAllowed);
    QVERIFY2(refused.error().message.contains(u"token was not sent"),
             qPrintable(refused.error().message));
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
