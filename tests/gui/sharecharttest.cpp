// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "charts/sharechart.h"
#include "charts/chartpanel.h"
#include "support/guitest.h"
#include "theme/typography.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 secondMs = 1000;

/// Five minutes in steps of a second, answered as 70, 20 and 10 percent; off from 100 s to 200 s.
History fiveMinutes()
{
    History history{.fromMs = 0,
                    .toMs = 300 * secondMs,
                    .stepMs = secondMs,
                    .points = {},
                    .total = {},
                    .previous = {}};
    for (qint64 second = 0; second < 300; ++second) {
        Tally tally;
        if (second >= 100 && second < 200) {
            tally.bypassed = 30;
        } else {
            tally.memory = 70;
            tally.disk = 20;
            tally.database = 10;
        }
        history.points.push_back({second * secondMs, tally});
        history.total += tally;
    }
    return history;
}

} // namespace

/// The chart of where answers came from, as it is painted and driven.
class ShareChartTest final : public QObject
{
    Q_OBJECT

public:
    explicit ShareChartTest(Theme& theme) : m_theme(theme) {}

private Q_SLOTS:
    void areasAreStackedAndAGapIsEmpty();
    void withoutRequestsItSaysSo();
    void noLineRunsThroughTheWordsOfAnEmptyChart();
    void beforeTheFirstDataItsWordsStandInTheMiddle();
    void arrowsMoveTheCrosshair();
    void enterOpensTheNearestMark();
    void aClickOnAMarkOpensIt();
    void aLabelHidesItsSeries();
    void aSentenceSumsItUp();
    void theTableTwinHoldsTheFigures();
    void thePanelTurnsIntoATable();
    void aGrowingFontLeavesRoomForLabels();
    void areasFollowTheTheme();

private:
    static void prepare(ShareChart& chart);

    Theme& m_theme;
};

void ShareChartTest::prepare(ShareChart& chart)
{
    chart.resize(700, 260);
    chart.show();
    chart.setHistory(fiveMinutes());
}

void ShareChartTest::areasAreStackedAndAGapIsEmpty()
{
    ShareChart chart;
    prepare(chart);
    const QImage image = chart.picture().toImage();
    const Colors colors = Colors::of(chart);
    const auto colorAt = [&](qint64 second, double percent) {
        return image.pixelColor(chart.pixelAt(double(second * secondMs), percent).toPoint());
    };
    QCOMPARE(colorAt(50, 40), colors(Token::FillMemory));
    QCOMPARE(colorAt(50, 80), colors(Token::FillDisk));
    QCOMPARE(colorAt(50, 95), colors(Token::FillDatabase));
    for (const double percent : {10.0, 40.0, 80.0, 90.0, 95.0})
        QCOMPARE(colorAt(150, percent), colors(Token::Surface));
    QCOMPARE(colorAt(250, 40), colors(Token::FillMemory));
}

void ShareChartTest::beforeTheFirstDataItsWordsStandInTheMiddle()
{
    ShareChart chart;
    chart.setHistory({});
    chart.resize(640, 300);
    chart.show();
    QVERIFY(chart.emptyState().isVisible());
    QCOMPARE(chart.emptyState().geometry(), chart.viewport()->rect());
}

void ShareChartTest::withoutRequestsItSaysSo()
{
    ShareChart chart;
    chart.resize(700, 260);
    chart.show();
    History nothing = fiveMinutes();
    nothing.points.clear();
    chart.setHistory(nothing);
    QVERIFY(chart.isEmpty());
    QVERIFY(chart.emptyState().isVisible());
    QVERIFY(chart.endLabels().empty());
    chart.setHistory(fiveMinutes());
    QVERIFY(!chart.emptyState().isVisible());
}

void ShareChartTest::noLineRunsThroughTheWordsOfAnEmptyChart()
{
    ShareChart chart;
    chart.resize(700, 260);
    chart.show();
    chart.emptyState().setSentence(u"Start the sample load."_s);
    History nothing = fiveMinutes();
    nothing.points.clear();
    chart.setHistory(nothing);
    const QImage image = chart.grab().toImage();
    const QRect words = chart.emptyState().childrenRect();
    const QColor line = Colors::of(chart)(Token::Grid);
    int lines = 0;
    for (int y = 0; y < image.height(); ++y) {
        if (image.pixelColor(int(chart.plotArea().left()) + 2, y) != line)
            continue;
        ++lines;
        QVERIFY2(y < words.top() || y > words.bottom(), qPrintable(QString::number(y)));
    }
    QVERIFY(lines > 0);
}

void ShareChartTest::arrowsMoveTheCrosshair()
{
    ShareChart chart;
    prepare(chart);
    const QSignalSpy moves(&chart, &TimeChart::crosshairMoved);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.crosshair(), std::optional<qint64>(299'500));
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.crosshair(), std::optional<qint64>(298'500));
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_Right); // no further than the last
    QCOMPARE(chart.crosshair(), std::optional<qint64>(299'500));
    QCOMPARE(moves.count(), 3);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.crosshair());
}

void ShareChartTest::enterOpensTheNearestMark()
{
    ShareChart chart;
    prepare(chart);
    chart.setMarks({{7, 20 * secondMs, 1, u"early"_s}, {8, 280 * secondMs, 2, u"late"_s}});
    const QSignalSpy opened(&chart, &TimeChart::markActivated);
    chart.setCrosshair(30 * secondMs);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(opened.value(0).value(0).toLongLong(), 7);
}

void ShareChartTest::aClickOnAMarkOpensIt()
{
    ShareChart chart;
    prepare(chart);
    chart.setMarks({{8, 280 * secondMs, 2, u"late"_s}});
    const QSignalSpy opened(&chart, &TimeChart::markActivated);
    const QPointF top = chart.pixelAt(280.0 * secondMs, 100);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, (top - QPointF(0, px(6))).toPoint());
    QCOMPARE(opened.count(), 1);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, (top + QPointF(0, 90)).toPoint());
    QCOMPARE(opened.count(), 1);
}

void ShareChartTest::aLabelHidesItsSeries()
{
    ShareChart chart;
    prepare(chart);
    const auto shown = [&] { return chart.endLabels().back().shown; };
    const QPointF label(chart.plotArea().right() + px(30), chart.pixelAt(0, 35).y());
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, label.toPoint());
    QVERIFY(!shown());
    const QColor plain = Colors::of(chart)(Token::Surface);
    QCOMPARE(chart.picture().toImage().pixelColor(chart.pixelAt(50'000, 40).toPoint()), plain);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, label.toPoint());
    QVERIFY(shown());
}

void ShareChartTest::aSentenceSumsItUp()
{
    ShareChart chart;
    prepare(chart);
    QVERIFY(!chart.accessibleName().isEmpty());
    QVERIFY2(chart.accessibleDescription().contains(u"90.0%"),
             qPrintable(chart.accessibleDescription()));
}

void ShareChartTest::theTableTwinHoldsTheFigures()
{
    ShareChart chart;
    prepare(chart);
    const TableTwin twin = chart.tableTwin();
    QCOMPARE(twin.rows.size(), 300);
    QCOMPARE(twin.rows.constFirst().size(), twin.heads.size());
    QVERIFY(twin.rows[150].contains(u"–"_s)); // off: no rate
    const QStringList lines = chart.csv().split(u"\r\n"_s);
    QCOMPARE(lines[0], u"time,memory,disk,database,stale,bypassed,errors"_s);
    QCOMPARE(lines[1], u"1970-01-01T00:00:00.000Z,70,20,10,0,0,0"_s);
}

void ShareChartTest::thePanelTurnsIntoATable()
{
    auto* chart = new ShareChart;
    ChartPanel panel(chart);
    panel.resize(700, 260);
    panel.show();
    chart->setHistory(fiveMinutes());
    auto* table = panel.findChild<QTableView*>();
    panel.setTableShown(true);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 300);
    panel.setTableShown(false);
    QVERIFY(chart->isVisible());
    for (const QAction* action : panel.menuButton()->menu()->actions())
        QVERIFY(!action->text().isEmpty());
}

void ShareChartTest::aGrowingFontLeavesRoomForLabels()
{
    ShareChart chart;
    prepare(chart);
    const double before = chart.plotArea().right();
    m_theme.setTextScale(150);
    QVERIFY(chart.plotArea().right() < before);
    m_theme.setTextScale(100);
    QCOMPARE(chart.plotArea().right(), before);
}

void ShareChartTest::areasFollowTheTheme()
{
    ShareChart chart;
    prepare(chart);
    const QPoint inMemory = chart.pixelAt(50'000, 40).toPoint();
    m_theme.setMode(Theme::Mode::Dark);
    QCOMPARE(chart.picture().toImage().pixelColor(inMemory),
             Colors(Scheme::Dark)(Token::FillMemory));
    m_theme.setMode(Theme::Mode::Light);
    QCOMPARE(chart.picture().toImage().pixelColor(inMemory),
             Colors(Scheme::Light)(Token::FillMemory));
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::ShareChartTest)
#include "sharecharttest.moc"
