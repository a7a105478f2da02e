// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/serverchoice.h"
#include "dialogs/signindialog.h"
#include "interop/sixcalls.h"
#include "models/viewsettings.h"
#include "sessionopener.h"
#include "support/fakekeystore.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

using test::FakeKeyStore;
using test::SixCalls;

/// From one source server of a service to another, in the window, with a service that has two.
class ServerSwitchTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void anotherServerIsShownOnceThePasswordIsTypedAgain();
    void withoutThePasswordTheServerStays();

private:
    /// Signed in to the head office, with its figures on the screen.
    void openHeadOffice();
    void pressLink(const QString& text);
    void chooseServer(const QString& name);
    void answer(const QString& password);
    [[nodiscard]] SignInDialog* question() const { return m_window->findChild<SignInDialog*>(); }
    [[nodiscard]] bool shows(const QString& text) const
    {
        const auto labels = m_window->findChildren<TextLabel*>();
        return std::ranges::any_of(labels, [&](const TextLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    [[nodiscard]] QToolButton* link(const QString& text) const
    {
        for (auto* one : m_window->findChildren<QToolButton*>()) {
            if (one->isVisible() && one->text() == text)
                return one;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::shared_ptr<FakeKeyStore> m_store;
    std::unique_ptr<SixCalls> m_service;
    std::unique_ptr<ViewSettings> m_view;
    std::unique_ptr<SessionOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
    QString m_id;
};

void ServerSwitchTest::init()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    m_service = std::make_unique<SixCalls>();
    QVERIFY(m_service->start());
    m_service->setReady(true);
    m_service->setSignIn("servers");
    for (int i = 0; i < 2; ++i)
        m_service->ask(u"invoices"_s, 7, u"ana"_s, u"1"_s);
    for (int i = 0; i < 4; ++i)
        m_service->ask(u"invoices"_s, 7, u"ana"_s, u"7"_s);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_shared<FakeKeyStore>();
    m_view = std::make_unique<ViewSettings>(m_folder->filePath(u"view.ini"_s));
    m_opener = std::make_unique<SessionOpener>(m_clock, m_folder->filePath(u"connections.json"_s),
                                               [this] { return m_store; });
    m_window = std::make_unique<MainWindow>(*m_view, *m_opener, m_clock);
    m_window->show();
}

void ServerSwitchTest::cleanup()
{
    m_window.reset();
    m_opener.reset();
    m_view.reset();
    m_service.reset();
}

void ServerSwitchTest::openHeadOffice()
{
    TargetConnection connection =
        connectionAt(m_service->url().toString(), TargetOpener::Access::Control);
    connection.signIn = TargetConnection::SignIn::Password;
    connection.username = u"ana"_s;
    connection.server = u"1"_s;
    m_id = *m_opener->connections().add(connection);
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    m_window->open(*m_opener->connections().find(m_id));
    answer(u"password-of-ana"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 40'000);
    QTRY_VERIFY(shows(u"50.0%"_s));
}

void ServerSwitchTest::pressLink(const QString& text)
{
    QTRY_VERIFY(link(text));
    QTest::mouseClick(link(text), Qt::LeftButton);
}

void ServerSwitchTest::chooseServer(const QString& name)
{
    QTRY_VERIFY_WITH_TIMEOUT(question(), 40'000);
    auto* choice = &question()->findChild<ServerChoice*>()->box();
    QTRY_COMPARE_WITH_TIMEOUT(choice->count(), 2, 40'000);
    QCOMPARE(choice->currentText(), u"Head office"_s);
    choice->setCurrentText(name);
}

void ServerSwitchTest::answer(const QString& password)
{
    QTRY_VERIFY_WITH_TIMEOUT(question(), 40'000);
    for (auto* field : question()->findChildren<QLineEdit*>()) {
        if (field->echoMode() != QLineEdit::Normal)
            QTest::keyClicks(field, password);
    }
    auto* signIn = question()->findChild<QPushButton*>(u"signIn"_s);
    QVERIFY(signIn->isEnabled());
    signIn->click();
}

void ServerSwitchTest::anotherServerIsShownOnceThePasswordIsTypedAgain()
{
    openHeadOffice();
    pressLink(u"Server 1"_s);
    chooseServer(u"Warehouse"_s);
    answer(u"password-of-ana"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"75.0%"_s), 40'000);
    QVERIFY(!question() && !shows(u"50.0%"_s));
    QVERIFY(link(u"Server 7"_s));
    QCOMPARE(m_opener->connections().find(m_id)->server, u"7"_s);
}

void ServerSwitchTest::withoutThePasswordTheServerStays()
{
    openHeadOffice();
    pressLink(u"Server 1"_s);
    chooseServer(u"Warehouse"_s);
    answer(u"password-of-bob"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"Incorrect username or password"_s), 40'000);
    question()->reject();
    QTRY_VERIFY(!question());
    QVERIFY(shows(u"50.0%"_s) && link(u"Server 1"_s));
    QCOMPARE(m_opener->connections().find(m_id)->server, u"1"_s);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ServerSwitchTest)
#include "serverswitchtest.moc"
