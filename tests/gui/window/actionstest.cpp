// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"
#include "theme/tokens.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QComboBox>
#include <QDialog>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// What a person does to a target, and the dialogs that ask first.
class ActionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCompaniesOfTheTargetBeforeAreNotOffered();
    void companiesThatCouldNotBeReadAreAskedForAgain();
    void enterInTheNameFieldNeitherInvalidatesNorCancels();
    void enterOnTheFinalButtonInvalidates();
    void enterInTheNameFieldDoesNotSwitchOff();
    void enterOnTheFinalButtonSwitchesOff();
    void enterOnCancelCancels();
    void theRateIsOffLimitsWhereActionsAre();
    void aRateChosenWhileNobodyAsksIsForTheNextStart();
    void aChosenRateIsKeptWhateverEarlierFiguresSay_data();
    void aChosenRateIsKeptWhateverEarlierFiguresSay();
    void aPriceThatCannotBeToldIsSaidAndAskedForAgain();
    void thePriceOfAnotherScopeIsGrey();
    void typeNamesAreShownWhole();
    void aNameTooLongForItsColumnIsToldInTheToolTip();
};

namespace {

QDialog* dialogOf(const test::WindowFixture& window)
{
    for (auto* dialog : window.window->findChildren<QDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QDialog* openInvalidate(const test::WindowFixture& window)
{
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    return dialogOf(window);
}

QDialog* openSwitchOff(const test::WindowFixture& window)
{
    QTest::mouseClick(window.find<QAbstractButton>(u"Cache for everyone"_s), Qt::LeftButton);
    return dialogOf(window);
}

/// Types the name and presses Enter where the text cursor is.
void typeNameAndEnter(QDialog& dialog, const QString& name)
{
    auto* field = dialog.findChild<QLineEdit*>();
    field->setFocus();
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
}

/// Presses Enter on a button as a person does who came to it by Tab.
void pressEnterOn(QAbstractButton& button)
{
    QVERIFY(QTest::qWaitForWindowActive(button.window()));
    QTRY_VERIFY(button.isEnabled());
    button.setFocus();
    QTRY_VERIFY(button.hasFocus());
    QTest::keyClick(&button, Qt::Key_Return);
}

QAbstractButton* buttonWith(const QDialog& dialog, const QString& text)
{
    for (auto* button : dialog.findChildren<QAbstractButton*>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

/// Whether the first cell of a table has anything in exactly this colour.
bool cellHasColor(const QTableView& table, const QColor& color)
{
    const QRect cell = table.visualRect(table.model()->index(0, 0));
    const QImage image = table.viewport()->grab(cell).toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

QComboBox* choice(const QDialog& dialog, const QString& name)
{
    for (auto* box : dialog.findChildren<QComboBox*>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

} // namespace

void ActionsTest::theCompaniesOfTheTargetBeforeAreNotOffered()
{
    test::WindowFixture window;
    window.open();
    const auto other = std::make_shared<test::FakeTarget>();
    other->readFailure = Error{ErrorCode::Storage, u"The disk is asleep."_s};
    window.window->showTarget(other);
    QTRY_VERIFY(window.shows(u"The disk is asleep."_s));
    QCOMPARE(choice(*openInvalidate(window), u"Company"_s)->count(), 1);
}

void ActionsTest::companiesThatCouldNotBeReadAreAskedForAgain()
{
    test::WindowFixture window;
    window.target->readFailure = Error{ErrorCode::Storage, u"The disk is asleep."_s};
    window.open();
    window.target->readFailure.reset();
    const int asked = window.target->timesAsked<CatalogQuery>();
    QTRY_COMPARE_GT(window.target->timesAsked<CatalogQuery>(), asked);
    window.nextFigures();
    QCOMPARE(choice(*openInvalidate(window), u"Company"_s)->count(), 7);
    const int known = window.target->timesAsked<CatalogQuery>();
    window.nextFigures();
    QCOMPARE(window.target->timesAsked<CatalogQuery>(), known);
}

void ActionsTest::enterInTheNameFieldNeitherInvalidatesNorCancels()
{
    test::WindowFixture window;
    window.open();
    QDialog* dialog = openInvalidate(window);
    choice(*dialog, u"Company"_s)->setCurrentText(u"Delta Energy"_s);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_COMPARE(go->text(), u"Invalidate 1,508 entries"_s);
    typeNameAndEnter(*dialog, u"delta energy"_s);
    QVERIFY(go->isEnabled());
    QVERIFY(dialog->isVisible());
    QVERIFY(!window.target->lastAction<Invalidate>());
}

void ActionsTest::enterOnTheFinalButtonInvalidates()
{
    test::WindowFixture window;
    window.open();
    QDialog* dialog = openInvalidate(window);
    choice(*dialog, u"Type"_s)->setCurrentText(u"Top partners"_s);
    pressEnterOn(*dialog->findChild<QAbstractButton*>(u"invalidateNow"_s));
    QTRY_VERIFY(window.target->lastAction<Invalidate>());
    QTRY_VERIFY(!dialogOf(window));
}

void ActionsTest::enterInTheNameFieldDoesNotSwitchOff()
{
    test::WindowFixture window;
    window.open();
    QDialog* dialog = openSwitchOff(window);
    typeNameAndEnter(*dialog, window.target->title);
    QVERIFY(dialog->findChild<QAbstractButton*>(u"switchOffNow"_s)->isEnabled());
    QVERIFY(dialog->isVisible());
    QVERIFY(!window.target->lastAction<SetSwitch>());
}

void ActionsTest::enterOnTheFinalButtonSwitchesOff()
{
    test::WindowFixture window;
    window.open();
    QDialog* dialog = openSwitchOff(window);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), window.target->title);
    pressEnterOn(*dialog->findChild<QAbstractButton*>(u"switchOffNow"_s));
    QTRY_VERIFY(!window.target->stats.globalEnabled);
}

void ActionsTest::enterOnCancelCancels()
{
    test::WindowFixture window;
    window.open();
    for (auto* open : {&openInvalidate, &openSwitchOff}) {
        QDialog* dialog = open(window);
        pressEnterOn(*buttonWith(*dialog, u"Cancel"_s));
        QTRY_VERIFY(!dialogOf(window));
    }
    QVERIFY(window.target->actions.empty());
}

void ActionsTest::theRateIsOffLimitsWhereActionsAre()
{
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    const QString why = u"Opened watch-only: actions are off."_s;
    window.target->makeViewOnly(why);
    window.open();
    const auto* rate = window.find<QComboBox>(u"Requests per second of the sample load"_s);
    QVERIFY(!rate->isEnabled());
    QCOMPARE(rate->toolTip(), why);
    QCOMPARE(rate->accessibleDescription(), why);
}

void ActionsTest::aRateChosenWhileNobodyAsksIsForTheNextStart()
{
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    window.open();
    auto* rate = window.find<QComboBox>(u"Requests per second of the sample load"_s);
    QVERIFY(rate->isEnabled());
    rate->activated(4);
    QTRY_COMPARE(window.window->statusBar()->currentMessage(),
                 u"Rate set to 100\u00a0per s for the next start."_s);
    QTRY_COMPARE(rate->currentIndex(), 4);
    QVERIFY(!window.target->stats.sampleLoad->running);
    QTest::mouseClick(window.find<QAbstractButton>(u"sampleLoad"_s), Qt::LeftButton);
    QTRY_VERIFY(window.target->stats.sampleLoad->running);
    QCOMPARE(window.target->stats.sampleLoad->ratePerSecond, 100.0);
}

void ActionsTest::aChosenRateIsKeptWhateverEarlierFiguresSay_data()
{
    QTest::addColumn<bool>("askedBefore");
    QTest::newRow("asked for before it") << true;
    QTest::newRow("asked for while it was on its way") << false;
}

void ActionsTest::aChosenRateIsKeptWhateverEarlierFiguresSay()
{
    QFETCH(const bool, askedBefore);
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    window.open();
    auto* rate = window.find<QComboBox>(u"Requests per second of the sample load"_s);
    const QSignalSpy shown(rate, &QComboBox::currentIndexChanged);
    const auto choose = [rate] {
        rate->setCurrentIndex(4);
        Q_EMIT rate->activated(4);
    };
    test::FakeTarget& target = *window.target;
    const int asked = target.timesAsked<StatsQuery>();
    target.silent = true;
    if (!askedBefore)
        choose();
    QTRY_COMPARE_GT(target.timesAsked<StatsQuery>(), asked);
    if (askedBefore)
        choose();
    target.onAnswer = [&target] { target.stats.sampleLoad->ratePerSecond = 30; };
    target.speak();
    target.onAnswer = [] {};
    target.stats.sampleLoad->ratePerSecond = 100;
    QTRY_COMPARE(window.window->statusBar()->currentMessage(),
                 u"Rate set to 100\u00a0per s for the next start."_s);
    target.stats.sampleLoad->ratePerSecond = 5; // by somebody else, later
    QTRY_COMPARE(rate->currentIndex(), 1);
    QCOMPARE(shown.size(), 2);
}

void ActionsTest::aPriceThatCannotBeToldIsSaidAndAskedForAgain()
{
    test::WindowFixture window;
    window.open();
    window.view->setPaused(true);
    window.target->readFailure = Error{ErrorCode::Storage, u"The cache file is locked."_s};
    QDialog* dialog = openInvalidate(window);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_COMPARE(go->text(), u"Price not known"_s);
    QVERIFY(!go->isEnabled());
    QVERIFY(window.shows(u"The cache file is locked."_s));

    window.target->readFailure.reset();
    QAbstractButton* again = buttonWith(*dialog, u"Try again"_s);
    QVERIFY(again && again->isVisible());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE(go->text(), u"Invalidate 1,508 entries"_s);
    QVERIFY(!again->isVisible());
    QVERIFY(!window.shows(u"The cache file is locked."_s));
}

void ActionsTest::thePriceOfAnotherScopeIsGrey()
{
    test::WindowFixture window;
    window.open();
    QDialog* dialog = openInvalidate(window);
    auto* table = dialog->findChild<QTableView*>();
    const Colors colors(Scheme::Light);
    QTRY_COMPARE(table->model()->rowCount(), 6);
    QVERIFY(cellHasColor(*table, colors(Token::TextPrimary)));
    window.target->silent = true;
    choice(*dialog, u"Type"_s)->setCurrentText(u"Top partners"_s);
    QCOMPARE(table->model()->rowCount(), 6);
    QVERIFY(!cellHasColor(*table, colors(Token::TextPrimary)));
    QVERIFY(cellHasColor(*table, colors(Token::TextSecondary)));
}

void ActionsTest::typeNamesAreShownWhole()
{
    test::WindowFixture window;
    window.target->catalog.types[2].title = u"Receivables ageing by partner"_s;
    window.open();
    auto* table = openInvalidate(window)->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 6);
    QStyleOptionViewItem option;
    option.initFrom(table);
    const QModelIndex longest = table->model()->index(0, 0);
    QTRY_VERIFY(table->columnWidth(0) >= table->itemDelegate()->sizeHint(option, longest).width());
}

void ActionsTest::aNameTooLongForItsColumnIsToldInTheToolTip()
{
    test::WindowFixture window;
    const QString name = u"A report whose author could not stop "_s.repeated(6);
    window.target->catalog.types[2].title = name;
    window.open();
    QDialog* dialog = openInvalidate(window);
    auto* table = dialog->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 6);
    QCOMPARE_LE(dialog->width(), 1280);
    const QPoint cell = table->visualRect(table->model()->index(0, 0)).center();
    QHelpEvent help(QEvent::ToolTip, cell, table->viewport()->mapToGlobal(cell));
    QCoreApplication::sendEvent(table->viewport(), &help);
    QCOMPARE(QToolTip::text(), name);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ActionsTest)
#include "actionstest.moc"
