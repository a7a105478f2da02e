// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include "support/quiet.h"

#include "charts/chartpanel.h"
#include "charts/sharechart.h"
#include "pages/overviewpage.h"
#include "theme/format.h"
#include "widgets/eventlist.h"
#include "widgets/textlabel.h"
#include "widgets/toggle.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person in front of the real window: what the Overview says and what its controls do.
class OverviewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheTargetSaysIsShown();
    void switchingOffAsksForTheTargetsName();
    void responseTimesJumpWhenTheCacheIsOff();
    void requestsThatBypassTheCacheAreNotNobody();
    void switchingOffCanBeCalledOff();
    void switchingOnAsksNothing();
    void anInvalidationShowsItsPriceAndAsksForTheCompanysName();
    void aCheapInvalidationTakesOneClick();
    void nothingToInvalidateCannotBeClicked();
    void aFailedInvalidationSaysWhyAndCanBeTriedAgain();
    void aCleanUpSaysWhatItRemoved();
    void aFailedActionIsSaidInABanner();
    void anEmptySampleOffersTheLoad();
    void theSampleLoadIsMarkedAndCanBeStopped();
    void aViewOnlyTargetDisablesActionsAndSaysWhy();
    void theAutoInvalidationSwitchSaysThatItHasNoMonitor();
    void whatATargetLacksIsSaidNotShownAsZero();
    void aHistoryOfCountsAloneHasNoResponseTime();
    void aSilentTargetTurnsTheFiguresStale();
    void aFailingTargetKeepsItsFiguresAndSaysWhy();
    void aSavedChartIsSaidAndOneThatCannotBeSavedToo();
    void anOpenedEventIsPointedAtOnTheChart();
    void theWindowAnswersAtOnceWhileTheTargetIsSlow();
};

namespace {

QAbstractButton* toggle(const test::WindowFixture& window, const char* name)
{
    return window.find<QAbstractButton>(QLatin1StringView(name));
}

QDialog* dialogOf(const test::WindowFixture& window)
{
    for (auto* dialog : window.window->findChildren<QDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void choose(QDialog& dialog, const QString& box, const QString& item)
{
    for (auto* combo : dialog.findChildren<QComboBox*>()) {
        if (combo->accessibleName() == box)
            combo->setCurrentText(item);
    }
}

} // namespace

void OverviewTest::whatTheTargetSaysIsShown()
{
    test::Quiet quiet;
    test::WindowFixture window;
    window.open();
    QVERIFY(window.shows(u"Healthy."_s));
    QVERIFY(window.shows(u"1,482,100"_s));
    QVERIFY(window.shows(u"2,118 entries, 40% full"_s));
    QVERIFY(window.shows(u"times faster"_s));
    QVERIFY(window.shows(u"Cleaned up at 14:00: 1,204 entries"_s));
    QUIET(quiet);
}

void OverviewTest::switchingOffAsksForTheTargetsName()
{
    test::WindowFixture window;
    window.open();
    QTest::mouseClick(toggle(window, "Cache for everyone"), Qt::LeftButton);
    QDialog* dialog = dialogOf(window);
    QVERIFY(dialog);
    auto* off = dialog->findChild<QAbstractButton*>(u"switchOffNow"_s);
    QVERIFY(!off->isEnabled());
    QVERIFY(window.shows(u"requests a second would go to the database"_s));

    QTest::keyClicks(dialog->findChild<QLineEdit*>(), u" accounting REPORTS "_s);
    QVERIFY(off->isEnabled());
    QTest::mouseClick(off, Qt::LeftButton);
    QTRY_VERIFY(!window.target->stats.globalEnabled);
    QTRY_VERIFY(window.shows(u"Switched off."_s));
    QVERIFY(!toggle(window, "Cache for everyone")->isChecked());
}

void OverviewTest::responseTimesJumpWhenTheCacheIsOff()
{
    test::WindowFixture window;
    window.target->stats.globalEnabled = window.target->stats.enabled = false;
    window.target->history = [](const HistoryQuery& query) {
        History history = test::richHistory(query);
        history.points.back().tally.bypassed = 10;
        history.points.back().tally.bypassedMs = 5120;
        return history;
    };
    window.open();
    QVERIFY(window.shows(u"now 512\u00a0ms, cache off"_s));
    QVERIFY(window.shows(u"Every request goes to the database: 512\u00a0ms on average now, "_s));
}

void OverviewTest::requestsThatBypassTheCacheAreNotNobody()
{
    test::WindowFixture window;
    window.target->history = [](const HistoryQuery& query) {
        History history;
        history.fromMs = test::workingDayMs() - query.range.lengthMs;
        history.toMs = test::workingDayMs();
        history.total.bypassed = 1204;
        history.total.bypassedMs = 602'000;
        return history;
    };
    window.open();
    QVERIFY(window.shows(u"Nobody asked the cache"_s));
    QVERIFY(window.shows(u"1,204 requests bypassed the cache."_s));
    QVERIFY(window.shows(u"500\u00a0ms"_s));
    QVERIFY(!window.shows(u"No requests"_s));
}

void OverviewTest::switchingOffCanBeCalledOff()
{
    test::WindowFixture window;
    window.open();
    QTest::mouseClick(toggle(window, "Cache for everyone"), Qt::LeftButton);
    QTest::keyClick(dialogOf(window), Qt::Key_Escape);
    QTRY_VERIFY(!dialogOf(window));
    QVERIFY(toggle(window, "Cache for everyone")->isChecked());
    QVERIFY(!window.target->lastAction<SetSwitch>());
}

void OverviewTest::switchingOnAsksNothing()
{
    test::WindowFixture window;
    window.target->stats.globalEnabled = window.target->stats.enabled = false;
    window.open();
    QVERIFY(window.shows(u"Switched off."_s));
    toggle(window, "Cache for everyone")->setFocus();
    QTest::keyClick(toggle(window, "Cache for everyone"), Qt::Key_Space);
    QTRY_VERIFY(window.target->stats.globalEnabled);
    QTRY_VERIFY(window.shows(u"Healthy."_s));
}

void OverviewTest::anInvalidationShowsItsPriceAndAsksForTheCompanysName()
{
    test::WindowFixture window;
    window.open();
    QTest::mouseClick(window.find<QAbstractButton>(u"invalidate"_s), Qt::LeftButton);
    QDialog* dialog = dialogOf(window);
    QVERIFY(dialog);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QVERIFY(go->text().startsWith(u"Reckoning"_s));
    choose(*dialog, u"Company"_s, u"Delta Energy"_s);
    QTRY_COMPARE(go->text(), u"Invalidate 1,508 entries"_s);
    QVERIFY(window.shows(u"8\u00a0min 35\u00a0s"_s));
    QVERIFY(!go->isEnabled());

    QTest::keyClicks(dialog->findChild<QLineEdit*>(), u"delta energy"_s);
    QVERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(window.target->lastAction<Invalidate>());
    QCOMPARE(window.target->lastAction<Invalidate>()->scope, Scope{.companyId = 3});
    QTRY_VERIFY(!dialogOf(window));
    QCOMPARE(window.window->statusBar()->currentMessage(),
             u"Invalidated 1,508 entries of Delta Energy."_s);
}

void OverviewTest::aCheapInvalidationTakesOneClick()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    QDialog* dialog = dialogOf(window);
    QVERIFY(dialog);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    choose(*dialog, u"Company"_s, u"Delta Energy"_s);
    choose(*dialog, u"Type"_s, u"Top partners"_s);
    QTRY_VERIFY(go->isEnabled());
    QVERIFY(!dialog->findChild<QLineEdit*>()->isVisible());
    QTest::mouseClick(go, Qt::LeftButton);
    const Scope wanted{.companyId = 3, .type = u"top_partners"_s};
    QTRY_VERIFY(window.target->lastAction<Invalidate>());
    QCOMPARE(window.target->lastAction<Invalidate>()->scope, wanted);
}

void OverviewTest::nothingToInvalidateCannotBeClicked()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    QDialog* dialog = dialogOf(window);
    choose(*dialog, u"Company"_s, u"Transilvania Textiles"_s);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_COMPARE(go->text(), u"Nothing to invalidate"_s);
    QVERIFY(!go->isEnabled());
}

void OverviewTest::aFailedInvalidationSaysWhyAndCanBeTriedAgain()
{
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    QDialog* dialog = dialogOf(window);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    choose(*dialog, u"Type"_s, u"Top partners"_s);
    QTRY_VERIFY(go->isEnabled());
    window.target->actFailure = Error{ErrorCode::Storage, u"The disk is full. Nothing was done."_s};
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(window.shows(u"The disk is full."_s));
    QVERIFY(dialog->isVisible());
    QVERIFY(go->isEnabled());
}

void OverviewTest::aCleanUpSaysWhatItRemoved()
{
    test::WindowFixture window;
    window.open();
    for (auto* button : window.window->findChildren<QAbstractButton*>()) {
        if (button->text() == "Clean up"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(window.window->statusBar()->currentMessage().contains(u"310 entries"_s));
}

void OverviewTest::aFailedActionIsSaidInABanner()
{
    test::WindowFixture window;
    window.open();
    window.target->actFailure = Error{ErrorCode::Storage, u"The disk is full. Nothing was done."_s};
    QTest::mouseClick(toggle(window, "Cache for me"), Qt::LeftButton);
    QTRY_VERIFY(window.shows(u"The disk is full."_s));
    QVERIFY(toggle(window, "Cache for me")->isChecked());
}

void OverviewTest::anEmptySampleOffersTheLoad()
{
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    window.open();
    QVERIFY(window.shows(u"No requests yet"_s));
    QVERIFY(window.shows(u"No report was asked yet."_s));
    QVERIFY(window.shows(u"Nothing happened yet."_s));
    QVERIFY(!window.shows(u"0.0%"_s));
    QAbstractButton* start = nullptr;
    for (auto* button : window.window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->objectName() != "sampleLoad"_L1 &&
            button->text() == "Start the sample load"_L1)
            start = button;
    }
    QVERIFY(start);
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY(window.target->stats.sampleLoad->running);
}

void OverviewTest::theSampleLoadIsMarkedAndCanBeStopped()
{
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    window.target->stats.sampleLoad = SampleLoadState{true, 30};
    window.open();
    QVERIFY(window.shows(u"Simulated users are asking 30 times a second."_s));
    window.find<QComboBox>(u"Requests per second of the sample load"_s)->activated(4);
    QTRY_COMPARE(window.target->stats.sampleLoad->ratePerSecond, 100.0);
    QTest::mouseClick(window.find<QAbstractButton>(u"sampleLoad"_s), Qt::LeftButton);
    QTRY_VERIFY(!window.target->stats.sampleLoad->running);
    QTRY_VERIFY(!window.shows(u"Simulated users are asking"_s));
}

void OverviewTest::aViewOnlyTargetDisablesActionsAndSaysWhy()
{
    test::WindowFixture window;
    const QString why = u"Opened watch-only: actions are off."_s;
    window.target->makeViewOnly(why);
    window.open();
    QVERIFY(window.shows(why));
    for (QAbstractButton* control :
         {toggle(window, "Cache for everyone"), toggle(window, "Cache for me"),
          window.find<QAbstractButton>(u"invalidate"_s)}) {
        QVERIFY(!control->isEnabled());
        QCOMPARE(control->toolTip(), why);
        QCOMPARE(control->accessibleDescription(), why);
    }
}

void OverviewTest::theAutoInvalidationSwitchSaysThatItHasNoMonitor()
{
    test::WindowFixture window;
    window.open();
    QVERIFY(window.shows(u"No monitor yet"_s));
    QVERIFY(!toggle(window, "Auto-invalidation")->isEnabled());
    QCOMPARE(toggle(window, "Auto-invalidation")->toolTip(),
             *window.target->stats.autoInvalidateUnavailable);
}

void OverviewTest::whatATargetLacksIsSaidNotShownAsZero()
{
    test::WindowFixture window;
    window.target->missing = Error{ErrorCode::NotAvailable, u"This service offers no history."_s};
    window.open();
    QVERIFY(window.shows(u"This service offers no history."_s));
    QVERIFY(window.shows(u"1,482,100"_s));
}

void OverviewTest::aHistoryOfCountsAloneHasNoResponseTime()
{
    test::WindowFixture window;
    window.target->stats.memoryOnly = u"Its memory counts."_s;
    window.target->history = [whole = window.target->history](const HistoryQuery& query) {
        History history = whole(query);
        history.countsOnly = u"Counted here."_s;
        return history;
    };
    window.open();
    QVERIFY(window.shows(u"of its memory alone"_s));
    const auto widgets = window.window->findChildren<QWidget*>();
    const auto response = std::ranges::find_if(
        widgets, [](const QWidget* widget) { return widget->toolTip() == u"Counted here."; });
    QVERIFY(response != widgets.end());
    QStringList texts;
    for (const auto* label : (*response)->findChildren<TextLabel*>())
        texts.append(label->text());
    QVERIFY2(texts.contains(Format::unknown()), qPrintable(texts.join(u' ')));
}

void OverviewTest::aSilentTargetTurnsTheFiguresStale()
{
    test::WindowFixture window;
    window.open();
    window.target->silent = true;
    auto* chart = window.window->findChild<ShareChart*>();
    const qint64 toMs = chart->toMs();
    QTRY_VERIFY_WITH_TIMEOUT(window.shows(u"Figures are from 14:32:05"_s), 8000);
    const Tally total = window.target->history(HistoryQuery{Range::hours(1)}).total;
    const auto shares = Format::shares({total.memory, total.disk, total.database});
    for (const QString& figure : {u"1,482,100"_s, u"103 of 256\u00a0MiB"_s,
                                  Format().percent(total.hitRate()), Format().percent(shares[0])}) {
        const auto* label = window.label(figure);
        QVERIFY2(label, qPrintable(figure));
        QCOMPARE(label->color(), Token::TextSecondary);
    }
    window.clock.advanceMs(60'000);
    QTRY_COMPARE_GE(chart->toMs(), toMs + 59'000);
    window.target->speak();
    QTRY_COMPARE(window.label(u"1,482,100"_s)->color(), Token::TextPrimary);
}

void OverviewTest::aFailingTargetKeepsItsFiguresAndSaysWhy()
{
    test::WindowFixture window;
    window.open();
    window.target->readFailure = Error{ErrorCode::Storage, u"The cache file can't be read."_s};
    QTRY_VERIFY(window.shows(u"The cache file can't be read."_s));
    QVERIFY(window.shows(u"1,482,100"_s));
    QCOMPARE(window.label(u"1,482,100"_s)->color(), Token::TextSecondary);
    window.target->readFailure.reset();
    QTRY_VERIFY(!window.shows(u"The cache file can't be read."_s));
    QCOMPARE(window.label(u"1,482,100"_s)->color(), Token::TextPrimary);
}

void OverviewTest::aSavedChartIsSaidAndOneThatCannotBeSavedToo()
{
    test::WindowFixture window;
    window.open();
    const auto saveAs = [&window](const QString& path) {
        const auto* panel = window.window->findChild<OverviewPage*>()->findChild<ChartPanel*>();
        for (QAction* action : panel->menuButton()->menu()->actions()) {
            if (action->text() == u"Save CSV\u2026"_s)
                action->trigger();
        }
        auto* dialog = window.window->findChild<QFileDialog*>();
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    };
    const QString path = window.folder.filePath(u"chart.csv"_s);
    saveAs(path);
    QTRY_COMPARE(window.window->statusBar()->currentMessage(), u"Saved as %1."_s.arg(path));
    QVERIFY(QFile(path).size() > 0);
    QTRY_VERIFY(!window.window->findChild<QFileDialog*>());
    saveAs(window.folder.filePath(u"nowhere/chart.csv"_s));
    QTRY_VERIFY(window.shows(u"nowhere/chart.csv could not be written."_s));
}

void OverviewTest::anOpenedEventIsPointedAtOnTheChart()
{
    test::WindowFixture window;
    window.open();
    const Event& event = window.target->events.events.front();
    Q_EMIT window.window->findChild<EventList*>()->opened(event.id);
    const auto* chart = window.window->findChild<ShareChart*>();
    QVERIFY(chart->crosshair());
    QCOMPARE_LE(std::abs(*chart->crosshair() - event.timeMs), 10'000);
}

void OverviewTest::theWindowAnswersAtOnceWhileTheTargetIsSlow()
{
    test::WindowFixture window;
    window.open();
    window.target->delayMs = 2000;
    QTest::keyClick(window.window.get(), Qt::Key_F5);
    QElapsedTimer click;
    click.start();
    QTest::mouseClick(toggle(window, "Cache for me"), Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY2(click.elapsed() < 100, qPrintable(QString::number(click.elapsed())));
    QVERIFY(!toggle(window, "Cache for me")->isChecked());
    QVERIFY(window.shows(u"Switching off"_s));
    QTRY_VERIFY_WITH_TIMEOUT(window.shows(u"Off, as ioana.pop"_s), 10'000);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::OverviewTest)
#include "overviewtest.moc"
