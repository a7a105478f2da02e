// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/lagchart.h"

#include "charts/plotmath.h"
#include "theme/format.h"
#include "widgets/emptystate.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>
#include <array>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondMs = 1'000, minuteMs = 60'000, hourMs = 3'600'000, dayMs = 86'400'000;
constexpr qint64 leastTopMs = minuteMs;
constexpr int mostTicks = 4;

/// A round distance of ticks, so that there are at most four.
qint64 tickFor(qint64 mostMs)
{
    constexpr std::array steps{
        1 * secondMs, 5 * secondMs,  15 * secondMs, 30 * secondMs, 1 * minuteMs, 2 * minuteMs,
        5 * minuteMs, 10 * minuteMs, 15 * minuteMs, 30 * minuteMs, 1 * hourMs,   2 * hourMs,
        4 * hourMs,   6 * hourMs,    12 * hourMs,   1 * dayMs,     2 * dayMs,    7 * dayMs};
    const auto fits = [mostMs](qint64 step) { return step * mostTicks >= mostMs; };
    const auto* step = std::ranges::find_if(steps, fits);
    return step == steps.end() ? ((mostMs / mostTicks) / dayMs + 1) * dayMs : *step;
}

/// Between two points, or the greatest of those at that very time; none in a gap.
std::optional<qint64> valueAt(const std::vector<LagPoint>& points, qint64 timeMs)
{
    std::optional<qint64> value;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].timeMs == timeMs && points[i].behindMs)
            value = std::max(value.value_or(0), *points[i].behindMs);
        if (i == 0 || points[i - 1].timeMs >= timeMs || points[i].timeMs <= timeMs)
            continue;
        if (!points[i - 1].behindMs || !points[i].behindMs)
            return std::nullopt;
        const double share =
            double(timeMs - points[i - 1].timeMs) / double(points[i].timeMs - points[i - 1].timeMs);
        const auto before = double(*points[i - 1].behindMs);
        return qRound64(before + share * (double(*points[i].behindMs) - before));
    }
    return value;
}

qint64 mostOf(const std::vector<LagPoint>& points, qint64 fromMs)
{
    qint64 most = 0;
    for (const LagPoint& point : points) {
        if (point.timeMs >= fromMs)
            most = std::max(most, point.behindMs.value_or(0));
    }
    return most;
}

} // namespace

LagChart::LagChart(QWidget* parent) : TimeChart(tr("Time behind the database"), parent)
{
    emptyState().setTitle(tr("Nothing was checked yet"));
    scaleTo(0);
}

void LagChart::setLines(std::vector<LagLine> lines, std::optional<std::size_t> chosen,
                        qint64 fromMs, qint64 toMs)
{
    m_lines = std::move(lines);
    m_chosen = chosen;
    m_times.clear();
    qint64 most = m_alarmMs;
    for (const LagLine& line : m_lines) {
        most = std::max(most, mostOf(line.points, fromMs));
        for (const LagPoint& point : line.points) {
            if (point.timeMs >= fromMs)
                m_times.push_back(point.timeMs);
        }
    }
    std::ranges::sort(m_times);
    m_times.erase(std::unique(m_times.begin(), m_times.end()), m_times.end());
    scaleTo(most);
    setData(fromMs, toMs, description(fromMs, toMs));
}

void LagChart::setAlarm(std::optional<qint64> alarmMs)
{
    m_alarmMs = alarmMs.value_or(0);
    if (m_alarmMs > 0)
        setAlarmLines({{double(m_alarmMs), tr("Alarm at %1").arg(Format().age(m_alarmMs))}});
    else
        setAlarmLines({});
}

void LagChart::scaleTo(qint64 mostMs)
{
    const qint64 least = std::max(mostMs, leastTopMs);
    const qint64 step = tickFor(least);
    const qint64 top = (least + step - 1) / step * step;
    m_unitMs = step < minuteMs ? secondMs
               : step < hourMs ? minuteMs
               : step < dayMs  ? hourMs
                               : dayMs;
    std::vector<double> ticks;
    ticks.reserve(mostTicks + 1);
    for (qint64 tick = 0; tick <= top; tick += step)
        ticks.push_back(double(tick));
    setValueRange(0, double(top), std::move(ticks));
}

QString LagChart::unitName() const
{
    switch (m_unitMs) {
    case secondMs:
        return tr("seconds");
    case minuteMs:
        return tr("minutes");
    case hourMs:
        return tr("hours");
    default:
        return tr("days");
    }
}

bool LagChart::isEmpty() const
{
    return m_times.empty();
}

Token LagChart::chosenColor() const
{
    const std::vector<LagPoint>& points = m_lines[*m_chosen].points;
    const bool isBehind = !points.empty() && points.back().behindMs.value_or(0) > 0;
    return isBehind ? Token::Warning : Token::TextPrimary;
}

void LagChart::paintLines(QPainter& painter) const
{
    const Colors colors = Colors::of(*this);
    painter.setPen(QPen(colors(Token::BorderStrong), 1));
    for (std::size_t i = 0; m_shown[Others] && i < m_lines.size(); ++i) {
        if (i != m_chosen)
            paintLine(painter, m_lines[i]);
    }
    if (!m_chosen || !m_shown[Chosen])
        return;
    const QColor ink = colors(chosenColor());
    painter.setPen(QPen(ink, 2));
    paintLine(painter, m_lines[*m_chosen]);
}

void LagChart::paintLine(QPainter& painter, const LagLine& line) const
{
    std::vector<QPointF> part;
    const auto flush = [&] {
        QPolygonF shape;
        for (const std::size_t i :
             plot::extremesPerColumn(part, double(fromMs()), double(toMs()), columns()))
            shape.append(pixelAt(part[i].x(), part[i].y()));
        painter.drawPolyline(shape);
        part.clear();
    };
    for (const LagPoint& point : line.points) {
        if (point.behindMs)
            part.emplace_back(double(point.timeMs), double(*point.behindMs));
        else
            flush();
    }
    flush();
}

std::vector<EndLabel> LagChart::endLabels() const
{
    using Mark = LegendLabel::Mark;
    if (isEmpty())
        return {};
    std::vector<EndLabel> labels;
    if (m_chosen) {
        const LagLine& line = m_lines[*m_chosen];
        const auto value =
            double(line.points.empty() ? 0 : line.points.back().behindMs.value_or(0));
        labels.push_back({Chosen, {Mark::Line, chosenColor(), line.name}, value, m_shown[Chosen]});
    }
    if (m_lines.size() > (m_chosen ? 1 : 0))
        labels.push_back(
            {Others,
             {Mark::Line, Token::BorderStrong, m_chosen ? tr("Others") : tr("All companies")},
             0,
             m_shown[Others]});
    return labels;
}

void LagChart::setSeriesShown(int series, bool shown)
{
    m_shown[std::size_t(series)] = shown;
    viewport()->update();
}

QString LagChart::valueLabel(double value) const
{
    return Format().count(qRound64(value / double(m_unitMs)));
}

std::optional<qint64> LagChart::sampleNear(qint64 timeMs, int step) const
{
    if (m_times.empty())
        return std::nullopt;
    const auto distance = [timeMs](qint64 one) { return std::abs(one - timeMs); };
    const auto nearest = std::ranges::min_element(m_times, {}, distance) - m_times.begin();
    const auto last = qptrdiff(m_times.size()) - 1;
    return m_times[std::size_t(std::clamp<qptrdiff>(nearest + step, 0, last))];
}

std::vector<Reading> LagChart::readingsAt(qint64 timeMs) const
{
    const Format format;
    std::vector<Reading> readings;
    const auto add = [&](Token color, const LagLine& line, std::optional<qint64> value) {
        readings.push_back({{LegendLabel::Mark::Line, color, line.name},
                            value ? format.age(*value) : tr("not checked"),
                            value ? std::optional(double(*value)) : std::nullopt});
    };
    if (m_chosen)
        add(chosenColor(), m_lines[*m_chosen], valueAt(m_lines[*m_chosen].points, timeMs));
    const LagLine* worst = nullptr;
    for (const LagLine& line : m_lines) {
        const bool isChosen = m_chosen && &line == &m_lines[*m_chosen];
        if (!isChosen && (!worst || valueAt(line.points, timeMs) > valueAt(worst->points, timeMs)))
            worst = &line;
    }
    if (worst)
        add(Token::BorderStrong, *worst, valueAt(worst->points, timeMs));
    return readings;
}

TableTwin LagChart::tableTwin() const
{
    TableTwin twin;
    twin.heads = {tr("Time"), tr("Company"), tr("Behind, at most")};
    twin.csvHeads = {u"time"_s, u"company"_s, u"behind_s"_s};
    const Format format;
    std::vector<std::pair<LagPoint, const LagLine*>> all;
    for (const LagLine& line : m_lines) {
        for (const LagPoint& point : line.points)
            all.emplace_back(point, &line);
    }
    std::ranges::stable_sort(all, {}, [](const auto& one) { return one.first.timeMs; });
    for (const auto& [point, line] : all) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(point.timeMs, Qt::UTC);
        twin.rows.prepend({format.clockSeconds(point.timeMs), line->name,
                           point.behindMs ? format.age(*point.behindMs) : tr("not checked")});
        twin.csvRows += QStringList{time.toString(Qt::ISODateWithMs), line->name,
                                    point.behindMs ? QString::number(double(*point.behindMs) / 1000)
                                                   : QString()};
    }
    return twin;
}

QString LagChart::description(qint64 fromMs, qint64 toMs) const
{
    const LagLine* worst = nullptr;
    for (const LagLine& line : m_lines) {
        if (!worst || mostOf(line.points, fromMs) > mostOf(worst->points, fromMs))
            worst = &line;
    }
    const Format format;
    const qint64 most = worst ? mostOf(worst->points, fromMs) : 0;
    if (most == 0)
        return tr("From %1 to %2 no company was found behind the database.")
            .arg(format.clock(fromMs), format.clock(toMs));
    return tr("From %1 to %2 %3 was behind longest: %4 at most.")
        .arg(format.clock(fromMs), format.clock(toMs), worst->name, format.age(most));
}

} // namespace tierwatch
