// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/daychart.h"

#include "charts/plotmath.h"
#include "theme/format.h"

#include <QDateTime>
#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr double barWidth = 0.7;
/// From so many days on a date tells more than a weekday.
constexpr qint64 datesFrom = 8;

} // namespace

DayChart::DayChart(QWidget* parent)
    : TimeChart(tr("Saved per day"), parent),
      m_bars(new QStackedBarSeries(this)),
      m_saved(new QBarSet({}, m_bars)),
      m_cost(new QBarSet({}, m_bars)),
      m_today(new QBarSet({}, m_bars)),
      m_barAxis(new QValueAxis(this))
{
    m_bars->append({m_saved, m_cost, m_today});
    m_bars->setBarWidth(barWidth);
    chart()->addSeries(m_bars);
    chart()->addAxis(m_barAxis, Qt::AlignBottom);
    m_barAxis->setVisible(false);
    m_bars->attachAxis(m_barAxis);
    m_bars->attachAxis(valueAxis());
    applyColors();
    setValueRange(0, 1, {0, 1});
}

void DayChart::applyColors()
{
    const Colors colors = Colors::of(*this);
    m_saved->setBrush(colors(Token::Memory));
    m_saved->setPen(Qt::NoPen);
    m_cost->setBrush(colors(Token::Database));
    m_cost->setPen(Qt::NoPen);
    m_today->setBrush(QBrush(colors(Token::Memory), Qt::BDiagPattern));
    m_today->setPen(QPen(colors(Token::Memory), 1));
}

void DayChart::setDays(const std::vector<SavedOnDay>& days, qint64 todayMs, qint64 count)
{
    m_days = days;
    m_todayMs = todayMs;
    m_count = std::max<qint64>(1, count);
    const qint64 firstMs = todayMs - (m_count - 1) * dayMs;
    std::erase_if(m_days, [&](const SavedOnDay& day) { return day.startMs < firstMs; });
    double least = 0, greatest = 0;
    for (const SavedOnDay& day : m_days) {
        least = std::min(least, day.saved.databaseMs);
        greatest = std::max(greatest, day.saved.databaseMs);
    }
    const double unit = plot::durationUnit(std::max(greatest, -least));
    std::vector<double> ticks = plot::valueTicks(least / unit, greatest / unit);
    for (double& tick : ticks)
        tick *= unit;
    setValueRange(ticks.front(), ticks.back(), ticks);
    fillBars();
    // A bar's middle is where its day begins, so that the label stands below it.
    setData(firstMs - dayMs / 2, todayMs + dayMs / 2, description());
}

void DayChart::fillBars()
{
    for (QBarSet* set : {m_saved, m_cost, m_today}) {
        set->remove(0, set->count());
        for (qint64 i = 0; i < m_count; ++i)
            set->append(0);
    }
    for (const SavedOnDay& day : m_days) {
        const qint64 index = m_count - 1 - (m_todayMs - day.startMs + dayMs / 2) / dayMs;
        QBarSet* set = isToday(day.startMs) ? m_today : day.saved.databaseMs < 0 ? m_cost : m_saved;
        if (index >= 0 && index < m_count)
            set->replace(static_cast<int>(index), day.saved.databaseMs);
    }
    m_barAxis->setRange(-0.5, static_cast<double>(m_count) - 0.5);
}

bool DayChart::isToday(qint64 timeMs) const
{
    return timeMs > m_todayMs - dayMs / 2;
}

QString DayChart::valueLabel(double value) const
{
    const double most = std::max(valueTicks().back(), -valueTicks().front());
    return value == 0 ? u"0"_s : Format().durationOfUnit(value, plot::durationUnit(most));
}

QString DayChart::timeLabel(qint64 timeMs, qint64) const
{
    if (isToday(timeMs))
        return tr("Today");
    const Format format;
    return m_count < datesFrom ? format.weekday(timeMs) : format.day(timeMs, m_todayMs);
}

QString DayChart::timeTitle(qint64 timeMs) const
{
    if (isToday(timeMs))
        return tr("Today, so far");
    const Format format;
    return format.weekday(timeMs) + u' ' + format.day(timeMs, m_todayMs);
}

std::optional<qint64> DayChart::sampleNear(qint64 timeMs, int step) const
{
    if (m_days.empty())
        return std::nullopt;
    const auto distance = [&](const SavedOnDay& day) { return std::abs(day.startMs - timeMs); };
    const auto nearest = std::ranges::min_element(m_days, {}, distance) - m_days.begin();
    const auto last = static_cast<qptrdiff>(m_days.size()) - 1;
    return m_days[static_cast<std::size_t>(std::clamp<qptrdiff>(nearest + step, 0, last))].startMs;
}

std::vector<Reading> DayChart::readingsAt(qint64 timeMs) const
{
    const auto day = std::ranges::find(m_days, timeMs, &SavedOnDay::startMs);
    if (day == m_days.end())
        return {};
    const Format format;
    const SeriesLook time{LegendLabel::Mark::Area, Token::Memory, tr("Database time saved")};
    const SeriesLook queries{LegendLabel::Mark::Area, Token::NoSignal, tr("Queries saved")};
    return {{time, format.duration(day->saved.databaseMs), {}},
            {queries, format.count(day->saved.queries), {}}};
}

TableTwin DayChart::tableTwin() const
{
    TableTwin twin;
    twin.heads = {tr("Day"), tr("Queries saved"), tr("Database time saved"), tr("Hit rate")};
    twin.csvHeads = {u"day"_s, u"queries_saved"_s, u"misses"_s, u"database_ms_saved"_s};
    const Format format;
    for (const auto& [startMs, saved] : m_days) {
        twin.rows.prepend({timeTitle(startMs), format.count(saved.queries),
                           format.duration(saved.databaseMs), format.percent(saved.hitRate())});
        twin.csvRows.append(
            {QDateTime::fromMSecsSinceEpoch(startMs, Qt::UTC).toString(Qt::ISODateWithMs),
             QString::number(saved.queries), QString::number(saved.misses),
             QString::number(saved.databaseMs, 'f', 3)});
    }
    return twin;
}

QString DayChart::description() const
{
    if (m_days.empty())
        return tr("Nothing was saved on these days.");
    const Format format;
    const auto& best =
        *std::ranges::max_element(m_days, {}, [](const auto& day) { return day.saved.databaseMs; });
    return tr("Database time saved per day, %1 days: most on %2 with %3, today %4 so far.")
        .arg(m_count)
        .arg(timeTitle(best.startMs), format.duration(best.saved.databaseMs),
             isToday(m_days.back().startMs) ? format.duration(m_days.back().saved.databaseMs)
                                            : Format::unknown());
}

} // namespace tierwatch
