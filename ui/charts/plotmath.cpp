// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotmath.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tierwatch::plot {

namespace {

constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr qint64 steps[] = {second,     5 * second,  10 * second, 30 * second, minute,   2 * minute,
                            5 * minute, 10 * minute, 30 * minute, hour,        2 * hour, 4 * hour,
                            6 * hour,   12 * hour,   day,         2 * day,     7 * day,  30 * day};

/// Collects the extremes of one pixel column after the other.
class Columns final
{
public:
    explicit Columns(const std::vector<QPointF>& points) : m_points(points) {}

    void add(std::size_t index, int column)
    {
        if (column != m_column)
            flush();
        m_column = column;
        const double y = m_points[index].y();
        if (!m_least || y < m_points[*m_least].y())
            m_least = index;
        if (!m_greatest || y > m_points[*m_greatest].y())
            m_greatest = index;
    }

    std::vector<std::size_t> take()
    {
        flush();
        return std::move(m_kept);
    }

private:
    void flush()
    {
        if (!m_least)
            return;
        m_kept.push_back(std::min(*m_least, *m_greatest));
        if (*m_least != *m_greatest)
            m_kept.push_back(std::max(*m_least, *m_greatest));
        m_least.reset();
        m_greatest.reset();
    }

    const std::vector<QPointF>& m_points;
    int m_column = -1;
    std::optional<std::size_t> m_least, m_greatest;
    std::vector<std::size_t> m_kept;
};

std::vector<qint64> dayTicks(qint64 fromMs, qint64 toMs, qint64 days)
{
    std::vector<qint64> ticks;
    QDate date = QDateTime::fromMSecsSinceEpoch(fromMs).date();
    // Days are counted from the calendar, since some have 23 or 25 hours.
    date = date.addDays(-(date.toJulianDay() % days));
    for (;; date = date.addDays(days)) {
        const qint64 start = date.startOfDay().toMSecsSinceEpoch();
        if (start > toMs)
            return ticks;
        if (start >= fromMs)
            ticks.push_back(start);
    }
}

} // namespace

std::vector<std::size_t> extremesPerColumn(const std::vector<QPointF>& points, double from,
                                           double to, int columns)
{
    if (columns <= 0 || to <= from)
        return {};
    std::optional<std::size_t> before, after;
    Columns kept(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!std::isfinite(points[i].x()) || !std::isfinite(points[i].y()))
            continue;
        if (points[i].x() < from)
            before = i;
        else if (points[i].x() > to)
            after = after.value_or(i);
        else
            kept.add(i, int((points[i].x() - from) / (to - from) * columns));
    }
    std::vector<std::size_t> indices = kept.take();
    if (before)
        indices.insert(indices.begin(), *before);
    if (after)
        indices.push_back(*after);
    return indices;
}

qint64 quantised(qint64 timeMs, qint64 lengthMs, int columns)
{
    const qint64 column = columns > 0 ? std::max<qint64>(1, lengthMs / columns) : 1;
    return (timeMs + column - 1) / column * column;
}

qint64 tickStep(qint64 lengthMs, int most)
{
    for (const qint64 step : steps) {
        if (lengthMs / step <= most)
            return step;
    }
    return steps[std::size(steps) - 1];
}

std::vector<double> valueTicks(double least, double greatest)
{
    constexpr int wanted = 4;
    const double low = std::min(0.0, least), high = std::max(low + 1e-9, greatest);
    const double raw = (high - low) / wanted;
    const double decade = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * decade;
    for (const double round : {5.0, 2.0, 1.0})
        if (round * decade >= raw)
            step = round * decade;
    std::vector<double> ticks;
    for (double at = std::floor(low / step); ticks.empty() || ticks.back() < high; ++at)
        ticks.push_back(at * step);
    return ticks;
}

std::vector<qint64> timeTicks(qint64 fromMs, qint64 toMs, qint64 stepMs)
{
    if (stepMs >= day)
        return dayTicks(fromMs, toMs, stepMs / day);
    std::vector<qint64> ticks;
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(fromMs).offsetFromUtc() * second;
    const qint64 first = (fromMs + offset + stepMs - 1) / stepMs * stepMs - offset;
    for (qint64 tick = first; tick <= toMs; tick += stepMs)
        ticks.push_back(tick);
    return ticks;
}

double durationUnit(double greatestMs)
{
    for (const double unit : {86'400'000.0, 3'600'000.0, 60'000.0, 1000.0}) {
        if (greatestMs >= 2 * unit)
            return unit;
    }
    return 1;
}

std::vector<double> spread(std::vector<double> positions, double gap, double lowest, double highest)
{
    double floor = lowest;
    for (double& position : positions) {
        position = std::max(position, floor);
        floor = position + gap;
    }
    double ceiling = highest;
    std::for_each(positions.rbegin(), positions.rend(), [&ceiling, gap](double& position) {
        position = std::min(position, ceiling);
        ceiling = position - gap;
    });
    return positions;
}

std::vector<std::size_t> merged(const std::vector<double>& positions, double gap)
{
    std::vector<std::size_t> sizes;
    double first = 0;
    for (const double position : positions) {
        if (!sizes.empty() && position - first < gap) {
            ++sizes.back();
            continue;
        }
        first = position;
        sizes.push_back(1);
    }
    return sizes;
}

} // namespace tierwatch::plot
