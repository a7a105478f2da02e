// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "daemon.h"
#include "support/certificate.h"

#include <QSslCertificate>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real program with a certificate.
class DaemonTlsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aHangupShowsTheNewCertificateToNewConnections();
    void aHangupWithACertificateThatIsNoGoodKeepsTheOldAndSaysSo();
    void whoDoesNotSpeakTlsGetsNoAnswer();

private:
    [[nodiscard]] QString certificate() const { return m_folder->filePath(u"server.crt"_s); }
    [[nodiscard]] QString key() const { return m_folder->filePath(u"server.key"_s); }
    [[nodiscard]] QStringList arguments() const
    {
        return {u"--workspace"_s, m_folder->path(), u"--tls-certificate"_s,
                certificate(),    u"--tls-key"_s,   key()};
    }
    /// The name in the certificate that a new connection is shown; empty = it shook no hands.
    [[nodiscard]] static QString shownBy(const Daemon& daemon);

    std::unique_ptr<WorkspaceFolder> m_folder;
};

void DaemonTlsTest::initTestCase()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
}

void DaemonTlsTest::init()
{
    m_folder = std::make_unique<WorkspaceFolder>();
    QVERIFY(makeCertificate(u"first"_s, certificate(), key()));
}

QString DaemonTlsTest::shownBy(const Daemon& daemon)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(daemon.url().host(), static_cast<quint16>(daemon.url().port()));
    if (!socket.waitForEncrypted(10'000))
        return {};
    return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
}

void DaemonTlsTest::aHangupShowsTheNewCertificateToNewConnections()
{
    const Daemon daemon(arguments());
    QCOMPARE(daemon.url().scheme(), u"https"_s);
    QCOMPARE(shownBy(daemon), u"first"_s);
    QVERIFY(makeCertificate(u"second"_s, certificate(), key()));
    QCOMPARE(shownBy(daemon), u"first"_s);
    daemon.signal(SIGHUP);
    QTRY_COMPARE_WITH_TIMEOUT(shownBy(daemon), u"second"_s, 10'000);
}

void DaemonTlsTest::aHangupWithACertificateThatIsNoGoodKeepsTheOldAndSaysSo()
{
    Daemon daemon(arguments());
    QVERIFY(QFile::remove(certificate()) && QFile::copy(key(), certificate()));
    daemon.signal(SIGHUP);
    QByteArray said;
    QTRY_VERIFY((said += daemon.process().readAllStandardError()).contains("server.crt"));
    QVERIFY(!said.contains("PRIVATE KEY"));
    QCOMPARE(shownBy(daemon), u"first"_s);
}

void DaemonTlsTest::whoDoesNotSpeakTlsGetsNoAnswer()
{
    const Daemon daemon(arguments());
    QCOMPARE(Request(daemon.url(), u"/cache/health"_s).status(), 0);
    QCOMPARE(shownBy(daemon), u"first"_s);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::DaemonTlsTest)
#include "daemontlstest.moc"
