// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/serviceprobe.h"
#include "remote/servicetarget.h"

#include <QDir>
#include <QDirIterator>
#include <QMutex>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr auto token = "canary-of-a-token-7d1e";
constexpr auto password = "canary-of-a-password-52c9";
constexpr auto canary = "canary-of-a-";

QMutex logging;
QStringList logged;

void keep(QtMsgType, const QMessageLogContext&, const QString& message)
{
    const QMutexLocker lock(&logging);
    logged.append(message);
}

} // namespace

/// Whatever a service does, what signs in comes up in no error, no log and no file, and goes to no
/// other machine.
class SecretCanaryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void isFoundNowhere_data();
    void isFoundNowhere();

private:
    template <class T>
    void see(QFuture<Result<T>> future)
    {
        QVERIFY(QTest::qWaitFor([&] { return future.isFinished(); }, 30'000));
        if (const Result<T> outcome = future.result(); !outcome)
            m_seen += {outcome.error().message, outcome.error().detail};
    }
    /// An answer that says again what was told.
    [[nodiscard]] QByteArray repeating(QByteArray status, QByteArray body,
                                       const QByteArray& request) const;
    void signIn();
    void probe(const ServiceProbe::Secrets& secrets, TargetConnection::SignIn way);
    void watch();
    [[nodiscard]] static QStringList filesWithIt(const QString& folder);

    QtMessageHandler m_handler = nullptr;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<FaultyService> m_other; ///< to which it is sent on
    TargetConnection m_connection;
    QTemporaryDir m_folder; ///< with a home, where whatever is kept by itself is kept
    QStringList m_seen;     ///< by people
};

void SecretCanaryTest::initTestCase()
{
    const QByteArray home = m_folder.filePath(u"home"_s).toUtf8();
    for (const char* name :
         {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, home);
}

void SecretCanaryTest::init()
{
    logged.clear();
    m_handler = qInstallMessageHandler(keep);
    m_service = std::make_unique<FaultyService>();
    m_other = std::make_unique<FaultyService>();
    m_connection.place = m_service->url().toString();
    m_connection.username = u"ana"_s;
    m_connection.proxy.kind = ServiceProxy::Kind::None;
    m_seen.clear();
}

void SecretCanaryTest::cleanup()
{
    qInstallMessageHandler(m_handler);
    m_service.reset();
    m_other.reset();
}

void SecretCanaryTest::isFoundNowhere_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray echo = R"({"detail": "Not TOKEN or PASSWORD.", "request_id": "TOKEN"})";
    for (const QByteArray status : {"400 No", "401 No", "403 No", "404 No", "422 No", "429 No",
                                    "500 No", "503 No", "301 Moved", "307 Moved", "308 Moved"})
        QTest::newRow(status.constData()) << status << echo;
    QTest::newRow("in a list of faults")
        << QByteArray("422 No")
        << QByteArray(R"({"detail": [{"loc": ["body", "TOKEN"], "msg": "TOKEN"},
                          {"loc": ["body", "PASSWORD"], "msg": "PASSWORD"}]})");
    QTest::newRow("beside that all is well") << QByteArray("200 OK") << echo;
    QTest::newRow("as a message") << QByteArray("200 OK")
                                  << QByteArray(R"({"message": "Not TOKEN or PASSWORD."})");
    QTest::newRow("in a page") << QByteArray("200 OK") << QByteArray("<html>TOKEN PASSWORD</html>");
    QTest::newRow("in a status line") << QByteArray("599 TOKEN PASSWORD") << QByteArray();
    QTest::newRow("not in HTTP") << QByteArray() << QByteArray("TOKEN PASSWORD\r\n");
    QTest::newRow("by silence") << QByteArray() << QByteArray();
}

void SecretCanaryTest::isFoundNowhere()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, body);
    const auto repeated = [this, status, body](const QByteArray& request) {
        const bool isHealth = request.startsWith("GET /api/cache/health ");
        return isHealth ? Said{FaultyService::ok(R"({"status": "healthy"})")}
                        : Said{repeating(status, body, request)};
    };
    m_service->answering = repeated;
    m_service->introducing = [repeated] { return repeated(token); };
    signIn();
    probe({token, {}}, TargetConnection::SignIn::Token);
    probe({{}, QLatin1StringView(password)}, TargetConnection::SignIn::Password);
    watch();
    QVERIFY(m_service->asked.join().contains(password)); // there it went
    QVERIFY(m_service->asked.join().contains(token));
    QVERIFY(m_other->asked.isEmpty() && m_other->introductions == 0);
    m_seen += logged;
    for (const QString& text : std::as_const(m_seen))
        QVERIFY2(!text.contains(QLatin1StringView(canary)), qPrintable(text));
    QCOMPARE(filesWithIt(m_folder.path()), QStringList());
    QVERIFY(QFile::exists(m_folder.filePath(QLatin1StringView(OwnHistory::fileName))));
}

QByteArray SecretCanaryTest::repeating(QByteArray status, QByteArray body,
                                       const QByteArray& request) const
{
    for (const QByteArray secret : {token, password}) {
        const QByteArray heard = request.contains(secret) ? secret : QByteArray("nothing");
        const QByteArray place = secret == token ? "TOKEN" : "PASSWORD";
        status.replace(place, heard);
        body.replace(place, heard);
    }
    return status.isEmpty() ? body
                            : FaultyService::answer(
                                  status, body, "Location: " + m_other->url().toEncoded() + "\r\n");
}

void SecretCanaryTest::signIn()
{
    const auto signIn = *SignIn::at(m_connection);
    see(signIn->withPassword(QLatin1StringView(password)));
    see(signIn->servers(token));
}

void SecretCanaryTest::probe(const ServiceProbe::Secrets& secrets, TargetConnection::SignIn way)
{
    m_connection.signIn = way;
    ServiceProbe probe(m_connection, secrets,
                       [this](const ProbeResult& result) { m_seen += result.sentence; });
    const QFuture<void> ended = probe.run();
    QVERIFY(QTest::qWaitFor([&] { return ended.isFinished(); }, 60'000));
}

void SecretCanaryTest::watch()
{
    ServiceTargetOptions options{m_service->url(), token};
    options.history = std::make_shared<OwnHistory>(m_folder.path());
    options.history->note(m_service->url().toString(), {});
    const auto target = *ServiceTarget::open(std::move(options));
    see(target->connected());
    m_service->introducing = [] { return Said{FaultyService::ok(FaultyService::introduction())}; };
    see(target->connected());
    see(target->read(StatsQuery{}));
    see(target->act(Invalidate{}));
    m_seen += {target->name(), target->kindName(), target->location(), target->state().sentence};
    for (const Capability& capability : target->capabilities())
        m_seen += capability.reason;
}

QStringList SecretCanaryTest::filesWithIt(const QString& folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(canary))
            found.append(file.fileName());
    }
    return found;
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SecretCanaryTest)
#include "secretcanarytest.moc"
