// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include "support/quiet.h"

#include "theme/tokens.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// The window around the pages: ranges, theme, pause, sizes, the way in, what is remembered.
class WindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherRangeIsAskedForAndNamed();
    void theThemeChangesTheWholeWindow();
    void pauseStopsAskingAndF5StillDoes();
    void aHiddenWindowAsksNothing();
    void aSlowTargetStretchesItsIntervalAndTheHeaderSaysSo();
    void rangeThemeIntervalAndPauseAreRemembered();
    void theRangeIsRememberedForEachTarget();
    void textSizeFollowsTheKeys();
    void numbersAreNeverCutAndWidgetsStayInside_data();
    void numbersAreNeverCutAndWidgetsStayInside();
    void theFirstRunMakesTheSample();
    void makingTheSampleCanBeCancelled();
    void aFailingDoorSaysItInsideTheCard();
    void aWorkspaceThatCannotBeOpenedSaysWhatToDo_data();
    void aWorkspaceThatCannotBeOpenedSaysWhatToDo();
    void tryAgainOpensWhatFailedBefore();
    void theStatusLineSaysWhatAServiceIsAskedFor();
    void theStatusLineSaysHowOftenAWorkspaceIsLookedAt();

private:
    /// The first widget that is not within its parent; empty where all are.
    [[nodiscard]] static QString widgetOutside(const QWidget& window);
    static void waitForTwoBatches(test::WindowFixture& live);
    /// The first page that must be scrolled across, or down where it has `allHeight`; empty if
    /// none.
    [[nodiscard]] static QString scrolledPage(const QWidget& window, bool allHeight);
    /// The first number that has too little room, and how much; empty where all are whole.
    [[nodiscard]] static QString cutNumber(const QWidget& window);
};

namespace {

bool hasDigit(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isDigit(); });
}

/// Whether an ellipsis takes a number or its unit: a sentence may lose its end, a figure may not.
bool losesNumber(const QLabel& label, int room)
{
    const QString kept = label.fontMetrics().elidedText(label.text(), Qt::ElideRight, room);
    if (kept == label.text())
        return false;
    const auto cutWord = label.text().lastIndexOf(u' ', kept.size() - 1);
    const auto wordBefore = cutWord < 1 ? 0 : label.text().lastIndexOf(u' ', cutWord - 1) + 1;
    return hasDigit(label.text().mid(wordBefore));
}

/// Margins and gaps of the pages' layouts, in their order.
QList<int> spacings(const QWidget& window)
{
    QList<int> spacings;
    for (const auto* page : window.findChildren<QScrollArea*>()) {
        for (const auto* layout : page->findChildren<QBoxLayout*>()) {
            if (layout->count() > 1)
                spacings << layout->spacing() << layout->contentsMargins().bottom();
        }
    }
    return spacings;
}

int linesIn(const QLabel& label)
{
    return std::max(1, label.contentsRect().height() / label.fontMetrics().lineSpacing());
}

bool inScrollContent(const QWidget* widget)
{
    return qobject_cast<QScrollArea*>(
        widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr);
}

} // namespace

void WindowTest::anotherRangeIsAskedForAndNamed()
{
    test::Quiet quiet;
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY(window.shows(u"% of requests, last 24 hours"_s));
    for (auto* button : window.window->findChildren<QAbstractButton*>()) {
        if (button->text() == "5 min"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(window.shows(u"% of requests, last 5 minutes"_s));
    const auto* last = std::get_if<HistoryQuery>(&*std::ranges::find_if(
        window.target->queries.rbegin(), window.target->queries.rend(),
        [](const Query& query) { return std::holds_alternative<HistoryQuery>(query); }));
    QCOMPARE(last->range, Range::minutes(5));
    QUIET(quiet);
}

void WindowTest::theThemeChangesTheWholeWindow()
{
    test::WindowFixture window;
    window.open();
    const QColor light = window.window->grab().toImage().pixelColor(400, 60);
    QCOMPARE(light, Colors(Scheme::Light)(Token::Window));
    window.view->setTheme(Theme::Mode::Dark);
    QCoreApplication::processEvents();
    const QColor dark = window.window->grab().toImage().pixelColor(400, 60);
    QCOMPARE(dark, Colors(Scheme::Dark)(Token::Window));
}

/// As long as another window takes to ask twice: one that asks at the same pace would have, too.
void WindowTest::waitForTwoBatches(test::WindowFixture& live)
{
    const int asked = live.target->timesAsked<StatsQuery>();
    QTRY_COMPARE_GE(live.target->timesAsked<StatsQuery>(), asked + 2);
}

void WindowTest::pauseStopsAskingAndF5StillDoes()
{
    test::WindowFixture live;
    live.open();
    test::WindowFixture window;
    window.open();
    QTest::keyClick(window.window.get(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(window.find<QPushButton>(u"live"_s)->text(), u"Paused, 14:32:05"_s);
    const int asked = window.target->timesAsked<StatsQuery>();
    waitForTwoBatches(live);
    QCOMPARE(window.target->timesAsked<StatsQuery>(), asked);
    QTest::keyClick(window.window.get(), Qt::Key_F5);
    QTRY_COMPARE(window.target->timesAsked<StatsQuery>(), asked + 1);
    QTest::mouseClick(window.find<QAbstractButton>(u"pause"_s), Qt::LeftButton);
    QTRY_COMPARE(window.target->timesAsked<StatsQuery>(), asked + 2);
}

void WindowTest::aHiddenWindowAsksNothing()
{
    test::WindowFixture live;
    live.open();
    test::WindowFixture window;
    window.open();
    window.window->hide();
    const int asked = window.target->timesAsked<StatsQuery>();
    waitForTwoBatches(live);
    QCOMPARE(window.target->timesAsked<StatsQuery>(), asked);
    window.window->show();
    QTRY_COMPARE(window.target->timesAsked<StatsQuery>(), asked + 1);
}

void WindowTest::aSlowTargetStretchesItsIntervalAndTheHeaderSaysSo()
{
    test::WindowFixture window;
    window.open();
    QCOMPARE(window.find<QPushButton>(u"live"_s)->text(), u"Live, every 1\u00a0s"_s);
    window.target->onAnswer = [&window] { window.clock.advanceMs(1000); };
    QTRY_COMPARE_WITH_TIMEOUT(window.find<QPushButton>(u"live"_s)->text(),
                              u"Slow target, every 5\u00a0s"_s, 3000);
}

void WindowTest::rangeThemeIntervalAndPauseAreRemembered()
{
    test::WindowFixture window;
    window.open();
    window.view->setRange(RangeChoice::Week);
    window.view->setTheme(Theme::Mode::Dark);
    window.view->setInterval(std::chrono::seconds(5));
    window.view->setPaused(true);
    window.view->setTextPercent(120);
    window.window->close();
    const QString file = window.folder.filePath(u"view.ini"_s);
    window.view->sync();
    const ViewSettings later(file);
    QCOMPARE(later.range(), RangeChoice::Week);
    QCOMPARE(later.theme(), Theme::Mode::Dark);
    QCOMPARE(later.interval(), std::chrono::seconds(5));
    QVERIFY(later.paused());
    QCOMPARE(later.textPercent(), 120);
    QCOMPARE(later.lastWorkspace(), u"/workspace"_s);
    QVERIFY(!later.windowGeometry().isEmpty());
}

void WindowTest::theRangeIsRememberedForEachTarget()
{
    test::WindowFixture window;
    ViewSettings& view = *window.view;
    view.useTarget(u"one"_s);
    view.setRange(RangeChoice::Day);
    view.useTarget(u"two"_s);
    view.setRange(RangeChoice::FiveMinutes);
    view.useTarget(u"one"_s);
    QCOMPARE(view.range(), RangeChoice::Day);
}

void WindowTest::textSizeFollowsTheKeys()
{
    test::WindowFixture window;
    window.open({1500, 1400}); // high enough for the same layout at either size
    const int before = QApplication::font().pointSize();
    const QList<int> gaps = spacings(*window.window);
    for (int step = 0; step < 5; ++step)
        QTest::keyClick(window.window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(window.view->textPercent(), 150);
    QVERIFY(QApplication::font().pointSizeF() > before * 1.4);
    const QList<int> large = spacings(*window.window);
    QCOMPARE(large.size(), gaps.size());
    for (int i = 0; i < gaps.size(); ++i)
        QVERIFY2(std::abs(large[i] - 1.5 * gaps[i]) <= 1, qPrintable(QString::number(gaps[i])));
    QTest::keyClick(window.window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(window.view->textPercent(), 100);
}

QString WindowTest::cutNumber(const QWidget& window)
{
    for (const auto* label : window.findChildren<QLabel*>()) {
        const int room = label->contentsRect().width() * linesIn(*label);
        if (label->isVisible() && !label->wordWrap() && losesNumber(*label, room))
            return u"%1: %2 of %3"_s.arg(label->text())
                .arg(room)
                .arg(label->fontMetrics().horizontalAdvance(label->text()));
    }
    return {};
}

QString WindowTest::widgetOutside(const QWidget& window)
{
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->isWindow() || inScrollContent(widget))
            continue;
        // The pointer target of a card's menu reaches beyond the 20 px of its title row.
        const QRect inside = widget->parentWidget()->rect().adjusted(-1, -5, 1, 5);
        if (!inside.contains(widget->geometry()))
            return QDebug::toString(widget) + u" in "_s + QDebug::toString(inside);
    }
    return {};
}

QString WindowTest::scrolledPage(const QWidget& window, bool allHeight)
{
    for (const auto* area : window.findChildren<QScrollArea*>()) {
        const int across = area->horizontalScrollBar()->maximum();
        const int down = area->verticalScrollBar()->maximum();
        if (area->isVisible() && (across > 0 || (allHeight && down > 0)))
            return u"%1: %2 across, %3 down"_s.arg(area->accessibleName()).arg(across).arg(down);
    }
    return {};
}

void WindowTest::numbersAreNeverCutAndWidgetsStayInside_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size :
         {QSize(960, 600), QSize(1280, 720), QSize(1280, 800), QSize(1920, 1080)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void WindowTest::numbersAreNeverCutAndWidgetsStayInside()
{
    QFETCH(const QSize, size);
    test::WindowFixture window;
    window.target->sample = true;
    window.target->stats.sampleLoad = SampleLoadState{true, 30};
    window.open(size);
    QCOMPARE(window.window->size(), size);
    // The layout follows the figures by events of its own.
    QTRY_COMPARE(cutNumber(*window.window), QString());
    QTRY_COMPARE(widgetOutside(*window.window), QString());
    QTRY_COMPARE(scrolledPage(*window.window, size.height() >= 720), QString());
}

void WindowTest::theFirstRunMakesTheSample()
{
    test::WindowFixture window;
    window.window->show();
    QVERIFY(QTest::qWaitForWindowActive(window.window.get()));
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
    for (auto* button : window.window->findChildren<QPushButton*>()) {
        if (button->text() == "Create the sample"_L1)
            button->setFocus();
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(window.opener.creating());
    window.opener.report({3, 6, 1'104'000, 1'600'000, 21'000});
    QTRY_VERIFY(window.shows(u"Company 3 of 6, 1,104,000 of 1,600,000 postings, 21\u00a0s left"_s));
    const auto* focused = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    QVERIFY(focused && focused->text() == "Cancel"_L1);
    window.opener.endCreation({});
    QTRY_VERIFY(window.shows(u"Healthy."_s));
    QCOMPARE(window.opener.opened, QStringList{u"/sample"_s});
}

void WindowTest::makingTheSampleCanBeCancelled()
{
    test::WindowFixture window;
    window.window->show();
    window.window->openSample();
    for (auto* button : window.window->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == "Cancel"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(window.opener.stopAsked());
    window.opener.endCreation(Error{ErrorCode::Cancelled, u"Cancelled."_s});
    QTRY_VERIFY(!window.shows(u"Company"_s));
    QVERIFY(window.shows(u"Welcome to Tierwatch"_s));
    QVERIFY(!window.shows(u"Cancelled."_s));
}

void WindowTest::aFailingDoorSaysItInsideTheCard()
{
    test::WindowFixture window;
    window.window->show();
    window.window->openSample();
    window.opener.endCreation(
        Error{ErrorCode::Storage, u"The disk is full. Nothing was left behind."_s});
    QTRY_VERIFY(window.shows(u"The disk is full."_s));
    QVERIFY(window.shows(u"Open a cache file"_s));
}

void WindowTest::aWorkspaceThatCannotBeOpenedSaysWhatToDo_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("title");
    QTest::newRow("missing") << ErrorCode::NotFound
                             << u"There is no folder /reports. Choose another."_s
                             << u"The workspace is not there"_s;
    QTest::newRow("unreadable") << ErrorCode::Unreadable
                                << u"/reports can't be read. Ask its owner."_s
                                << u"The workspace can\u2019t be read"_s;
    QTest::newRow("locked") << ErrorCode::Locked << u"Process 4121 has it. Close it first."_s
                            << u"The workspace is in use"_s;
    QTest::newRow("not a database")
        << ErrorCode::NotACache
        << u"cache.db is not a database. Nothing was changed. Move it away."_s
        << u"The cache file is not a cache"_s;
}

void WindowTest::aWorkspaceThatCannotBeOpenedSaysWhatToDo()
{
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, message);
    QFETCH(const QString, title);
    test::WindowFixture window;
    window.opener.failure = Error{code, message};
    window.window->show();
    window.window->openWorkspace(u"/reports"_s, TargetOpener::Access::Control);
    QTRY_VERIFY(window.shows(message));
    QVERIFY(window.shows(title));
}

void WindowTest::tryAgainOpensWhatFailedBefore()
{
    test::WindowFixture window;
    window.opener.failure = Error{ErrorCode::Locked, u"Process 4121 has it."_s};
    window.window->show();
    window.window->openWorkspace(u"/reports"_s, TargetOpener::Access::WatchOnly);
    QTRY_VERIFY(window.shows(u"4121"_s));
    window.opener.failure.reset();
    for (auto* button : window.window->findChildren<QPushButton*>()) {
        if (button->text() == "Try again"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(window.shows(u"Healthy."_s));
    QCOMPARE(window.opener.opened, QStringList({u"/reports"_s, u"/reports"_s}));
    QCOMPARE(window.opener.lastAccess, TargetOpener::Access::WatchOnly);
}

void WindowTest::theStatusLineSaysWhatAServiceIsAskedFor()
{
    test::WindowFixture window;
    LinkFigures& link = window.target->linkFigures;
    link.requests = 30;
    window.open();
    window.clock.advanceMs(4000);
    link.requests += 40;
    link.bytesReceived += 4 * 10 * 1024;
    QTRY_VERIFY_WITH_TIMEOUT(window.shows(u"CPU, 10 requests/s, 10.0\u00a0KiB/s"_s), 20'000);
}

void WindowTest::theStatusLineSaysHowOftenAWorkspaceIsLookedAt()
{
    test::WindowFixture window;
    window.open();
    window.clock.advanceMs(8000);
    QTRY_VERIFY_WITH_TIMEOUT(window.shows(u" refreshes/s"_s), 20'000);
    QVERIFY(!window.shows(u" requests/s"_s));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::WindowTest)
#include "windowtest.moc"
