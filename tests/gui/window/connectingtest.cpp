// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/pindialog.h"
#include "dialogs/signindialog.h"
#include "integration/service/servicefixture.h"
#include "integration/target/enginefixture.h"
#include "models/viewsettings.h"
#include "remote/serviceroute.h"
#include "sessionopener.h"
#include "support/certificate.h"
#include "support/fakekeystore.h"
#include "support/quiet.h"
#include "widgets/secretfield.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"
#include "window/targetview.h"

#include <QAbstractButton>
#include <QDirIterator>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

using test::EngineFixture;
using test::FakeKeyStore;
using test::ServiceFixture;

/// What a person is asked before a service is shown, in the window, with a real service.
class ConnectingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whoAsksIsAskedOnceAndKeptInTheKeyStore();
    void aWrongTokenIsSaidInTheDialogAndNotKept();
    void aTokenThatIsRevokedIsAskedForOnceWithoutALoop();
    void signingInAnewKeepsTheTargetOpen();
    void aNewSignInReachesAllThatIsOpen();
    void aKeptTokenIsTakenWithoutAQuestion();
    void aKeyStoreThatAsksAPersonIsSaidUntilItAnswers();
    void aKeyStoreThatAsksAPersonCanBeLeftOut();
    void aFleetCanGoOnWithoutAKeyStoreThatAsksAPerson();
    void aKeyStoreThatDoesNotTakeATokenDelaysNobody();
    void aTestThatIsStoppedBeforeItKnowsTheTokenBeginsNothing();
    void aTestThatIsStoppedSendsNoSecret();
    void anUnknownCertificateIsTrustedOnceItWasCompared();
    void anAnswerChangesNothingElseThatIsKept();
    void aCertificateThatIsNotTrustedGetsNoToken();
    void aTokenIsInNoFileAndNoLog();

private:
    void publish(const ServiceOptions& options = ServiceFixture::withoutRates());
    void show();
    [[nodiscard]] TargetConnection kept(const QString& name);
    [[nodiscard]] ServiceOptions withCertificate() const;
    [[nodiscard]] SignInDialog* question() const { return m_window->findChild<SignInDialog*>(); }
    /// What the key store knows its token by, and what stands there.
    [[nodiscard]] static QString keyOf(const TargetConnection& connection)
    {
        return u"tierwatch/connections/"_s + connection.id + u"/token"_s;
    }
    [[nodiscard]] QString secretOf(const TargetConnection& connection, Role role) const
    {
        return originOf(QUrl(connection.place)) + u' ' +
               QString::fromLatin1(m_service->token(role));
    }
    /// Types it into the dialog that asks, and sends it.
    void answer(const QByteArray& token);
    /// Whether its figures come into the window, asked for as that role.
    [[nodiscard]] bool isShownTo(Role role, const TargetConnection& connection)
    {
        m_opener->know(connection, m_service->token(role));
        const QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
        m_window->open(connection);
        return QTest::qWaitFor([&] { return !shown.isEmpty(); }, 20'000);
    }
    [[nodiscard]] static QString addressOf(const QTcpServer& server)
    {
        return u"http://127.0.0.1:%1/api"_s.arg(server.serverPort());
    }
    /// As one of those that the window and the fleet hold.
    [[nodiscard]] TargetPtr opened(const TargetConnection& connection)
    {
        const QFuture<Result<TargetPtr>> target = m_opener->open(connection);
        if (!QTest::qWaitFor([&] { return target.isFinished(); }, 20'000) || !target.result())
            return {};
        return *target.result();
    }
    [[nodiscard]] bool says(const QWidget& place, const QString& text) const
    {
        const auto labels = place.findChildren<TextLabel*>();
        return std::ranges::any_of(
            labels, [&](const TextLabel* label) { return label->text().contains(text); });
    }

    /// Null where there is none that can be seen.
    [[nodiscard]] QAbstractButton* shownButton(const QString& text) const
    {
        const auto buttons = m_window->findChildren<QAbstractButton*>();
        const auto found = std::ranges::find_if(buttons, [&](const QAbstractButton* button) {
            return button->text() == text && button->isVisible();
        });
        return found == buttons.end() ? nullptr : *found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::shared_ptr<FakeKeyStore> m_store;
    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
    std::unique_ptr<ViewSettings> m_view;
    std::unique_ptr<SessionOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

void ConnectingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_shared<FakeKeyStore>();
    m_engine = EngineFixture::make({});
    show();
}

void ConnectingTest::show()
{
    m_window.reset();
    m_opener.reset();
    m_view = std::make_unique<ViewSettings>(m_folder->filePath(u"view.ini"_s));
    m_opener = std::make_unique<SessionOpener>(m_clock, m_folder->filePath(u"connections.json"_s),
                                               [this] { return m_store; });
    m_window = std::make_unique<MainWindow>(*m_view, *m_opener, m_clock);
    m_window->show();
}

void ConnectingTest::cleanup()
{
    m_window.reset();
    m_opener.reset();
    m_view.reset();
    m_service.reset();
    m_engine.reset();
}

void ConnectingTest::publish(const ServiceOptions& options)
{
    m_service = std::make_unique<ServiceFixture>(m_engine->target(), options);
}

ServiceOptions ConnectingTest::withCertificate() const
{
    ServiceOptions options = ServiceFixture::withoutRates();
    options.http.certificateFile = m_folder->filePath(u"here.crt"_s);
    options.http.keyFile = m_folder->filePath(u"here.key"_s);
    return options;
}

TargetConnection ConnectingTest::kept(const QString& name)
{
    TargetConnection connection =
        connectionAt(m_service->base().toString(), TargetOpener::Access::Control);
    connection.name = name;
    const auto id = m_opener->connections().add(connection);
    if (!id || !m_opener->connections().save())
        return {};
    return *m_opener->connections().find(*id);
}

void ConnectingTest::answer(const QByteArray& token)
{
    SignInDialog* dialog = question();
    dialog->findChild<SecretField*>()->field().setText(QString::fromLatin1(token));
    auto* button = dialog->findChild<QAbstractButton*>(u"signIn"_s);
    QVERIFY(button);
    QTRY_VERIFY(button->isEnabled());
    button->click();
}

void ConnectingTest::whoAsksIsAskedOnceAndKeptInTheKeyStore()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    answer(m_service->token(Role::Operator));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QTRY_VERIFY(!question());
    QCOMPARE(m_store->secrets.value(keyOf(reports)), secretOf(reports, Role::Operator));
}

void ConnectingTest::aWrongTokenIsSaidInTheDialogAndNotKept()
{
    publish();
    m_window->open(kept(u"Reports"_s));
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    answer("tw_c4nary");
    QTRY_VERIFY_WITH_TIMEOUT(says(*question(), u"token"_s) && !m_service->audited().empty(),
                             20'000);
    QVERIFY(m_store->secrets.isEmpty());
    answer(m_service->token(Role::Viewer));
    QTRY_VERIFY_WITH_TIMEOUT(!question(), 20'000);
    QCOMPARE(m_store->secrets.size(), 1);
}

void ConnectingTest::aTokenThatIsRevokedIsAskedForOnceWithoutALoop()
{
    publish();
    QVERIFY(isShownTo(Role::Viewer, kept(u"Reports"_s)));
    QVERIFY(m_service->tokens().revoke(u"viewer"_s));
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    const QPointer<SignInDialog> first = question();
    first->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!first, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"is not asked again until you sign in"_s), 20'000);
    auto* view = m_window->findChild<TargetView*>();
    QSignalSpy states(view->target(), &CacheTarget::stateChanged);
    for (int i = 0; i < 3; ++i) {
        view->refresh();
        const auto read = view->target()->read(StatsQuery());
        QVERIFY(read.isFinished()); // so the service was not asked
        QCOMPARE(read.result().error().code, ErrorCode::NotSignedIn);
        QCoreApplication::processEvents();
    }
    QVERIFY(states.isEmpty());
    QVERIFY(!question());
}

void ConnectingTest::signingInAnewKeepsTheTargetOpen()
{
    publish();
    QVERIFY(isShownTo(Role::Viewer, kept(u"Reports"_s)));
    auto* view = m_window->findChild<TargetView*>();
    const QPointer<CacheTarget> target = view->target();
    QCOMPARE(target->self().role, Role::Viewer);
    Q_EMIT view->signInWanted();
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    answer(m_service->token(Role::Operator));
    QTRY_VERIFY_WITH_TIMEOUT(!question(), 20'000);
    QVERIFY(target);
    QCOMPARE(view->target(), target.data());
    QTRY_COMPARE_WITH_TIMEOUT(target->self().role, Role::Operator, 20'000);
}

void ConnectingTest::aNewSignInReachesAllThatIsOpen()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    TargetConnection elsewhere = reports;
    elsewhere.server = u"7"_s;
    m_opener->know(reports, m_service->token(Role::Viewer));
    const TargetPtr one = opened(reports), other = opened(reports), third = opened(elsewhere);
    QVERIFY(one && other && third);
    const auto signedIn = m_opener->desk().signIn(
        reports, {QString::fromLatin1(m_service->token(Role::Operator)), {}});
    QTRY_VERIFY_WITH_TIMEOUT(signedIn.isFinished(), 20'000);
    QVERIFY(signedIn.result());
    for (const TargetPtr& target : {one, other})
        QTRY_COMPARE_WITH_TIMEOUT(target->self().role, Role::Operator, 20'000);
    QCOMPARE(third->self().role, Role::Viewer);
}

void ConnectingTest::aKeyStoreThatAsksAPersonIsSaidUntilItAnswers()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    m_store->secrets.insert(keyOf(reports), secretOf(reports, Role::Viewer));
    m_store->silent = true;
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"Waiting for the key store"_s), 15'000);
    m_store->speak();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(!question());
}

void ConnectingTest::aKeyStoreThatAsksAPersonCanBeLeftOut()
{
    publish();
    m_store->silent = true;
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(kept(u"Reports"_s));
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"Waiting for the key store"_s), 15'000);
    QAbstractButton* leave = shownButton(u"Go on without it"_s);
    QVERIFY(leave);
    leave->click();
    QTRY_VERIFY_WITH_TIMEOUT(question(), 10'000); // sooner than the store is given up
    answer(m_service->token(Role::Viewer));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(!leave->isVisible());
}

void ConnectingTest::aFleetCanGoOnWithoutAKeyStoreThatAsksAPerson()
{
    publish();
    m_store->silent = true;
    QVERIFY(!kept(u"Reports"_s).id.isEmpty());
    m_window->showFleet();
    QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"Waiting for the key store"_s), 15'000);
    QTRY_VERIFY(shownButton(u"Go on without it"_s));
    shownButton(u"Go on without it"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(shownButton(u"Sign in\u2026"_s), 10'000);
    QVERIFY(!says(*m_window, u"Waiting for the key store"_s));
}

void ConnectingTest::aKeyStoreThatDoesNotTakeATokenDelaysNobody()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    m_store->silent = true;
    answer(m_service->token(Role::Operator));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 10'000); // sooner than the store is given up
    QVERIFY(!question());
    QVERIFY(m_window->statusBar()->currentMessage().contains(u"until the key store takes it"_s));
    m_store->speak();
}

void ConnectingTest::aKeptTokenIsTakenWithoutAQuestion()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    m_store->secrets.insert(keyOf(reports), secretOf(reports, Role::Viewer));
    show();
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(!question());
}

void ConnectingTest::aTestThatIsStoppedBeforeItKnowsTheTokenBeginsNothing()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QSignalSpy reached(&server, &QTcpServer::newConnection);
    m_store->silent = true;
    TargetConnection reports = connectionAt(addressOf(server), TargetOpener::Access::Control);
    reports.id = u"0b6f"_s;
    QFuture<void> testing = m_opener->desk().probe(reports, {}, [](const ProbeResult&) {});
    testing.cancel();
    m_store->speak();
    QTRY_VERIFY_WITH_TIMEOUT(testing.isFinished(), 60'000);
    QVERIFY(reached.isEmpty());
}

void ConnectingTest::aTestThatIsStoppedSendsNoSecret()
{
    QFuture<void> testing;
    QByteArray received;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, &server, [&testing, &received, socket] {
            received += socket->readAll();
            testing.cancel();
            const QByteArray health = R"({"status": "healthy", "enabled": true, "cache_type": "x",)"
                                      R"( "memory_size": 1, "sqlite_size": 1,)"
                                      R"( "auto_invalidate_running": false})";
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(health.size()) + "\r\n\r\n" + health);
        });
    });
    testing = m_opener->desk().probe(connectionAt(addressOf(server), TargetOpener::Access::Control),
                                     {u"tw_c4nary"_s, {}}, [](const ProbeResult&) {});
    QTRY_VERIFY_WITH_TIMEOUT(testing.isFinished(), 60'000);
    QVERIFY(received.contains("/api/cache/health"));
    QVERIFY(!received.contains("c4nary"));
}

void ConnectingTest::anUnknownCertificateIsTrustedOnceItWasCompared()
{
    if (!test::canMakeCertificates())
        QSKIP("openssl is not installed here");
    QVERIFY(test::makeCertificate(u"here"_s, m_folder->filePath(u"here.crt"_s),
                                  m_folder->filePath(u"here.key"_s)));
    publish(withCertificate());
    const TargetConnection reports = kept(u"Reports"_s);
    m_opener->know(reports, m_service->token(Role::Viewer));
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<PinDialog*>(), 20'000);
    const QString digest = m_window->findChild<PinDialog*>()->presented();
    QCOMPARE(digest.size(), 64);
    m_window->findChild<PinDialog*>()->accept();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QCOMPARE(m_opener->connections().find(reports.id)->pin, digest);
}

/// Neither what was edited meanwhile, nor what a command line asked for once.
void ConnectingTest::anAnswerChangesNothingElseThatIsKept()
{
    publish();
    const TargetConnection reports = kept(u"Reports"_s);
    TargetConnection once = reports;
    once.insecure = once.watchOnly = true;
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(once);
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    TargetConnection edited = reports;
    edited.name = u"Reports Bucharest"_s;
    edited.production = true;
    QVERIFY(m_opener->connections().change(edited));
    answer(m_service->token(Role::Operator));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(*m_opener->connections().find(reports.id) == edited);
}

void ConnectingTest::aCertificateThatIsNotTrustedGetsNoToken()
{
    if (!test::canMakeCertificates())
        QSKIP("openssl is not installed here");
    QVERIFY(test::makeCertificate(u"here"_s, m_folder->filePath(u"here.crt"_s),
                                  m_folder->filePath(u"here.key"_s)));
    publish(withCertificate());
    TargetConnection reports = kept(u"Reports"_s);
    reports.pin = QString(64, u'a');
    m_opener->know(reports, m_service->token(Role::Viewer));
    const auto before = m_service->audited().size();
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<PinDialog*>(), 20'000);
    m_window->findChild<PinDialog*>()->reject();
    QTRY_VERIFY(says(*m_window, u"The service can\u2019t be used"_s));
    QVERIFY(m_opener->connections().find(reports.id)->pin.isEmpty());
    QCOMPARE(m_service->audited().size(), before);
}

void ConnectingTest::aTokenIsInNoFileAndNoLog()
{
    const test::Quiet quiet;
    publish();
    const QByteArray canary = m_service->token(Role::Operator);
    const TargetConnection reports = kept(u"Reports"_s);
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(reports);
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    answer(canary);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(m_opener->connections().exportTo(m_folder->filePath(u"exported.json"_s)));
    m_window->close();
    m_window.reset();
    m_opener.reset();
    m_view.reset();
    QVERIFY(!quiet.complaints().contains(QString::fromLatin1(canary)));
    for (const QString& folder :
         {m_folder->path(), QDir::homePath(), m_service->folder(),
          qEnvironmentVariable("XDG_CONFIG_HOME"), qEnvironmentVariable("XDG_DATA_HOME"),
          qEnvironmentVariable("XDG_CACHE_HOME")}) {
        for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             !folder.isEmpty() && it.hasNext();) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(canary), qPrintable(file.fileName()));
        }
    }
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ConnectingTest)
#include "connectingtest.moc"
