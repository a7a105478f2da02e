// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/reasonchart.h"

#include "charts/plotmath.h"
#include "theme/format.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;

struct ReasonRow
{
    Token color;
    const char* name;
    const char* mostly;
    const char* key;
};

constexpr std::array<ReasonRow, ReasonChart::Count> reasons{{
    {Token::NoSignal, QT_TRANSLATE_NOOP("ReasonChart", "First time"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly asked for the first time"), "first"},
    {Token::Stale, QT_TRANSLATE_NOOP("ReasonChart", "Expired"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly expired"), "expired"},
    {Token::Disk, QT_TRANSLATE_NOOP("ReasonChart", "Pushed out"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly pushed out"), "evicted"},
    {Token::Memory, QT_TRANSLATE_NOOP("ReasonChart", "By the monitor"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly invalidated by the monitor"), "monitor_invalidated"},
    {Token::Database, QT_TRANSLATE_NOOP("ReasonChart", "By a person"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly invalidated by a person"), "invalidated"},
    {Token::TextSecondary, QT_TRANSLATE_NOOP("ReasonChart", "Switched off"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly switched off"), "switched_off"},
    {Token::Error, QT_TRANSLATE_NOOP("ReasonChart", "Disk failed"),
     QT_TRANSLATE_NOOP("ReasonChart", "mostly as the disk failed"), "error"},
}};

QString translated(const char* text)
{
    return QCoreApplication::translate("ReasonChart", text);
}

SeriesLook lookOf(int reason)
{
    const ReasonRow& row = reasons[static_cast<std::size_t>(reason)];
    return {LegendLabel::Mark::Square, row.color, translated(row.name)};
}

std::array<qint64, ReasonChart::Count> countsOf(const Tally& tally)
{
    const MissReasons& misses = tally.misses;
    return {misses.first,    misses.expired, misses.evicted, misses.byMonitor,
            misses.byPerson, tally.bypassed, misses.error};
}

qint64 middleOf(const HistoryPoint& point, qint64 stepMs)
{
    return point.startMs + stepMs / 2;
}

} // namespace

QString mostlyText(const Tally& tally)
{
    if (tally.misses.sum() == 0)
        return {};
    Tally missed = tally;
    missed.bypassed = 0;
    const auto counts = countsOf(missed);
    return translated(
        reasons[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())]
            .mostly);
}

ReasonChart::ReasonChart(QWidget* parent) : TimeChart(tr("Reasons for misses"), parent)
{
    m_shown.fill(true);
    setValueRange(0, 1, {0, 1});
}

void ReasonChart::setHistory(const History& history)
{
    m_history = history;
    std::erase_if(m_history.points, [](const HistoryPoint& point) {
        return std::ranges::all_of(countsOf(point.tally), [](qint64 count) { return count == 0; });
    });
    applyRange();
    setData(history.fromMs, history.toMs, description());
}

void ReasonChart::applyRange()
{
    double most = 0;
    for (const HistoryPoint& point : m_history.points) {
        double sum = 0;
        const auto counts = countsOf(point.tally);
        for (std::size_t i = 0; i < counts.size(); ++i)
            sum += m_shown[i] ? static_cast<double>(counts[i]) : 0;
        most = std::max(most, sum);
    }
    std::vector<double> ticks = plot::valueTicks(0, std::max(most, 1.0));
    setValueRange(ticks.front(), ticks.back(), ticks);
}

void ReasonChart::paintLines(QPainter& painter) const
{
    const Colors colors = Colors::of(*this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const HistoryPoint& point : m_history.points) {
        double below = 0;
        const auto counts = countsOf(point.tally);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (!m_shown[i] || counts[i] == 0)
                continue;
            const double above = below + static_cast<double>(counts[i]);
            const QPointF low = pixelAt(static_cast<double>(point.startMs), below);
            const QPointF high =
                pixelAt(static_cast<double>(point.startMs + m_history.stepMs), above);
            const double left = std::floor(low.x());
            const double width = std::max(1.0, std::floor(high.x()) - left);
            painter.fillRect(QRectF(left, high.y(), width, low.y() - high.y()),
                             colors(reasons[i].color));
            below = above;
        }
    }
}

std::vector<EndLabel> ReasonChart::endLabels() const
{
    Tally total;
    for (const HistoryPoint& point : m_history.points)
        total += point.tally;
    const auto counts = countsOf(total);
    std::vector<EndLabel> labels;
    const auto present =
        static_cast<double>(std::ranges::count_if(counts, [](qint64 count) { return count > 0; }));
    const double most = valueTicks().back();
    for (int reason = Count - 1; reason >= 0; --reason) {
        const auto index = static_cast<std::size_t>(reason);
        if (counts[index] > 0)
            labels.push_back({reason, lookOf(reason),
                              most * (1 - static_cast<double>(labels.size() + 1) / (present + 1)),
                              m_shown[index]});
    }
    return labels;
}

void ReasonChart::setSeriesShown(int series, bool shown)
{
    m_shown[static_cast<std::size_t>(series)] = shown;
    applyRange();
    viewport()->update();
}

QString ReasonChart::valueLabel(double value) const
{
    return Format().axisCount(value);
}

std::optional<qint64> ReasonChart::sampleNear(qint64 timeMs, int step) const
{
    const auto& points = m_history.points;
    if (points.empty())
        return std::nullopt;
    const auto distance = [&](const HistoryPoint& point) {
        return std::abs(middleOf(point, m_history.stepMs) - timeMs);
    };
    const auto nearest = std::ranges::min_element(points, {}, distance) - points.begin();
    const auto last = static_cast<qptrdiff>(points.size()) - 1;
    const auto index = static_cast<std::size_t>(std::clamp<qptrdiff>(nearest + step, 0, last));
    return middleOf(points[index], m_history.stepMs);
}

std::vector<Reading> ReasonChart::readingsAt(qint64 timeMs) const
{
    const auto point = std::ranges::find(m_history.points, timeMs, [this](const auto& one) {
        return middleOf(one, m_history.stepMs);
    });
    if (point == m_history.points.end())
        return {};
    const Format format;
    const auto counts = countsOf(point->tally);
    std::vector<Reading> readings;
    for (int reason = Count - 1; reason >= 0; --reason) {
        const qint64 count = counts[static_cast<std::size_t>(reason)];
        if (count > 0)
            readings.push_back({lookOf(reason), format.count(count), {}});
    }
    return readings;
}

TableTwin ReasonChart::tableTwin() const
{
    TableTwin twin;
    twin.heads = {tr("Time")};
    twin.csvHeads = {u"time"_s};
    for (int reason = 0; reason < Count; ++reason) {
        twin.heads += lookOf(reason).name;
        twin.csvHeads += QLatin1StringView(reasons[static_cast<std::size_t>(reason)].key);
    }
    const Format format;
    for (const auto& [startMs, tally] : m_history.points) {
        QStringList row{m_history.stepMs < minuteMs ? format.clockSeconds(startMs)
                                                    : format.moment(startMs, m_history.toMs)};
        QStringList raw{
            QDateTime::fromMSecsSinceEpoch(startMs, Qt::UTC).toString(Qt::ISODateWithMs)};
        for (const qint64 count : countsOf(tally)) {
            row += format.count(count);
            raw += QString::number(count);
        }
        twin.rows.prepend(row);
        twin.csvRows += raw;
    }
    return twin;
}

QString ReasonChart::description() const
{
    const QString mostly = mostlyText(m_history.total);
    if (mostly.isEmpty())
        return tr("No misses in this range.");
    const Format format;
    return tr("%1 misses from %2 to %3, %4.")
        .arg(format.count(m_history.total.misses.sum()), format.clock(m_history.fromMs),
             format.clock(m_history.toMs), mostly);
}

} // namespace tierwatch
