// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/signindialog.h"

#include "dialogs/connectionsdialog.h"
#include "dialogs/pindialog.h"
#include "dialogs/serverchoice.h"
#include "support/fakedesk.h"
#include "support/guitest.h"
#include "theme/typography.h"
#include "widgets/secretfield.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Names of several lengths, with and without all that a row can show.
void fill(ConnectionBook& book)
{
    for (const QString& name : {u"Reports Bucharest"_s, u"Reports Cluj with quite a long name"_s,
                                u"Test machine"_s, u"Old cache"_s}) {
        TargetConnection one;
        one.kind =
            name == u"Old cache" ? TargetConnection::Kind::File : TargetConnection::Kind::Service;
        one.name = name;
        one.production = name.startsWith(u"Reports");
        one.group = one.production ? u"Production"_s : QString();
        one.colour = one.production ? u"#d9435b"_s : QString();
        one.place =
            one.production ? u"https://münchen.example:8787/api"_s : u"http://t.example/api"_s;
        one.pin = one.production ? QString(64, u'a') : QString();
        QVERIFY(book.add(one).ok());
    }
}

} // namespace

/// The small dialogs that a connection may need: who one is, and whether to trust a certificate.
class SignInDialogTest final : public QObject
{
    Q_OBJECT

public:
    explicit SignInDialogTest(Theme& theme) : m_theme(theme) {}

private Q_SLOTS:
    void cleanup() { delete m_dialog; }
    void aTokenIsAskedForOnceAndTheReasonSaid();
    void aRefusalIsSaidAndCanBeCorrected();
    void aSentenceStaysUntilItIsRead();
    void aPasswordIsAskedForWithItsServer();
    void aTokenDoesWhereAPasswordIsAskedFor();
    void aPasswordDoesWhereATokenIsAskedFor();
    void aPasswordThatIsRefusedLetsTheServerBeNamed();
    void serversThatAreToldLateTakeNothingAway();
    void serversOfOneNameAreToldApart();
    void aServerIsTypedByItsIdOrItsName();
    void escapeGivesNothing();
    void whatWasTypedIsShownOnlyWhenWanted();
    void theSafeAnswerIsTheDefault();
    void onlyEnterOnItsButtonTrusts();
    void whatIsTheMatterWithACertificateIsSaid();
    void bothDigestsAreShownInGroups();
    void pictures_data();
    void pictures();

private:
    void ask(TargetConnection connection = {}, const std::vector<SourceServer>& servers = {})
    {
        connection.name = u"Reports Bucharest"_s;
        auto* dialog = new SignInDialog(connection, u"The token has ended."_s);
        m_dialog = dialog;
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        dialog->setServers(servers);
    }
    void askTrust(const QString& pinned)
    {
        m_dialog = new PinDialog(u"a.example"_s, pinned, u"0123456789abcdef"_s.repeated(4),
                                 u"Its certificate ended on 2026-11-12."_s);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    [[nodiscard]] SignInDialog& signIn() const
    {
        return *qobject_cast<SignInDialog*>(m_dialog.data());
    }
    [[nodiscard]] QLineEdit& field() const { return m_dialog->findChild<SecretField*>()->field(); }
    [[nodiscard]] QToolButton& otherWay() const
    {
        return *m_dialog->findChild<QToolButton*>(u"otherWay"_s);
    }
    [[nodiscard]] bool says(const QString& text) const
    {
        for (const auto* label : m_dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    void save(QWidget& widget, const QString& name) const;

    Theme& m_theme;
    QPointer<QDialog> m_dialog;
};

void SignInDialogTest::aTokenIsAskedForOnceAndTheReasonSaid()
{
    ask();
    QVERIFY(says(u"Sign in to Reports Bucharest"_s));
    QVERIFY(says(u"The token has ended."_s));
    QVERIFY(!m_dialog->findChild<ServerChoice*>()->isVisible());
    QTRY_VERIFY(field().hasFocus());
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given.size(), 0);
    QTest::keyClicks(&field(), u" c4nary "_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given[0][0].value<Credentials>().token, u"c4nary"_s);
    QVERIFY(given[0][0].value<Credentials>().password.isEmpty());
    QVERIFY(field().text().isEmpty());
    signIn().finish();
    QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
}

void SignInDialogTest::aRefusalIsSaidAndCanBeCorrected()
{
    ask();
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u"wrong"_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QVERIFY(!field().isEnabled());
    signIn().refused(u"This token is not known there."_s);
    QVERIFY(says(u"not known there"_s));
    QTest::keyClicks(&field(), u"right"_s);
    m_dialog->findChild<QPushButton*>(u"signIn"_s)->click();
    QCOMPARE(given.size(), 2);
    QCOMPARE(given[1][0].value<Credentials>().token, u"right"_s);
}

void SignInDialogTest::aSentenceStaysUntilItIsRead()
{
    ask();
    QTest::keyClicks(&field(), u"c4nary"_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    signIn().finish(u"The token is kept in memory only, until this program is closed."_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(says(u"in memory only"_s));
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
}

void SignInDialogTest::aPasswordIsAskedForWithItsServer()
{
    TargetConnection connection;
    connection.signIn = TargetConnection::SignIn::Password;
    connection.username = u"ioana"_s;
    connection.server = u"2"_s;
    ask(connection, {{u"1"_s, u"Bucharest"_s}, {u"2"_s, u"Cluj"_s}});
    QVERIFY(says(u"ioana"_s));
    QCOMPARE(m_dialog->findChild<QComboBox*>()->currentText(), u"Cluj"_s);
    m_dialog->findChild<QComboBox*>()->setCurrentIndex(0);
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u" p w "_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given[0][0].value<Credentials>().password, u" p w "_s);
    QCOMPARE(given[0][1].toString(), u"1"_s);
}

void SignInDialogTest::aTokenDoesWhereAPasswordIsAskedFor()
{
    TargetConnection connection;
    connection.signIn = TargetConnection::SignIn::Password;
    connection.username = u"ioana"_s;
    ask(connection);
    QCOMPARE(field().accessibleName(), u"Password of ioana"_s);
    QTest::keyClicks(&field(), u"p w"_s);
    otherWay().click();
    QVERIFY(field().text().isEmpty());
    QCOMPARE(field().accessibleName(), u"Token"_s);
    QVERIFY(!says(u"ioana"_s));
    QTRY_VERIFY(field().hasFocus());
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u" c4nary "_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given[0][0].value<Credentials>().token, u"c4nary"_s);
    QVERIFY(given[0][0].value<Credentials>().password.isEmpty());
    QVERIFY(!otherWay().isEnabled());
    signIn().refused(u"This token is not known there."_s);
    otherWay().click();
    QVERIFY(says(u"ioana"_s));
    QCOMPARE(field().accessibleName(), u"Password of ioana"_s);
}

/// Also where nobody knows yet whose.
void SignInDialogTest::aPasswordDoesWhereATokenIsAskedFor()
{
    ask();
    QVERIFY(!m_dialog->findChild<QLineEdit*>(u"username"_s)->isVisible());
    QTest::keyClick(&field(), Qt::Key_Tab); // to the eye
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTRY_COMPARE(QApplication::focusWidget(), &otherWay());
    QTest::keyClick(&otherWay(), Qt::Key_Space);
    auto* user = m_dialog->findChild<QLineEdit*>(u"username"_s);
    QTRY_VERIFY(user->hasFocus());
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u" p w "_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QVERIFY(given.isEmpty());
    QVERIFY(!m_dialog->findChild<QPushButton*>(u"signIn"_s)->isEnabled());
    QTest::keyClicks(user, u" ioana "_s);
    QTest::keyClick(user, Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    const auto credentials = given[0][0].value<Credentials>();
    QCOMPARE(credentials.username, u"ioana"_s);
    QCOMPARE(credentials.password, u" p w "_s);
    QVERIFY(credentials.token.isEmpty());
}

void SignInDialogTest::aPasswordThatIsRefusedLetsTheServerBeNamed()
{
    TargetConnection connection;
    connection.signIn = TargetConnection::SignIn::Password;
    connection.username = u"ioana"_s;
    ask(connection);
    auto* choice = m_dialog->findChild<ServerChoice*>();
    QVERIFY(!choice->isVisible());
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u"pw"_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    signIn().refused(u"Name the source server to sign in to."_s);
    QTRY_VERIFY(choice->isVisible());
    choice->setServer(u"3"_s);
    QTest::keyClicks(&field(), u"pw"_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given.size(), 2);
    QCOMPARE(given[1][1].toString(), u"3"_s);
}

void SignInDialogTest::serversThatAreToldLateTakeNothingAway()
{
    ask();
    auto* choice = m_dialog->findChild<ServerChoice*>();
    QTRY_VERIFY(field().hasFocus());
    QTest::keyClicks(&field(), u"c4n"_s);
    signIn().setServers({{u"1"_s, u"Bucharest"_s}});
    QVERIFY(!choice->isVisible()); // there is nothing to choose
    signIn().setServers({{u"1"_s, u"Bucharest"_s}, {u"2"_s, u"Cluj"_s}});
    QVERIFY(choice->isVisible() && choice->server().isEmpty());
    QVERIFY(field().hasFocus());
    QTest::keyClicks(&field(), u"ary"_s);
    choice->setServer(u"2"_s);
    signIn().setServers({{u"2"_s, u"Cluj"_s}, {u"3"_s, u"Iasi"_s}});
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(given[0][0].value<Credentials>().token, u"c4nary"_s);
    QCOMPARE(given[0][1].toString(), u"2"_s);
}

void SignInDialogTest::serversOfOneNameAreToldApart()
{
    ServerChoice choice;
    choice.setServers({{u"1"_s, u"Main"_s}, {u"2"_s, u"Main"_s}, {u"3"_s, u"Cluj"_s}});
    choice.setServer(u"2"_s);
    QCOMPARE(choice.box().currentText(), u"Main (2)"_s);
    QCOMPARE(choice.server(), u"2"_s);
    choice.box().setCurrentIndex(0);
    QCOMPARE(choice.box().currentText(), u"Main (1)"_s);
    QCOMPARE(choice.server(), u"1"_s);
    choice.setServer(u"3"_s);
    QCOMPARE(choice.box().currentText(), u"Cluj"_s);
}

/// An id that is also another's name is the id.
void SignInDialogTest::aServerIsTypedByItsIdOrItsName()
{
    ServerChoice choice;
    choice.setServers({{u"1"_s, u"2"_s}, {u"2"_s, u"Cluj"_s}});
    choice.setServer(u"1"_s);
    QCOMPARE(choice.server(), u"1"_s); // it is chosen, though it is called 2
    choice.setServer(u"9"_s);
    QCOMPARE(choice.server(), u"9"_s);
    choice.box().setEditText(u"2"_s);
    QCOMPARE(choice.server(), u"2"_s);
    choice.box().setEditText(u" Cluj "_s);
    QCOMPARE(choice.server(), u"2"_s);
}

void SignInDialogTest::escapeGivesNothing()
{
    ask();
    const QSignalSpy given(&signIn(), &SignInDialog::given);
    QTest::keyClicks(&field(), u"c4nary"_s);
    QTest::keyClick(&field(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
    QVERIFY(given.isEmpty());
}

void SignInDialogTest::whatWasTypedIsShownOnlyWhenWanted()
{
    ask();
    QTest::keyClicks(&field(), u"c4nary"_s);
    QVERIFY(!field().displayText().contains(u"c4nary"));
    auto* eye = m_dialog->findChild<SecretField*>()->findChild<QToolButton*>();
    eye->click();
    QCOMPARE(field().displayText(), u"c4nary"_s);
    QCOMPARE(eye->accessibleName(), u"Hide what was typed"_s);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(field().echoMode(), QLineEdit::Password);
    signIn().refused({});
    eye->click();
    QTest::keyClick(&field(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(field().text().isEmpty());
}

void SignInDialogTest::theSafeAnswerIsTheDefault()
{
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
        askTrust({});
        const QSignalSpy trusted(m_dialog, &QDialog::accepted);
        QTest::keyClick(m_dialog, key);
        QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
        QVERIFY(trusted.isEmpty());
        delete m_dialog;
    }
}

void SignInDialogTest::onlyEnterOnItsButtonTrusts()
{
    askTrust({});
    const QSignalSpy trusted(m_dialog, &QDialog::accepted);
    auto* trust = m_dialog->findChild<QPushButton*>(u"trust"_s);
    QVERIFY(!trust->hasFocus());
    trust->setFocus();
    QTRY_VERIFY(trust->hasFocus());
    QTest::keyClick(trust, Qt::Key_Return);
    QCOMPARE(trusted.size(), 1);
}

void SignInDialogTest::whatIsTheMatterWithACertificateIsSaid()
{
    askTrust({});
    QVERIFY(says(u"Nothing proves that this is a.example"_s));
    QVERIFY(says(u"Its certificate ended on 2026-11-12."_s));
}

void SignInDialogTest::bothDigestsAreShownInGroups()
{
    QCOMPARE(digestText(u"0123456789abcdef"_s.repeated(3)),
             u"0123 4567 89AB CDEF 0123 4567 89AB CDEF\n0123 4567 89AB CDEF"_s);
    askTrust(u"f"_s.repeated(64));
    QVERIFY(says(u"another certificate than before"_s));
    QVERIFY(says(u"FFFF FFFF"_s));
    QVERIFY(says(u"0123 4567 89AB CDEF"_s));
}

void SignInDialogTest::pictures_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<int>("scale");
    QTest::newRow("light") << Theme::Mode::Light << 100;
    QTest::newRow("dark") << Theme::Mode::Dark << 100;
    QTest::newRow("large") << Theme::Mode::Light << 150;
}

void SignInDialogTest::save(QWidget& widget, const QString& name) const
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    QDir().mkpath(QStringLiteral(TIERWATCH_PICTURES));
    QVERIFY(widget.grab().save(u"%1/%2-%3.png"_s.arg(
        QStringLiteral(TIERWATCH_PICTURES), name, QString::fromLatin1(QTest::currentDataTag()))));
}

/// For eyes; and that painting them warns of nothing.
void SignInDialogTest::pictures()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(int, scale);
    m_theme.setMode(mode);
    m_theme.setTextScale(scale);
    ask();
    signIn().refused(
        u"This token has ended on 12 Nov. Ask whoever runs the service for another."_s);
    save(*m_dialog, u"signin"_s);
    delete m_dialog;
    askTrust(u"f"_s.repeated(64));
    save(*m_dialog, u"certificate"_s);
    delete m_dialog;
    const QTemporaryDir folder;
    ConnectionBook book(folder.filePath(u"connections.json"_s));
    test::FakeDesk desk;
    m_dialog = new ConnectionsDialog(book, desk);
    m_dialog->show();
    save(*m_dialog, u"connections-empty"_s);
    delete m_dialog;
    fill(book);
    auto* dialog = new ConnectionsDialog(book, desk);
    m_dialog = dialog;
    dialog->show();
    save(*dialog, u"connections"_s);
    dialog->findChild<QPushButton*>(u"test"_s)->click();
    desk.tell(ProbeStep::Name, ProbeResult::Outcome::Passed, u"192.0.2.1"_s);
    desk.tell(ProbeStep::Reach, ProbeResult::Outcome::Passed, u"18 ms"_s);
    desk.tell(ProbeStep::Tls, ProbeResult::Outcome::Passed, u"TLS 1.3"_s);
    desk.tell(ProbeStep::Http, ProbeResult::Outcome::Passed);
    desk.tell(ProbeStep::SignIn, ProbeResult::Outcome::Failed,
              u"The token has ended on 12 Nov, so the service does not say anything more. Ask "
              "whoever runs it for another, and enter it above."_s,
              QString(64, u'b'));
    desk.endProbe();
    save(*dialog, u"connections-tested"_s);
    dialog->edit(book.all()[2].id);
    save(*dialog, u"connections-http"_s);
    m_theme.setTextScale(100);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::SignInDialogTest)
#include "signindialogtest.moc"
