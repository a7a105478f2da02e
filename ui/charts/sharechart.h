// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/sharesegments.h"
#include "charts/timechart.h"

#include <array>

class QAreaSeries;
class QLineSeries;

namespace tierwatch {

/// Where answers came from: memory, disk and database as percent of the answered requests, stacked,
/// with the hit rate as an ink line. Where there were no requests, or the cache was off, nothing is
/// drawn: the line breaks, never zero, never joined.
class ShareChart final : public TimeChart
{
    Q_OBJECT

public:
    enum Series { Memory, Disk, Database, HitRate };

    explicit ShareChart(QWidget* parent = nullptr);

    void setHistory(const History& history);
    /// Whether memory and disk can be told apart; else hits are all in one.
    void setTiersKnown(bool known) { m_tiersKnown = known; }

    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] TableTwin tableTwin() const override;
    [[nodiscard]] std::vector<EndLabel> endLabels() const override;
    void setSeriesShown(int series, bool shown) override;
    [[nodiscard]] QString valueLabel(double value) const override;
    [[nodiscard]] std::vector<Reading> readingsAt(qint64 timeMs) const override;
    void paintLines(QPainter& painter) const override;

protected:
    [[nodiscard]] std::optional<qint64> sampleNear(qint64 timeMs, int step) const override;
    void applyColors() override;

private:
    void addAreas();
    void rebuild();
    [[nodiscard]] QString description() const;
    [[nodiscard]] SeriesLook lookOf(int series) const;
    [[nodiscard]] const HistoryPoint* pointNear(qint64 timeMs, int step) const;

    History m_history;
    bool m_tiersKnown = true;
    std::vector<ShareSegment> m_segments;
    std::array<QLineSeries*, 3> m_boundaries; ///< upper edges of memory, disk and database
    std::array<QAreaSeries*, 3> m_areas;
    std::array<bool, 4> m_shown{true, true, true, true};
};

} // namespace tierwatch
