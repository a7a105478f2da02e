// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/serverchoice.h"
#include "dialogs/signindialog.h"
#include "support/windowfixture.h"
#include "window/targetview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QMenuBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Ways into a target, and ways out of one before it is open.
class OpeningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRelativeWorkspaceIsRememberedWhereItIs();
    void welcomeEndsAnOpening();
    void welcomeKeepsTheErrorOfAWorkspaceOutOfTheDoors();
    void welcomeLetsTheSampleBeMade();
    void makingTheSampleLetsGoOfTheTarget();
    void theTargetBeforeSaysNoMore();
    void whoIsRefusedIsAskedAndNotTheService();
    void whoSignsInAnewIsAskedBeforeTheServersAreTold();
};

namespace {

QAction* menuAction(const test::WindowFixture& window, const QString& text)
{
    for (auto* action : window.window->menuBar()->findChildren<QAction*>()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void beginOpening(test::WindowFixture& window)
{
    window.opener.slow = true;
    window.window->show();
    window.window->openWorkspace(u"/reports"_s, TargetOpener::Access::Control);
    QVERIFY(window.shows(u"/reports"_s));
    menuAction(window, u"&Welcome"_s)->trigger();
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
}

void beginSample(test::WindowFixture& window)
{
    window.window->openSample();
    window.opener.report({1, 6, 1000, 2000, -1});
    QTRY_VERIFY(window.shows(u"Company 1 of 6"_s));
}

} // namespace

void OpeningTest::aRelativeWorkspaceIsRememberedWhereItIs()
{
    test::WindowFixture window;
    window.window->show();
    window.window->openWorkspace(u"reports"_s, TargetOpener::Access::Control);
    QTRY_VERIFY(window.shows(u"Healthy."_s));
    const QString place = QDir::current().absoluteFilePath(u"reports"_s);
    QCOMPARE(window.opener.opened, QStringList{place});
    QCOMPARE(window.view->lastWorkspace(), place);
}

void OpeningTest::welcomeEndsAnOpening()
{
    test::WindowFixture window;
    beginOpening(window);
    window.opener.endOpening();
    QCoreApplication::processEvents();
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
    QVERIFY(window.view->lastWorkspace().isEmpty());
}

void OpeningTest::welcomeKeepsTheErrorOfAWorkspaceOutOfTheDoors()
{
    test::WindowFixture window;
    window.opener.failure = Error{ErrorCode::Locked, u"Process 4121 has it."_s};
    beginOpening(window);
    window.opener.endOpening();
    QCoreApplication::processEvents();
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
    QVERIFY(!window.shows(u"4121"_s));
}

void OpeningTest::welcomeLetsTheSampleBeMade()
{
    test::WindowFixture window;
    window.window->show();
    beginSample(window);
    menuAction(window, u"&Welcome"_s)->trigger();
    QVERIFY(!window.opener.stopAsked());
    window.opener.endCreation({});
    QTRY_VERIFY(window.shows(u"Healthy."_s));
}

void OpeningTest::makingTheSampleLetsGoOfTheTarget()
{
    test::WindowFixture window;
    window.open();
    window.window->openSample();
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    QVERIFY(window.window->findChildren<QDialog*>().isEmpty());
}

/// Others may have it open, so that it lives on.
void OpeningTest::theTargetBeforeSaysNoMore()
{
    test::WindowFixture window;
    CompanyWatermark behind;
    behind.state = Freshness::Behind;
    window.target->watermarks.companies = {behind};
    window.open();
    window.view->setInterval(std::chrono::seconds(0));
    const QString warning = u"Freshness, needs attention"_s;
    QTRY_VERIFY(window.find<QAbstractButton>(warning));
    const auto other = std::make_shared<test::FakeTarget>();
    window.window->showTarget(other);
    QVERIFY(!window.find<QAbstractButton>(warning));
    window.nextFigures();
    const int asked = other->timesAsked<StatsQuery>();
    Q_EMIT window.target->changed();
    QCOMPARE(other->timesAsked<StatsQuery>(), asked);
    Q_EMIT other->changed();
    QCOMPARE(other->timesAsked<StatsQuery>(), asked + 1);
}

/// Neither before the question, when a target is opened, nor when its token ends.
void OpeningTest::whoIsRefusedIsAskedAndNotTheService()
{
    test::WindowFixture window;
    window.opener.failure = Error{ErrorCode::NotSignedIn, u"Nobody is known here."_s};
    window.window->show();
    const auto service = connectionAt(u"https://a.example/api"_s, TargetOpener::Access::Control);
    window.window->open(service);
    QTRY_VERIFY(window.window->findChild<SignInDialog*>());
    window.window->findChild<SignInDialog*>()->reject();
    QTRY_VERIFY(!window.window->findChild<SignInDialog*>());
    window.opener.failure.reset();
    window.window->open(service);
    QTRY_VERIFY(window.shows(u"Healthy."_s));
    window.target->setState(
        {TargetState::Kind::Failed, u"The token was revoked."_s, TargetState::Need::SignIn});
    QVERIFY(window.window->findChild<SignInDialog*>());
    QCOMPARE(window.opener.desk().serversAsked, 0);
}

void OpeningTest::whoSignsInAnewIsAskedBeforeTheServersAreTold()
{
    test::WindowFixture window;
    window.opener.desk().serversAnswer =
        std::vector<SourceServer>{{u"1"_s, u"Bucharest"_s}, {u"2"_s, u"Cluj"_s}};
    window.open();
    Q_EMIT window.window->findChild<TargetView*>()->signInWanted();
    auto* dialog = window.window->findChild<SignInDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* choice = dialog->findChild<ServerChoice*>();
    QVERIFY(!choice->isVisible());
    QTRY_VERIFY(choice->isVisible());
    QCOMPARE(choice->box().count(), 2);
    QCOMPARE(window.opener.desk().serversAsked, 1);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::OpeningTest)
#include "openingtest.moc"
