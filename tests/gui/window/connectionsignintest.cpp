// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/pindialog.h"
#include "dialogs/serverchoice.h"
#include "support/connectionsfixture.h"
#include "support/guitest.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person signs in to a connection, and tests it.
class ConnectionSignInTest final : public QObject, private test::ConnectionsFixture
{
    Q_OBJECT

public:
    explicit ConnectionSignInTest(Theme& theme) : ConnectionsFixture(theme) {}

private Q_SLOTS:
    void init() { begin(); }
    void aTokenGoesToTheDeskAndIntoNoFile();
    void aTokenThatIsOnlyKeptForNowIsSaidAndStillAttaches();
    void aRefusedTokenDoesNotAttach();
    void aTokenThatIsTooLongIsNotEntered();
    void aPasswordNeedsItsUserAndServer();
    void stepsTickOneAfterAnother();
    void theFirstFailureSaysWhyAndTheRestIsNotTried();
    void anotherConnectionEndsTheTest();
    void aCertificateIsTrustedOnlyAfterAQuestion();
    void anotherMachineForgetsWhatSignedIn();
    void anotherServerForgetsWhatSignedIn();
};

void ConnectionSignInTest::aTokenGoesToTheDeskAndIntoNoFile()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    QVERIFY(m_book->save().ok());
    const QSignalSpy attached(m_dialog, &ConnectionsDialog::attachWanted);
    typeToken(u" c4nary "_s);
    QCOMPARE(find<SecretField>(u"token"_s)->field().echoMode(), QLineEdit::Password);
    find<QPushButton>(u"attach"_s)->click();
    QTRY_COMPARE(attached.size(), 1);
    QCOMPARE(m_desk->signIns.size(), 1);
    QCOMPARE(m_desk->signIns.front().credentials.token, u"c4nary"_s);
    QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
    QVERIFY(!written().isEmpty() && !written().contains("c4nary"));
}

void ConnectionSignInTest::aTokenThatIsOnlyKeptForNowIsSaidAndStillAttaches()
{
    m_desk->signInAnswer = u"The token is kept in memory only, until this program is closed."_s;
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    const QSignalSpy attached(m_dialog, &ConnectionsDialog::attachWanted);
    const QSignalSpy told(m_dialog, &ConnectionsDialog::said);
    typeToken(u"c4nary"_s);
    find<QPushButton>(u"attach"_s)->click();
    QTRY_COMPARE(attached.size(), 1);
    QCOMPARE(told.size(), 1);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(says(u"in memory only"_s));
    QVERIFY(find<SecretField>(u"token"_s)->text().isEmpty());
}

void ConnectionSignInTest::aRefusedTokenDoesNotAttach()
{
    m_desk->signInAnswer = Error{ErrorCode::NotSignedIn, u"The token has ended."_s};
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    const QSignalSpy attached(m_dialog, &ConnectionsDialog::attachWanted);
    typeToken(u"c4nary"_s);
    button(u"Sign in"_s)->click();
    QTRY_VERIFY(says(u"The token has ended."_s));
    find<QPushButton>(u"attach"_s)->click();
    QTRY_COMPARE(m_desk->signIns.size(), 2);
    QTRY_VERIFY(button(u"Sign in"_s) && button(u"Sign in"_s)->isEnabled());
    QVERIFY(attached.isEmpty());
}

void ConnectionSignInTest::aTokenThatIsTooLongIsNotEntered()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    find<SecretField>(u"token"_s)->field().setText(QString(2'561, u'x'));
    QVERIFY(find<SecretField>(u"token"_s)->text().isEmpty());
    QVERIFY(says(u"2,560"_s));
    QVERIFY(!button(u"Sign in"_s)->isEnabled());
    find<SecretField>(u"token"_s)->field().setText(QString(2'560, u'x'));
    QVERIFY(button(u"Sign in"_s)->isEnabled());
    QVERIFY(!says(u"2,560"_s));
}

void ConnectionSignInTest::aPasswordNeedsItsUserAndServer()
{
    m_desk->serversAnswer =
        std::vector<SourceServer>{{u"1"_s, u"Bucharest"_s}, {u"2"_s, u"Cluj"_s}};
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    button(u"User name and password"_s)->click();
    QVERIFY(!find<SecretField>(u"token"_s)->isVisible());
    enter(u"User name"_s, u"ioana"_s);
    auto* choice = m_dialog->findChild<ServerChoice*>();
    choice->ask().click();
    QTRY_COMPARE(choice->box().count(), 2);
    choice->box().setCurrentIndex(1);
    Q_EMIT choice->box().activated(1);
    QTest::keyClicks(&find<SecretField>(u"password"_s)->field(), u" with blanks "_s);
    button(u"Sign in"_s)->click();
    QTRY_COMPARE(m_desk->signIns.size(), 1);
    QCOMPARE(m_desk->signIns.front().connection.username, u"ioana"_s);
    QCOMPARE(m_desk->signIns.front().connection.server, u"2"_s);
    QCOMPARE(m_desk->signIns.front().credentials.password, u" with blanks "_s);
    QVERIFY(m_desk->signIns.front().credentials.token.isEmpty());
    QCOMPARE(m_book->find(id)->signIn, TargetConnection::SignIn::Password);
}

void ConnectionSignInTest::stepsTickOneAfterAnother()
{
    using Outcome = ProbeResult::Outcome;
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    typeToken(u"c4nary"_s);
    find<QPushButton>(u"test"_s)->click();
    QCOMPARE(m_desk->probes.front().credentials.token, u"c4nary"_s);
    QVERIFY(says(u"Trying"_s));
    m_desk->tell(ProbeStep::Name, Outcome::Passed, u"192.0.2.1"_s);
    QVERIFY(says(u"192.0.2.1"_s));
    m_desk->tell(ProbeStep::Reach, Outcome::Passed, u"18 ms"_s);
    for (const auto step :
         {ProbeStep::Tls, ProbeStep::Http, ProbeStep::SignIn, ProbeStep::Contract})
        m_desk->tell(step, Outcome::Passed, u"good"_s);
    QVERIFY(!says(u"Trying"_s));
    m_desk->endProbe();
    QTRY_VERIFY(button(u"Test connection"_s));
}

void ConnectionSignInTest::theFirstFailureSaysWhyAndTheRestIsNotTried()
{
    using Outcome = ProbeResult::Outcome;
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    find<QPushButton>(u"test"_s)->click();
    m_desk->tell(ProbeStep::Name, Outcome::Passed);
    m_desk->tell(ProbeStep::Reach, Outcome::Failed, u"Nothing listens there. Start it."_s);
    m_desk->endProbe();
    QTRY_VERIFY(button(u"Test connection"_s));
    QVERIFY(says(u"Nothing listens there."_s));
    QVERIFY(!says(u"Trying"_s));
    QVERIFY(says(QString(QChar(0x2013))));
}

void ConnectionSignInTest::anotherConnectionEndsTheTest()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    const QString other = add(u"Other"_s, u"https://b.example/api"_s);
    open();
    typeToken(u"c4nary"_s);
    find<QPushButton>(u"test"_s)->click();
    m_dialog->edit(other);
    QVERIFY(m_desk->isProbeCancelled());
    m_desk->tell(ProbeStep::Name, ProbeResult::Outcome::Failed, u"too late"_s);
    QVERIFY(!says(u"too late"_s));
    QVERIFY(find<SecretField>(u"token"_s)->text().isEmpty());
}

void ConnectionSignInTest::aCertificateIsTrustedOnlyAfterAQuestion()
{
    const QString digest(64, u'a');
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    find<QPushButton>(u"test"_s)->click();
    m_desk->tell(ProbeStep::Tls, ProbeResult::Outcome::Failed, u"Nobody vouches for it."_s, digest);
    m_desk->endProbe();
    find<QPushButton>(u"lookAtCertificate"_s)->click();
    QVERIFY(m_book->find(id)->pin.isEmpty());
    QTest::keyClick(shown<PinDialog>(), Qt::Key_Escape);
    QVERIFY(m_book->find(id)->pin.isEmpty());
    find<QPushButton>(u"lookAtCertificate"_s)->click();
    shown<PinDialog>()->findChild<QPushButton*>(u"trust"_s)->click();
    QCOMPARE(m_book->find(id)->pin, digest);
    QVERIFY(says(u"SHA-256 AAAA"_s));
    QCOMPARE(m_desk->probes.size(), 2);
    QCOMPARE(m_desk->probes.back().connection.pin, digest);
    button(u"Forget"_s)->click();
    QVERIFY(m_book->find(id)->pin.isEmpty());
}

void ConnectionSignInTest::anotherMachineForgetsWhatSignedIn()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    enter(u"place"_s, u"https://a.example/other"_s);
    QVERIFY(m_desk->forgotten.empty());
    enter(u"place"_s, u"https://evil.example/other"_s);
    QCOMPARE(m_desk->forgotten.size(), 1);
    QCOMPARE(m_desk->forgotten.front().place, u"https://a.example/other"_s);
}

void ConnectionSignInTest::anotherServerForgetsWhatSignedIn()
{
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    TargetConnection reports = *m_book->find(id);
    reports.server = u"1"_s;
    QVERIFY(m_book->change(reports).ok());
    open();
    auto* choice = m_dialog->findChild<ServerChoice*>();
    QVERIFY(choice->isVisible()); // a pasted token must be for it
    choice->box().setEditText(u"7"_s);
    Q_EMIT choice->chosen();
    QCOMPARE(m_book->find(id)->server, u"7"_s);
    QCOMPARE(m_desk->forgotten.size(), 1);
    QCOMPARE(m_desk->forgotten.front().server, u"1"_s);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::ConnectionSignInTest)
#include "connectionsignintest.moc"
