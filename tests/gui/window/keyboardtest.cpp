// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/windowfixture.h"

#include "charts/chartpanel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QDialog>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// The window without a mouse: what Tab reaches, in which order, and what it is called.
class KeyboardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName_data() { pages(); }
    void everyControlHasAName();
    void tabReachesEveryControl_data() { pages(); }
    void tabReachesEveryControl();
    void f1ListsTheKeys();
    void tabLeavesEveryTable();
    void aBannersLinkComesBeforeTheHeader();

private:
    static void pages();
};

namespace {

bool isViewport(const QWidget* widget)
{
    const auto* area = qobject_cast<QAbstractScrollArea*>(widget->parentWidget());
    return area && area->viewport() == widget;
}

} // namespace

void KeyboardTest::pages()
{
    QTest::addColumn<Qt::Key>("page");
    QTest::newRow("Overview") << Qt::Key_1;
    QTest::newRow("Freshness") << Qt::Key_3;
}

void KeyboardTest::everyControlHasAName()
{
    QFETCH(const Qt::Key, page);
    test::WindowFixture window;
    window.target->sample = true;
    window.target->stats.sampleLoad = SampleLoadState{};
    window.open();
    QTest::keyClick(window.window.get(), page, Qt::ControlModifier);
    window.nextFigures();
    for (const auto* widget : window.window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || isViewport(widget) ||
            (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(u"%1 in %2"_s.arg(
                     QLatin1StringView(widget->metaObject()->className()),
                     QLatin1StringView(widget->parentWidget()->metaObject()->className()))));
    }
}

void KeyboardTest::tabReachesEveryControl()
{
    QFETCH(const Qt::Key, page);
    test::WindowFixture window;
    window.open();
    window.window->activateWindow();
    QTest::keyClick(window.window.get(), page, Qt::ControlModifier);
    window.nextFigures();
    std::set<const QWidget*> wanted;
    for (const auto* button : window.window->findChildren<QAbstractButton*>()) {
        // In a segmented control and in the navigation the arrows move on, not Tab.
        if (button->group() && button->group()->exclusive() && !button->isChecked())
            continue;
        if (button->isVisible() && button->isEnabled() && !button->property("segment").isValid() &&
            (button->focusPolicy() & Qt::TabFocus) != 0)
            wanted.insert(button);
    }
    QVERIFY(wanted.size() >= 6);
    for (int step = 0; step < 60 && !wanted.empty(); ++step) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget()
                                                    : window.window.get(),
                        Qt::Key_Tab);
        wanted.erase(QApplication::focusWidget());
    }
    for (const QWidget* left : wanted)
        qInfo() << left << left->accessibleName();
    QVERIFY(wanted.empty());
}

void KeyboardTest::f1ListsTheKeys()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_F1);
    auto* dialog = window.window->findChild<QDialog*>();
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableView*>();
    QVERIFY(table->model()->rowCount() > 12);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), u"invalidate"_s);
    QCOMPARE(table->model()->rowCount(), 1);
}

void KeyboardTest::tabLeavesEveryTable()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_4, Qt::ControlModifier);
    for (auto* panel : window.window->findChildren<ChartPanel*>())
        panel->setTableShown(true);
    QTest::keyClick(window.window.get(), Qt::Key_F1);
    auto* dialog = window.window->findChild<QDialog*>();
    QWidget* main = window.window.get();
    for (QWidget* shown : {static_cast<QWidget*>(dialog), main, main}) {
        shown->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown));
        for (auto* table : shown->findChildren<QTableView*>()) {
            if (table->window() != shown || !table->isVisible())
                continue;
            table->setFocus();
            QTRY_VERIFY(table->hasFocus());
            QTest::keyClick(table, Qt::Key_Tab);
            QVERIFY(!table->hasFocus());
        }
        if (shown == main) // the next time on the other page
            QTest::keyClick(main, Qt::Key_3, Qt::ControlModifier);
    }
}

void KeyboardTest::aBannersLinkComesBeforeTheHeader()
{
    test::WindowFixture window;
    window.target->sample = true;
    window.open();
    window.target->stats.sampleLoad = SampleLoadState{true, 30};
    window.nextFigures();
    window.target->actFailure = Error{ErrorCode::Storage, u"The disk is full."_s};
    window.find<QAbstractButton>(u"Cache for me"_s)->click();
    QTRY_VERIFY(window.shows(u"The disk is full."_s));
    QStringList order;
    const QWidget* first = window.window.get();
    for (const QWidget* next = first->nextInFocusChain(); next != first;
         next = next->nextInFocusChain()) {
        if (const auto* button = qobject_cast<const QAbstractButton*>(next))
            order.append(button->text());
    }
    const auto link = order.indexOf(u"Dismiss"_s);
    QVERIFY(link >= 0);
    QCOMPARE(order.mid(link, 3), QStringList({u"Dismiss"_s, u"Stop"_s, u"5 min"_s}));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::KeyboardTest)
#include "keyboardtest.moc"
