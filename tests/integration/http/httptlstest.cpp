// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tlsfiles.h"
#include "httpfixture.h"
#include "support/certificate.h"

#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

/// The server with TLS, on certificates that openssl makes for the test.
class HttpTlsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aRequestThroughTlsIsAnswered_data();
    void aRequestThroughTlsIsAnswered();
    void olderVersionsOfTlsAreNotSpoken();
    void whoDoesNotSpeakTlsIsClosed();
    void whoDoesNotShakeHandsIsClosed();
    void aLargeAnswerArrivesWhole();
    void anAnswerThatComesLaterIsSentOnce();
    void anAnswerThatNobodyReadsIsGivenUp();
    void whoIsAboveTheLimitIsClosed();
    void aReloadedCertificateIsShownToNewConnections();
    void whatCannotBeReloadedLeavesTheOldInPlace_data();
    void whatCannotBeReloadedLeavesTheOldInPlace();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void makeCertificate(const QString& name, const QStringList& kind) const;
    /// Makes these the files that the server reads.
    void use(const QString& certificate, const QString& key) const;
    [[nodiscard]] HttpOptions options(HttpLimits limits = {}) const
    {
        return {limits, {}, path(u"server.crt"_s), path(u"server.key"_s)};
    }
    /// Whether they shook hands.
    [[nodiscard]] static bool shakeHands(RawClient& client,
                                         QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);
    [[nodiscard]] static RawClient tlsClient(const HttpFixture& fixture)
    {
        return {fixture.port(), std::make_unique<QSslSocket>()};
    }
    [[nodiscard]] static QSslSocket& tlsOf(RawClient& client)
    {
        return static_cast<QSslSocket&>(client.socket());
    }

    QTemporaryDir m_folder;
};

void HttpTlsTest::initTestCase()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    makeCertificate(u"ec"_s,
                    {u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s});
    makeCertificate(u"rsa"_s, {u"-newkey"_s, u"rsa:2048"_s});
}

void HttpTlsTest::init()
{
    use(u"ec"_s, u"ec"_s);
}

void HttpTlsTest::makeCertificate(const QString& name, const QStringList& kind) const
{
    QVERIFY(test::makeCertificate(name, path(name + u".crt"_s), path(name + u".key"_s), kind));
}

void HttpTlsTest::use(const QString& certificate, const QString& key) const
{
    for (const auto& [from, to] : {std::pair{certificate + u".crt"_s, u"server.crt"_s},
                                   std::pair{key + u".key"_s, u"server.key"_s}}) {
        QFile::remove(path(to));
        QVERIFY(QFile::copy(path(from), path(to)));
    }
}

bool HttpTlsTest::shakeHands(RawClient& client, QSsl::SslProtocol protocol)
{
    if (!QTest::qWaitFor([&] { return client.isConnected(); }))
        return false;
    QSslSocket& socket = tlsOf(client);
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setProtocol(protocol);
    socket.startClientEncryption();
    return QTest::qWaitFor([&] { return socket.isEncrypted() || !client.isConnected(); }) &&
           socket.isEncrypted();
}

void HttpTlsTest::aRequestThroughTlsIsAnswered_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("an elliptic curve") << u"ec"_s;
    QTest::newRow("RSA") << u"rsa"_s;
}

void HttpTlsTest::aRequestThroughTlsIsAnswered()
{
    QFETCH(const QString, kind);
    use(kind, kind);
    HttpFixture fixture(options());
    QCOMPARE(fixture.failure(), QString());
    auto client = tlsClient(fixture);
    QVERIFY(shakeHands(client));
    QVERIFY(tlsOf(client).sessionProtocol() >= QSsl::TlsV1_2);
    QCOMPARE(client.ask(get("/a") + get("/b")).body, "GET /a  ");
    QCOMPARE(client.reply().body, "GET /b  ");
    QVERIFY(fixture.handler.asked.at(0).encrypted);
}

void HttpTlsTest::olderVersionsOfTlsAreNotSpoken()
{
    const auto read = readTlsFiles(path(u"ec.crt"_s), path(u"ec.key"_s));
    QVERIFY(read);
    QCOMPARE(read->protocol(), QSsl::TlsV1_2OrLater);
    HttpFixture fixture(options());
    auto client = tlsClient(fixture);
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QVERIFY(!shakeHands(client, QSsl::TlsV1_1));
    QT_WARNING_POP
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
}

void HttpTlsTest::whoDoesNotSpeakTlsIsClosed()
{
    HttpFixture fixture(options());
    auto client = fixture.client();
    client.send(get("/"));
    QVERIFY(client.isClosed());
    QCOMPARE(fixture.handler.asked.size(), 0);
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
}

void HttpTlsTest::whoDoesNotShakeHandsIsClosed()
{
    HttpLimits limits;
    limits.head = 100ms;
    HttpFixture fixture(options(limits));
    auto client = fixture.client();
    QVERIFY(client.isClosed());
}

void HttpTlsTest::aLargeAnswerArrivesWhole()
{
    const QByteArray large(8 * 1024 * 1024, 'x');
    HttpFixture fixture(options());
    fixture.handler.answering = [&large](const HttpRequest&) { return HttpResponse{200, large}; };
    auto client = tlsClient(fixture);
    QVERIFY(shakeHands(client));
    QCOMPARE(client.ask(get("/") + get("/")).body.size(), large.size());
    QCOMPARE(client.reply().body, large);
}

void HttpTlsTest::anAnswerThatComesLaterIsSentOnce()
{
    Job job;
    HttpFixture fixture(options());
    fixture.handler.answerBy(job);
    auto client = tlsClient(fixture);
    QVERIFY(shakeHands(client));
    client.send(get("/a"));
    QTRY_COMPARE(fixture.handler.asked.size(), size_t(1));
    job.finish(QByteArray(10'000, 'x'));
    QCOMPARE(client.reply().body.size(), 10'000);
    fixture.handler.answering = {};
    QCOMPARE(client.ask(get("/b")).body, "GET /b  ");
    QCOMPARE(client.rest(), QByteArray());
}

void HttpTlsTest::anAnswerThatNobodyReadsIsGivenUp()
{
    HttpLimits limits;
    limits.write = 150ms;
    limits.writeRate = 1024 * 1024 * 1024;
    HttpFixture fixture(options(limits));
    fixture.handler.answering = [](const HttpRequest&) {
        return HttpResponse{200, QByteArray(64 * 1024 * 1024, 'x')};
    };
    auto client = tlsClient(fixture);
    QVERIFY(shakeHands(client));
    client.socket().setReadBufferSize(1);
    client.send(get("/"));
    QTRY_COMPARE(fixture.handler.asked.size(), 1);
    QTRY_COMPARE(fixture.server().connectionCount(), 0);
}

void HttpTlsTest::whoIsAboveTheLimitIsClosed()
{
    HttpLimits limits;
    limits.connections = 1;
    HttpFixture fixture(options(limits));
    auto good = tlsClient(fixture);
    QVERIFY(shakeHands(good));
    auto other = tlsClient(fixture);
    QVERIFY(!shakeHands(other));
    QCOMPARE(good.ask(get("/")).status, 200);
}

void HttpTlsTest::aReloadedCertificateIsShownToNewConnections()
{
    HttpFixture fixture(options());
    const auto shown = [](RawClient& client) {
        return tlsOf(client).peerCertificate().subjectInfo(QSslCertificate::CommonName);
    };
    auto before = tlsClient(fixture);
    QVERIFY(shakeHands(before));
    QCOMPARE(shown(before), QStringList{u"ec"_s});
    use(u"rsa"_s, u"rsa"_s);
    QVERIFY(fixture.server().reload());
    auto after = tlsClient(fixture);
    QVERIFY(shakeHands(after));
    QCOMPARE(shown(after), QStringList{u"rsa"_s});
    QCOMPARE(before.ask(get("/")).status, 200);
}

void HttpTlsTest::whatCannotBeReloadedLeavesTheOldInPlace_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("another's key") << u"rsa.crt"_s << u"ec.key"_s << ErrorCode::InvalidArgument;
    QTest::newRow("another's certificate")
        << u"ec.crt"_s << u"rsa.key"_s << ErrorCode::InvalidArgument;
    QTest::newRow("no certificate") << u"ec.key"_s << u"ec.key"_s << ErrorCode::InvalidArgument;
    QTest::newRow("no key") << u"ec.crt"_s << u"ec.crt"_s << ErrorCode::InvalidArgument;
    QTest::newRow("no file") << u"absent"_s << u"ec.key"_s << ErrorCode::Unreadable;
}

void HttpTlsTest::whatCannotBeReloadedLeavesTheOldInPlace()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const ErrorCode, code);
    HttpFixture fixture(options());
    QFile::remove(path(u"server.crt"_s));
    QFile::remove(path(u"server.key"_s));
    QFile::copy(path(certificate), path(u"server.crt"_s));
    QFile::copy(path(key), path(u"server.key"_s));
    const auto reloaded = fixture.server().reload();
    QVERIFY(!reloaded);
    QCOMPARE(reloaded.error().code, code);
    auto client = tlsClient(fixture);
    QVERIFY(shakeHands(client));
    QCOMPARE(client.ask(get("/")).status, 200);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::HttpTlsTest)
#include "httptlstest.moc"
