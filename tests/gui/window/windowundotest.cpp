// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"
#include "widgets/eventlist.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QStatusBar>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Taking an invalidation back: from the status bar, from the events, with Ctrl+Z.
class WindowUndoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInvalidationOffersItsUndoInTheStatusBar();
    void theLinkOfTheStatusBarEndsAfterTenSecondsUnlessItIsInUse();
    void anInvalidationThatCannotBeUndoneOffersNothing();
    void aRecentEventIsUndoneFromTheList();
    void theListOffersNoUndoWhereItsTimeIsOver();
    void controlZAsksBeforeItUndoesTheLastInvalidation();
    void whatStayedAwayIsSaidWithTheReasons();
    void aFailedUndoSaysWhy();
    void aViewOnlyTargetOffersNoUndo();
};

namespace {

constexpr qint64 invalidationId = 77;

QDialog* dialogOf(const test::WindowFixture& window)
{
    for (auto* dialog : window.window->findChildren<QDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QAbstractButton* link(const test::WindowFixture& window)
{
    return window.find<QAbstractButton>(u"statusLink"_s);
}

void letBeUndone(test::WindowFixture& window)
{
    window.target->invalidationId = invalidationId;
    window.target->undoUntilMs = test::workingDayMs() + 30 * 60'000;
}

/// The top partners of every company: cheap enough for one click.
void invalidate(const test::WindowFixture& window)
{
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    QDialog* dialog = dialogOf(window);
    for (auto* box : dialog->findChildren<QComboBox*>()) {
        if (box->accessibleName() == "Type"_L1)
            box->setCurrentText(u"Top partners"_s);
    }
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_VERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(!dialogOf(window));
}

void confirm(const test::WindowFixture& window)
{
    QTRY_VERIFY(dialogOf(window));
    QTest::mouseClick(dialogOf(window)->findChild<QAbstractButton*>(u"yes"_s), Qt::LeftButton);
}

const EventListModel& modelOf(const EventList& list)
{
    return *qobject_cast<const EventListModel*>(list.model());
}

} // namespace

void WindowUndoTest::anInvalidationOffersItsUndoInTheStatusBar()
{
    test::WindowFixture window;
    letBeUndone(window);
    window.open();
    QVERIFY(!link(window)->isVisible());
    invalidate(window);
    QVERIFY(window.shows(u"Invalidated 152 entries of Top partners."_s));
    QVERIFY(link(window)->isVisible());
    QCOMPARE(link(window)->text(), u"Undo"_s);
    link(window)->setFocus();
    QTest::keyClick(link(window), Qt::Key_Space);
    QVERIFY(!link(window)->isVisible());
    QTRY_VERIFY(dialogOf(window));
    QVERIFY(window.shows(u"They come back, except"_s));
    QVERIFY(window.shows(u"It can be undone until 15:02."_s));
    window.target->undone = {.id = invalidationId, .entries = 152};
    confirm(window);
    QTRY_VERIFY(window.target->lastAction<Undo>());
    QCOMPARE(window.target->lastAction<Undo>()->id, invalidationId);
    QTRY_COMPARE(window.window->statusBar()->currentMessage(),
                 u"Undone: all of it came back, 152 entries."_s);
}

void WindowUndoTest::theLinkOfTheStatusBarEndsAfterTenSecondsUnlessItIsInUse()
{
    test::WindowFixture window;
    letBeUndone(window);
    window.open();
    invalidate(window);
    auto* timer = window.window->statusBar()->findChild<QTimer*>(u"noticeTimer"_s);
    QCOMPARE(timer->interval(), 10'000);
    window.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.window.get()));
    link(window)->setFocus();
    QTRY_VERIFY(link(window)->hasFocus());
    timer->start(1);
    QTRY_COMPARE_GT(timer->remainingTime(), -1);
    window.nextFigures();
    QVERIFY(link(window)->isVisible());
    link(window)->clearFocus();
    QTRY_VERIFY(!link(window)->isVisible());
    QVERIFY(window.shows(u"Updated "_s));
}

void WindowUndoTest::anInvalidationThatCannotBeUndoneOffersNothing()
{
    test::WindowFixture window;
    window.target->events = {};
    window.open();
    invalidate(window);
    QVERIFY(!link(window)->isVisible());
    QCOMPARE(window.window->statusBar()->currentMessage(),
             u"Invalidated 152 entries of Top partners."_s);
    QTest::keyClick(window.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!dialogOf(window));
}

void WindowUndoTest::aRecentEventIsUndoneFromTheList()
{
    test::WindowFixture window;
    window.open();
    auto* list = window.window->findChild<EventList*>();
    QCOMPARE(modelOf(*list).item(0).link, u"Undo"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    confirm(window);
    QTRY_VERIFY(window.target->lastAction<Undo>());
    QCOMPARE(window.target->lastAction<Undo>()->id, 9);
}

void WindowUndoTest::theListOffersNoUndoWhereItsTimeIsOver()
{
    test::WindowFixture window;
    window.open();
    const auto* list = window.window->findChild<EventList*>();
    QVERIFY(!modelOf(*list).item(0).link.isEmpty());
    window.clock.advanceMs(17 * 60'000);
    QTRY_VERIFY(modelOf(*list).item(0).link.isEmpty());
}

void WindowUndoTest::controlZAsksBeforeItUndoesTheLastInvalidation()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(dialogOf(window));
    QVERIFY(window.shows(u"Euxin Shipping invalidated by mihai.radu at 14:18: 214 entries."_s));
    QVERIFY(!window.target->lastAction<Undo>());
    QTest::keyClick(dialogOf(window), Qt::Key_Escape);
    QTRY_VERIFY(!dialogOf(window));
    QVERIFY(!window.target->lastAction<Undo>());
}

void WindowUndoTest::whatStayedAwayIsSaidWithTheReasons()
{
    test::WindowFixture window;
    window.target->undone = {.entries = 1120, .covered = 2, .replaced = 80, .expired = 34};
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_Z, Qt::ControlModifier);
    confirm(window);
    QTRY_COMPARE(window.window->statusBar()->currentMessage(),
                 u"Undone: 1,120 of 1,236 entries came back; 80 were loaded anew since, 34 ran "
                 "out since, 2 are under another invalidation, which stands."_s);
}

void WindowUndoTest::aFailedUndoSaysWhy()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_Z, Qt::ControlModifier);
    window.target->actFailure = Error{ErrorCode::Storage, u"The cache file is locked."_s};
    confirm(window);
    QTRY_VERIFY(window.shows(u"The cache file is locked."_s));
}

void WindowUndoTest::aViewOnlyTargetOffersNoUndo()
{
    test::WindowFixture window;
    window.target->makeViewOnly(u"Opened watch-only: actions are off."_s);
    window.open();
    QVERIFY(modelOf(*window.window->findChild<EventList*>()).item(0).link.isEmpty());
    QTest::keyClick(window.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!dialogOf(window));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::WindowUndoTest)
#include "windowundotest.moc"
