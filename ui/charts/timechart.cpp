// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timechart.h"

#include "charts/chartoverlay.h"
#include "charts/plotmath.h"
#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/csvline.h"
#include "widgets/emptystate.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QtCharts/QValueAxis>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000, dayMs = 86'400'000;

} // namespace

TimeChart::TimeChart(const QString& title, QWidget* parent)
    : QChartView(parent),
      m_overlay(new ChartOverlay(*this)),
      m_timeAxis(new QValueAxis(this)),
      m_valueAxis(new QValueAxis(this)),
      m_empty(new EmptyState(u"overview"_s, {}, viewport()))
{
    setAccessibleName(title);
    m_empty->setTitle(tr("No requests yet"));
    setupView();
    setupAxes();
    m_empty->hide();
    scene()->addItem(m_overlay);
    followScale(this, [this] { layOut(); });
}

void TimeChart::setupView()
{
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->setAnimationOptions(QChart::NoAnimation);
}

void TimeChart::setupAxes()
{
    chart()->addAxis(m_timeAxis, Qt::AlignBottom);
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    m_timeAxis->setVisible(false);
    m_valueAxis->setVisible(false);
}

void TimeChart::setMarks(std::vector<ChartMark> marks)
{
    std::ranges::sort(marks, {}, &ChartMark::timeMs);
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    m_overlay->update();
}

void TimeChart::advanceTo(qint64 nowMs)
{
    m_dataToMs = std::max(m_dataToMs, nowMs);
    layOut();
    viewport()->update();
}

void TimeChart::setAlarmLines(std::vector<AlarmLine> lines)
{
    m_alarms = std::move(lines);
    m_overlay->update();
}

void TimeChart::setData(qint64 fromMs, qint64 toMs, const QString& description)
{
    m_dataToMs = toMs;
    m_lengthMs = toMs - fromMs;
    m_description = description;
    m_empty->setVisible(isEmpty());
    layOut();
    describe();
    Q_EMIT dataChanged();
}

void TimeChart::setValueRange(double from, double to, std::vector<double> ticks)
{
    m_valueAxis->setRange(from, to);
    m_ticks = std::move(ticks);
}

int TimeChart::columns() const
{
    return std::max(1, int(plotArea().width()));
}

QPointF TimeChart::pixelAt(double timeMs, double value) const
{
    const QRectF plot = plotArea();
    const double across =
        (timeMs - double(m_fromMs)) / double(std::max<qint64>(1, m_toMs - m_fromMs));
    const double up = (value - m_valueAxis->min()) / (m_valueAxis->max() - m_valueAxis->min());
    return {plot.left() + across * plot.width(), plot.bottom() - up * plot.height()};
}

QString TimeChart::timeLabel(qint64 timeMs, qint64 stepMs) const
{
    const Format format;
    if (stepMs >= dayMs)
        return format.weekday(timeMs);
    return stepMs >= minuteMs ? format.clock(timeMs) : format.clockSeconds(timeMs);
}

/// As precise as the range needs.
QString TimeChart::timeTitle(qint64 timeMs) const
{
    const Format format;
    const qint64 length = m_toMs - m_fromMs;
    constexpr qint64 secondsBelow = 30 * minuteMs;
    if (length <= secondsBelow)
        return format.clockSeconds(timeMs);
    return length > dayMs ? format.weekday(timeMs) + u' ' + format.clock(timeMs)
                          : format.clock(timeMs);
}

void TimeChart::layOut()
{
    m_empty->setGeometry(viewport()->rect());
    if (m_lengthMs == 0)
        return; // no data yet, perhaps not even constructed
    const QMarginsF room = m_overlay->roomAround();
    const QRectF plot = QRectF(viewport()->rect()).marginsRemoved(room);
    if (plot.width() > 0 && plot.height() > 0 && plot != m_plot) {
        m_plot = plot;
        chart()->setPlotArea(plot);
    }
    applyRange();
    m_overlay->setArea(viewport()->rect());
}

void TimeChart::applyRange()
{
    m_toMs = plot::quantised(m_dataToMs, m_lengthMs, columns());
    m_fromMs = m_toMs - m_lengthMs;
    m_timeAxis->setRange(double(m_fromMs), double(m_toMs));
}

QSize TimeChart::sizeHint() const
{
    return pxSize(560, 240);
}

QSize TimeChart::minimumSizeHint() const
{
    return pxSize(240, 140);
}

void TimeChart::setCrosshair(std::optional<qint64> timeMs)
{
    m_crosshair = timeMs ? sampleNear(*timeMs, 0) : std::nullopt;
    m_overlay->update();
}

void TimeChart::moveCrosshair(std::optional<qint64> timeMs)
{
    const auto before = m_crosshair;
    setCrosshair(timeMs);
    if (m_crosshair != before)
        Q_EMIT crosshairMoved(m_crosshair);
}

void TimeChart::stepCrosshair(int step)
{
    moveCrosshair(sampleNear(m_crosshair.value_or(m_toMs), m_crosshair ? step : 0));
    describe();
}

void TimeChart::describe()
{
    QStringList sentences{m_description};
    if (m_crosshair && hasFocus()) {
        sentences = {timeTitle(*m_crosshair)};
        for (const Reading& reading : readingsAt(*m_crosshair))
            sentences += reading.look.name + u' ' + reading.text;
    }
    setAccessibleDescription(sentences.join(u", "_s));
}

void TimeChart::activateNearestMark()
{
    if (m_marks.empty())
        return;
    const qint64 here = m_crosshair.value_or(m_toMs);
    const auto distance = [here](const ChartMark& mark) { return std::abs(mark.timeMs - here); };
    Q_EMIT markActivated(std::ranges::min(m_marks, {}, distance).id);
}

QString TimeChart::csv() const
{
    const TableTwin twin = tableTwin();
    QString text = toCsvLine(twin.csvHeads);
    for (const QStringList& row : twin.csvRows)
        text += toCsvLine(row);
    return text;
}

QPixmap TimeChart::picture()
{
    const auto crosshair = std::exchange(m_crosshair, std::nullopt);
    QPixmap picture(size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Colors::of(*this)(Token::Surface));
    QWidget::render(&picture, {}, {}, DrawChildren);
    m_crosshair = crosshair;
    return picture;
}

void TimeChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    event->accept(); // the release acts
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const bool clickable = m_overlay->seriesAt(position) || !m_overlay->marksAt(position).empty();
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const QRectF plot = plotArea();
    if (isEmpty() || position.x() < plot.left() || position.x() > plot.right()) {
        moveCrosshair({});
        return;
    }
    const double share = (position.x() - plot.left()) / plot.width();
    moveCrosshair(m_fromMs + qint64(share * double(m_toMs - m_fromMs)));
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto label = m_overlay->seriesAt(event->position()))
        setSeriesShown(label->series, !label->shown);
    else if (const auto marks = m_overlay->marksAt(event->position()); !marks.empty())
        Q_EMIT markActivated(marks.back().id);
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        stepCrosshair(-1);
        break;
    case Qt::Key_Right:
        stepCrosshair(1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activateNearestMark();
        break;
    case Qt::Key_Escape:
        if (m_crosshair) {
            moveCrosshair({});
            break;
        }
        [[fallthrough]];
    default:
        event->ignore();
    }
}

void TimeChart::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    m_overlay->update();
}

void TimeChart::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    moveCrosshair({});
    describe();
}

void TimeChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    // The theme's style sheet comes last: by then its palette is in force.
    if (event->type() == QEvent::StyleChange)
        applyColors();
}

bool TimeChart::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave && !hasFocus())
        moveCrosshair({});
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QStringList lines;
    for (const ChartMark& mark : m_overlay->marksAt(help->pos()))
        lines += QString::number(mark.number) + u"  "_s + mark.text;
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), this);
    return true;
}

} // namespace tierwatch
