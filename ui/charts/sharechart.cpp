// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/sharechart.h"

#include "charts/reasonchart.h"
#include "theme/format.h"

#include <QDateTime>
#include <QPainter>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;

constexpr std::array fills{Token::FillMemory, Token::FillDisk, Token::FillDatabase};

/// In a gap all edges lie on zero: the areas between them have no height there.
QList<QPointF> edge(const std::vector<ShareSegment>& segments,
                    const std::function<double(const ShareNode&)>& height)
{
    QList<QPointF> points;
    for (const ShareSegment& segment : segments) {
        points.append({segment.front().timeMs, 0});
        for (const ShareNode& node : segment)
            points.append({node.timeMs, height(node)});
        points.append({segment.back().timeMs, 0});
    }
    return points;
}

qint64 middleOf(const HistoryPoint& point, qint64 stepMs)
{
    return point.startMs + stepMs / 2;
}

} // namespace

ShareChart::ShareChart(QWidget* parent) : TimeChart(tr("Where answers came from"), parent)
{
    addAreas();
    applyColors();
    setValueRange(0, 100, {0, 25, 50, 75, 100});
    connect(chart(), &QChart::plotAreaChanged, this, &ShareChart::rebuild);
}

void ShareChart::addAreas()
{
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        m_boundaries[i] = new QLineSeries(this);
        m_areas[i] = i == 0 ? new QAreaSeries(m_boundaries[i])
                            : new QAreaSeries(m_boundaries[i], m_boundaries[i - 1]);
        m_areas[i]->setPen(Qt::NoPen);
        chart()->addSeries(m_areas[i]);
        m_areas[i]->attachAxis(timeAxis());
        m_areas[i]->attachAxis(valueAxis());
    }
}

void ShareChart::applyColors()
{
    const Colors colors = Colors::of(*this);
    for (std::size_t i = 0; i < m_areas.size(); ++i)
        m_areas[i]->setBrush(colors(fills[i]));
}

void ShareChart::setHistory(const History& history)
{
    m_history = history;
    rebuild();
    setData(history.fromMs, history.toMs, description());
}

void ShareChart::rebuild()
{
    m_segments = shareSegments(m_history, columns());
    m_boundaries[Memory]->replace(edge(m_segments, [](const auto& node) { return node.memory; }));
    m_boundaries[Disk]->replace(edge(m_segments, [](const auto& node) { return node.hits; }));
    m_boundaries[Database]->replace(edge(m_segments, [](const auto&) { return 100.0; }));
}

SeriesLook ShareChart::lookOf(int series) const
{
    switch (series) {
    case Memory:
        return {LegendLabel::Mark::Area, Token::Memory, tr("Memory")};
    case Disk:
        return {LegendLabel::Mark::Area, Token::Disk, m_tiersKnown ? tr("Disk") : tr("Cache")};
    case Database:
        return {LegendLabel::Mark::Area, Token::Database, tr("Database")};
    default:
        return {LegendLabel::Mark::Line, Token::TextPrimary, tr("Hit rate")};
    }
}

bool ShareChart::isEmpty() const
{
    return m_segments.empty();
}

void ShareChart::paintLines(QPainter& painter) const
{
    const Colors colors = Colors::of(*this);
    const auto paintLine = [&](const QPen& pen, double ShareNode::*height) {
        painter.setPen(pen);
        for (const ShareSegment& segment : m_segments) {
            QPolygonF line;
            for (const ShareNode& node : segment)
                line.append(pixelAt(node.timeMs, node.*height));
            painter.drawPolyline(line);
        }
    };
    if (m_shown[Memory] && m_tiersKnown)
        paintLine(QPen(colors(Token::Memory), 1.5), &ShareNode::memory);
    if (m_shown[HitRate])
        paintLine(QPen(colors(Token::TextPrimary), 1.75), &ShareNode::hits);
}

std::vector<EndLabel> ShareChart::endLabels() const
{
    if (isEmpty())
        return {};
    const ShareNode& last = m_segments.back().back();
    std::vector<EndLabel> labels{
        {Database, lookOf(Database), (last.hits + 100) / 2, m_shown[Database]},
        {HitRate, lookOf(HitRate), last.hits, m_shown[HitRate]},
        {Disk, lookOf(Disk), (last.memory + last.hits) / 2, m_shown[Disk]}};
    if (m_tiersKnown)
        labels.push_back({Memory, lookOf(Memory), last.memory / 2, m_shown[Memory]});
    return labels;
}

void ShareChart::setSeriesShown(int series, bool shown)
{
    m_shown[std::size_t(series)] = shown;
    if (series != HitRate)
        m_areas[std::size_t(series)]->setVisible(shown);
    viewport()->update();
}

QString ShareChart::valueLabel(double value) const
{
    return QString::number(value);
}

const HistoryPoint* ShareChart::pointNear(qint64 timeMs, int step) const
{
    const auto& points = m_history.points;
    if (points.empty())
        return nullptr;
    const auto distance = [&](const HistoryPoint& point) {
        return std::abs(middleOf(point, m_history.stepMs) - timeMs);
    };
    const auto nearest = std::ranges::min_element(points, {}, distance) - points.begin();
    const auto last = qptrdiff(points.size()) - 1;
    return &points[std::size_t(std::clamp<qptrdiff>(nearest + step, 0, last))];
}

std::optional<qint64> ShareChart::sampleNear(qint64 timeMs, int step) const
{
    const HistoryPoint* point = pointNear(timeMs, step);
    return point ? std::optional(middleOf(*point, m_history.stepMs)) : std::nullopt;
}

std::vector<Reading> ShareChart::readingsAt(qint64 timeMs) const
{
    const HistoryPoint* point = pointNear(timeMs, 0);
    if (!point)
        return {};
    const Format format;
    const Tally& tally = point->tally;
    const std::vector<double> shares = Format::shares({tally.memory, tally.disk, tally.database});
    if (shares.empty())
        return {{lookOf(Database), tr("%1 bypassed").arg(format.count(tally.bypassed)), {}}};
    const double hits = *tally.hitRate();
    std::vector<Reading> readings{{lookOf(HitRate), format.percent(hits), hits}};
    if (m_tiersKnown)
        readings.push_back({lookOf(Memory), format.percent(shares[0]), shares[0]});
    readings.push_back({lookOf(Disk), format.percent(shares[1]), {}});
    readings.push_back({lookOf(Database), format.percent(shares[2]), {}});
    if (const QString mostly = mostlyText(tally); !mostly.isEmpty())
        readings.push_back({{LegendLabel::Mark::Area, Token::Database, tr("Misses")}, mostly, {}});
    return readings;
}

TableTwin ShareChart::tableTwin() const
{
    TableTwin twin;
    twin.heads = {tr("Time"),        tr("Hit rate"), lookOf(Memory).name,
                  lookOf(Disk).name, tr("Database"), tr("Bypassed")};
    twin.csvHeads = {u"time"_s,  u"memory"_s,   u"disk"_s,  u"database"_s,
                     u"stale"_s, u"bypassed"_s, u"errors"_s};
    const Format format;
    for (const auto& [startMs, tally] : m_history.points) {
        const QString time = m_history.stepMs < minuteMs ? format.clockSeconds(startMs)
                                                         : format.moment(startMs, m_history.toMs);
        twin.rows.prepend({time, format.percent(tally.hitRate()),
                           m_tiersKnown ? format.count(tally.memory) : Format::unknown(),
                           format.count(tally.disk), format.count(tally.database),
                           m_tiersKnown ? format.count(tally.bypassed) : Format::unknown()});
        QStringList raw{
            QDateTime::fromMSecsSinceEpoch(startMs, Qt::UTC).toString(Qt::ISODateWithMs)};
        for (const qint64 value :
             {tally.memory, tally.disk, tally.database, tally.stale, tally.bypassed, tally.errors})
            raw += QString::number(value);
        twin.csvRows += raw;
    }
    return twin;
}

QString ShareChart::description() const
{
    const HistoryPoint* lowest = nullptr;
    const HistoryPoint* last = nullptr;
    for (const HistoryPoint& point : m_history.points) {
        if (!point.tally.hitRate())
            continue;
        last = &point;
        if (!lowest || *point.tally.hitRate() < *lowest->tally.hitRate())
            lowest = &point;
    }
    if (!lowest)
        return tr("Nobody asked the cache in this range.");
    const Format format;
    return tr("Hit rate from %1 to %2: %3, lowest %4 at %5, now %6.")
        .arg(format.clock(m_history.fromMs), format.clock(m_history.toMs),
             format.percent(m_history.total.hitRate()), format.percent(lowest->tally.hitRate()),
             format.clock(lowest->startMs), format.percent(last->tally.hitRate()));
}

} // namespace tierwatch
