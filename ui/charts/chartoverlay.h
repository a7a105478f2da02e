// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/charttypes.h"

#include <QGraphicsItem>
#include <QMarginsF>

#include <vector>

namespace tierwatch {

class TimeChart;

/// Everything on a TimeChart that is not an area: grid, labels, lines, marks, crosshair. Lives in
/// the chart's scene above the series, and knows what is under the pointer.
class ChartOverlay final : public QGraphicsItem
{
public:
    explicit ChartOverlay(const TimeChart& chart);

    void setArea(const QRectF& area);
    /// What labels and marks need around the plot.
    [[nodiscard]] QMarginsF roomAround() const;
    [[nodiscard]] std::optional<EndLabel> seriesAt(const QPointF& position) const;
    /// The marks under the pointer: several where they were merged.
    [[nodiscard]] std::vector<ChartMark> marksAt(const QPointF& position) const;

    [[nodiscard]] QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct MarkGroup
    {
        QRectF circle;
        std::vector<ChartMark> marks;
    };
    struct PlacedLabel
    {
        QRectF rect;
        EndLabel label;
    };
    [[nodiscard]] std::vector<MarkGroup> markGroups() const;
    [[nodiscard]] std::vector<PlacedLabel> placedLabels() const;
    void paintGrid(QPainter& painter, const Colors& colors) const;
    void paintTimeLabels(QPainter& painter, const Colors& colors) const;
    void paintAlarms(QPainter& painter, const Colors& colors) const;
    void paintMarks(QPainter& painter, const Colors& colors) const;
    void paintEndLabels(QPainter& painter, const Colors& colors) const;
    void paintCrosshair(QPainter& painter, const Colors& colors) const;

    const TimeChart& m_chart;
    QRectF m_area;
};

} // namespace tierwatch
