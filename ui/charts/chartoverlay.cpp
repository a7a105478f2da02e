// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartoverlay.h"

#include "charts/crosshairbox.h"
#include "charts/plotmath.h"
#include "charts/timechart.h"
#include "widgets/emptystate.h"
#include "widgets/painting.h"

#include <QPainter>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double markSide = 16, mergeBelow = 20, markRaise = 6;
constexpr double labelGap = 10, labelMark = 10, labelMarkGap = 6, labelPitch = 18;
constexpr double valueGap = 7, timeRowHeight = 20, leastTimeLabelPitch = 60;

QFontMetricsF smallMetrics()
{
    return QFontMetricsF(textFont(TextStyle::Small));
}

/// On the middle of a pixel, so that a hair line is one pixel wide.
double crisp(double position)
{
    return std::floor(position) + 0.5;
}

} // namespace

ChartOverlay::ChartOverlay(const TimeChart& chart) : m_chart(chart)
{
    setZValue(100);
}

void ChartOverlay::setArea(const QRectF& area)
{
    prepareGeometryChange();
    m_area = area;
    update();
}

QMarginsF ChartOverlay::roomAround() const
{
    const QFontMetricsF metrics = smallMetrics();
    double values = 0, labels = 0;
    for (const double tick : m_chart.valueTicks())
        values = std::max(values, metrics.horizontalAdvance(m_chart.valueLabel(tick)));
    for (const EndLabel& label : m_chart.endLabels())
        labels = std::max(labels, metrics.horizontalAdvance(label.look.name));
    if (labels > 0)
        labels += px(labelGap + labelMark + labelMarkGap) + 2;
    return {std::ceil(values) + px(valueGap), double(px(markSide / 2 + markRaise)),
            std::ceil(labels), double(px(timeRowHeight))};
}

void ChartOverlay::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Colors colors = Colors::of(m_chart);
    paintGrid(*painter, colors);
    if (!m_chart.isEmpty()) {
        painter->save();
        painter->setClipRect(m_chart.plotArea().adjusted(0, -2, 0, 2));
        m_chart.paintLines(*painter);
        painter->restore();
        paintTimeLabels(*painter, colors);
        paintAlarms(*painter, colors);
        paintMarks(*painter, colors);
        paintEndLabels(*painter, colors);
        paintCrosshair(*painter, colors);
    }
    if (m_chart.hasFocus())
        paintFocusRing(*painter, m_area.adjusted(4, 4, -4, -4), 3, colors);
}

void ChartOverlay::paintGrid(QPainter& painter, const Colors& colors) const
{
    const QRectF plot = m_chart.plotArea();
    const bool empty = m_chart.isEmpty();
    const QRectF words = empty ? m_chart.emptyState().childrenRect() : QRectF();
    painter.setFont(textFont(TextStyle::Small));
    for (const double tick : m_chart.valueTicks()) {
        const double y = crisp(m_chart.pixelAt(0, tick).y());
        if (words.top() < y && y < words.bottom())
            continue; // a line through a sentence
        const bool bottom = tick == m_chart.valueTicks().front();
        const QColor line =
            empty ? colors(Token::Grid) : colors(Token::TextPrimary, bottom ? 0.35 : 0.10);
        painter.setPen(QPen(line, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        if (empty)
            continue;
        painter.setPen(colors(Token::TextSecondary));
        painter.drawText(QRectF(0, y - px(10), plot.left() - px(valueGap), px(20)),
                         Qt::AlignRight | Qt::AlignVCenter, m_chart.valueLabel(tick));
    }
}

void ChartOverlay::paintTimeLabels(QPainter& painter, const Colors& colors) const
{
    const QRectF plot = m_chart.plotArea();
    const qint64 length = m_chart.toMs() - m_chart.fromMs();
    constexpr int mostLabels = 7;
    const int most = std::clamp(int(plot.width() / px(leastTimeLabelPitch)), 1, mostLabels);
    const qint64 step = plot::tickStep(length, most);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(Token::TextSecondary));
    for (const qint64 tick : plot::timeTicks(m_chart.fromMs(), m_chart.toMs(), step)) {
        const QString text = m_chart.timeLabel(tick, step);
        const double width = smallMetrics().horizontalAdvance(text);
        const double x = m_chart.pixelAt(double(tick), 0).x();
        const double left = std::clamp(x - width / 2, plot.left(), plot.right() - width);
        if (std::abs(left + width / 2 - x) > width / 2)
            continue;
        painter.drawText(QRectF(left, plot.bottom() + px(3), width + 1, px(timeRowHeight - 3)),
                         Qt::AlignHCenter | Qt::AlignVCenter, text);
    }
}

void ChartOverlay::paintAlarms(QPainter& painter, const Colors& colors) const
{
    const QRectF plot = m_chart.plotArea();
    painter.setFont(textFont(TextStyle::Small));
    QPen pen(colors(Token::Error), 1);
    pen.setDashPattern({6, 4});
    for (const AlarmLine& alarm : m_chart.alarmLines()) {
        const double y = crisp(m_chart.pixelAt(0, alarm.value).y());
        painter.setPen(pen);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(colors(Token::TextSecondary));
        painter.drawText(QRectF(plot.left(), y - px(18), plot.width() - px(4), px(17)),
                         Qt::AlignRight | Qt::AlignBottom, alarm.text);
    }
}

std::vector<ChartOverlay::MarkGroup> ChartOverlay::markGroups() const
{
    std::vector<ChartMark> inRange;
    std::vector<double> positions;
    for (const ChartMark& mark : m_chart.marks()) {
        if (mark.timeMs < m_chart.fromMs() || mark.timeMs > m_chart.toMs())
            continue;
        inRange.push_back(mark);
        positions.push_back(m_chart.pixelAt(double(mark.timeMs), 0).x());
    }
    std::vector<MarkGroup> groups;
    std::size_t next = 0;
    for (const std::size_t size : plot::merged(positions, px(mergeBelow))) {
        QRectF circle(0, 0, px(markSide), px(markSide));
        circle.moveCenter({crisp(positions[next]), m_chart.plotArea().top() - px(markRaise) + 0.5});
        const auto first = inRange.begin() + qptrdiff(next);
        groups.push_back({circle, {first, first + qptrdiff(size)}});
        next += size;
    }
    return groups;
}

void ChartOverlay::paintMarks(QPainter& painter, const Colors& colors) const
{
    QPen dashes(colors(Token::TextPrimary), 1);
    dashes.setDashPattern({3, 3});
    for (const MarkGroup& group : markGroups()) {
        const double x = group.circle.center().x();
        painter.setPen(dashes);
        painter.drawLine(QPointF(x, group.circle.bottom()),
                         QPointF(x, m_chart.plotArea().bottom()));
        const bool single = group.marks.size() == 1;
        paintEventMark(painter, group.circle,
                       single ? QString::number(group.marks.front().number)
                              : u"\u00d7%1"_s.arg(group.marks.size()),
                       colors);
    }
}

std::vector<ChartMark> ChartOverlay::marksAt(const QPointF& position) const
{
    for (const MarkGroup& group : markGroups()) {
        if (group.circle.adjusted(-4, -4, 4, 4).contains(position))
            return group.marks;
    }
    return {};
}

std::vector<ChartOverlay::PlacedLabel> ChartOverlay::placedLabels() const
{
    const std::vector<EndLabel> labels = m_chart.endLabels();
    std::vector<double> heights;
    heights.reserve(labels.size());
    for (const EndLabel& label : labels)
        heights.push_back(m_chart.pixelAt(0, label.value).y());
    const QRectF plot = m_chart.plotArea();
    heights = plot::spread(std::move(heights), px(labelPitch), plot.top(), plot.bottom());
    std::vector<PlacedLabel> placed;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double left = plot.right() + px(labelGap);
        const QRectF rect(left, heights[i] - px(labelPitch) / 2.0, m_area.right() - left,
                          px(labelPitch));
        placed.push_back({rect, labels[i]});
    }
    return placed;
}

void ChartOverlay::paintEndLabels(QPainter& painter, const Colors& colors) const
{
    painter.setFont(textFont(TextStyle::Small));
    for (const auto& [rect, label] : placedLabels()) {
        QRectF mark(0, 0, px(labelMark), px(labelMark));
        mark.moveCenter({rect.left() + mark.width() / 2, rect.center().y()});
        painter.save();
        painter.setOpacity(label.shown ? 1 : 0.35);
        LegendLabel::paintMark(painter, label.look.mark, mark, colors, label.look.color);
        painter.restore();
        painter.setPen(colors(label.shown ? Token::TextPrimary : Token::TextDisabled));
        painter.drawText(rect.adjusted(px(labelMark + labelMarkGap), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, label.look.name);
    }
}

std::optional<EndLabel> ChartOverlay::seriesAt(const QPointF& position) const
{
    for (const auto& [rect, label] : placedLabels()) {
        if (rect.contains(position))
            return label;
    }
    return {};
}

void ChartOverlay::paintCrosshair(QPainter& painter, const Colors& colors) const
{
    const auto time = m_chart.crosshair();
    if (!time)
        return;
    const QRectF plot = m_chart.plotArea();
    const double x = crisp(m_chart.pixelAt(double(*time), 0).x());
    painter.setPen(QPen(colors(Token::BorderStrong), 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const std::vector<Reading> readings = m_chart.readingsAt(*time);
    for (const Reading& reading : readings) {
        if (!reading.value)
            continue;
        painter.setPen(QPen(colors(reading.look.color), 2));
        painter.setBrush(colors(Token::Surface));
        painter.drawEllipse({x, m_chart.pixelAt(0, *reading.value).y()}, 3.5, 3.5);
    }
    paintCrosshairBox(painter, plot, x, m_chart.timeTitle(*time), readings, colors);
}

} // namespace tierwatch
