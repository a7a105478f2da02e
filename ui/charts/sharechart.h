// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "values/history.h"

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
    explicit ShareChart(QWidget* parent = nullptr);

    void setHistory(const History& history);

    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] TableTwin tableTwin() const override;
    [[nodiscard]] std::vector<EndLabel> endLabels() const override;
    void setSeriesShown(int series, bool shown) override;

protected:
    [[nodiscard]] std::optional<qint64> sampleNear(qint64 timeMs) const override;
    [[nodiscard]] std::optional<qint64> sampleBeside(qint64 timeMs, int step) const override;
    [[nodiscard]] std::vector<Reading> readingsAt(qint64 timeMs) const override;
    [[nodiscard]] QString valueLabel(double value) const override;
    void paintLines(QPainter& painter,
                    const std::function<QPointF(double, double)>& map) const override;
    void applyColors() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Band;
    History m_history;
};

} // namespace tierwatch
