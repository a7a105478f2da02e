// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/pindialog.h"
#include "pages/fleetpage.h"
#include "support/windowfixture.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A target that is open by a connection of the list: what is changed there, and what happens to it
/// meanwhile.
class KeptConnectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void anotherNameOrMarkHoldsForWhatIsOpen();
    void watchOnlyHoldsAtOnce();
    void whatAnotherConnectionBecomesChangesNothing();
    void anotherCertificateIsAskedAboutOnce();
    void aCertificateThatNobodyMayTrustIsNotAskedAbout();
    void whatIsOpenedFromTheFleetIsShown();
    void whoeverWentBackToTheFleetStaysThere();
    void whatDoesNotOpenIsSaidWhereThePersonIs();

private:
    using Change = std::function<void(TargetConnection&)>;

    [[nodiscard]] ConnectionBook& book() { return m_fixture->opener.connections(); }
    [[nodiscard]] MainWindow& window() { return *m_fixture->window; }
    [[nodiscard]] TargetConnection kept(const QString& name)
    {
        TargetConnection connection;
        connection.kind = TargetConnection::Kind::Service;
        connection.name = name;
        connection.place = u"https://%1.example/api"_s.arg(name.toLower());
        const auto id = book().add(connection);
        return id ? *book().find(*id) : TargetConnection();
    }
    void change(const QString& id, const Change& how)
    {
        TargetConnection changed = *book().find(id);
        how(changed);
        QVERIFY(book().change(changed).ok());
    }
    void open(const TargetConnection& connection)
    {
        const QSignalSpy shown(&window(), &MainWindow::figuresShown);
        window().open(connection);
        QTRY_VERIFY(!shown.isEmpty());
    }
    void doubt(const QString& presented)
    {
        m_fixture->target->setState({TargetState::Kind::Failed,
                                     u"The certificate of a.example is not the one."_s,
                                     TargetState::Need::Trust, presented});
    }
    [[nodiscard]] PinDialog* question() { return window().findChild<PinDialog*>(); }

    std::unique_ptr<test::WindowFixture> m_fixture;
    TargetConnection m_reports;
};

void KeptConnectionTest::init()
{
    m_fixture = std::make_unique<test::WindowFixture>();
    window().resize(1280, 800);
    window().show();
    m_reports = kept(u"Reports"_s);
}

void KeptConnectionTest::anotherNameOrMarkHoldsForWhatIsOpen()
{
    open(m_reports);
    change(m_reports.id, [](TargetConnection& one) {
        one.name = u"Ledger"_s;
        one.production = true;
    });
    QCOMPARE(window().windowTitle(), u"Ledger \u2013 Tierwatch"_s);
    QTRY_VERIFY(m_fixture->shows(u"Actions here ask you to type the name"_s));
    QCOMPARE(m_fixture->opener.opened.size(), 1);
}

void KeptConnectionTest::watchOnlyHoldsAtOnce()
{
    open(m_reports);
    change(m_reports.id, [](TargetConnection& one) { one.watchOnly = true; });
    QCOMPARE(m_fixture->opener.opened.size(), 2);
    QCOMPARE(m_fixture->opener.lastAccess, TargetOpener::Access::WatchOnly);
}

void KeptConnectionTest::whatAnotherConnectionBecomesChangesNothing()
{
    const TargetConnection other = kept(u"Other"_s);
    TargetConnection watched = m_reports;
    watched.watchOnly = true; // as the command line wants it
    open(watched);
    change(other.id, [](TargetConnection& one) { one.watchOnly = one.production = true; });
    change(m_reports.id, [](TargetConnection& one) { one.group = u"North"_s; });
    QCOMPARE(m_fixture->opener.opened.size(), 1);
    QVERIFY(!m_fixture->shows(u"Actions here ask you to type the name"_s));
}

void KeptConnectionTest::anotherCertificateIsAskedAboutOnce()
{
    open(m_reports);
    const QString presented = u"ab"_s.repeated(32);
    doubt(presented);
    QVERIFY(question());
    QCOMPARE(question()->presented(), presented);
    question()->reject();
    QTRY_VERIFY(!question());
    const auto buttons = window().findChildren<QAbstractButton*>();
    const auto look = std::ranges::find_if(buttons, [](const QAbstractButton* button) {
        return button->isVisible() && button->text() == u"Look at it\u2026"_s;
    });
    QVERIFY(look != buttons.end());
    (*look)->click();
    QVERIFY(question());
    question()->accept();
    QCOMPARE(book().find(m_reports.id)->pin, presented);
    QCOMPARE(m_fixture->opener.opened.size(), 2);
}

void KeptConnectionTest::aCertificateThatNobodyMayTrustIsNotAskedAbout()
{
    open(m_reports);
    doubt({});
    QVERIFY(!question());
    QTRY_VERIFY(m_fixture->shows(u"could not prove that it is what it says"_s));
}

void KeptConnectionTest::whatIsOpenedFromTheFleetIsShown()
{
    window().showFleet();
    open(m_reports);
    QVERIFY(!window().findChild<FleetPage*>()->isVisible());
}

void KeptConnectionTest::whoeverWentBackToTheFleetStaysThere()
{
    m_fixture->opener.slow = true;
    window().open(m_reports);
    window().showFleet();
    m_fixture->opener.endOpening();
    QTRY_COMPARE(window().windowTitle(), u"Reports \u2013 Tierwatch"_s);
    QVERIFY(window().findChild<FleetPage*>()->isVisible());
}

void KeptConnectionTest::whatDoesNotOpenIsSaidWhereThePersonIs()
{
    m_fixture->opener.slow = true;
    m_fixture->opener.failure = Error{ErrorCode::Timeout, u"Nobody answers."_s};
    window().open(m_reports);
    window().showFleet();
    m_fixture->opener.endOpening();
    QTRY_COMPARE(window().statusBar()->currentMessage(), u"Nobody answers."_s);
    QVERIFY(window().findChild<FleetPage*>()->isVisible());
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::KeptConnectionTest)
#include "keptconnectiontest.moc"
