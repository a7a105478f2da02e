// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/charttypes.h"

#include <QtCharts/QChartView>

#include <functional>
#include <vector>

class QValueAxis;

namespace tierwatch {

class ChartOverlay;
class EmptyState;

/// A chart over time. Qt Charts draws the areas; one overlay item above them paints grid, labels,
/// event marks, alarm lines and the crosshair. Left and Right move the crosshair, Enter opens the
/// nearest mark. GUI thread only.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    explicit TimeChart(const QString& title, QWidget* parent = nullptr);

    void setMarks(std::vector<ChartMark> marks);
    /// Moves the axis on to `nowMs` (Unix ms) while no data comes.
    void advanceTo(qint64 nowMs);
    void setAlarmLines(std::vector<AlarmLine> lines);
    /// Shown in place of the plot while there is no sample: "No requests yet".
    [[nodiscard]] EmptyState& emptyState() const { return *m_empty; }
    /// Moves the crosshair to the sample nearest to this time, for linked charts; none hides it.
    void setCrosshair(std::optional<qint64> timeMs);

    [[nodiscard]] QString csv() const;
    [[nodiscard]] QPixmap picture();

    [[nodiscard]] virtual bool isEmpty() const = 0;
    [[nodiscard]] virtual TableTwin tableTwin() const = 0;
    /// Series that can be hidden, from top to bottom.
    [[nodiscard]] virtual std::vector<EndLabel> endLabels() const = 0;
    virtual void setSeriesShown(int series, bool shown) = 0;

    // What the overlay paints.
    [[nodiscard]] const std::vector<ChartMark>& marks() const { return m_marks; }
    [[nodiscard]] const std::vector<AlarmLine>& alarmLines() const { return m_alarms; }
    [[nodiscard]] const std::vector<double>& valueTicks() const { return m_ticks; }
    [[nodiscard]] std::optional<qint64> crosshair() const { return m_crosshair; }
    [[nodiscard]] QRectF plotArea() const { return m_plot; }
    [[nodiscard]] qint64 fromMs() const { return m_fromMs; }
    [[nodiscard]] qint64 toMs() const { return m_toMs; }
    [[nodiscard]] QPointF pixelAt(double timeMs, double value) const;
    [[nodiscard]] virtual QString valueLabel(double value) const = 0;
    /// Below a tick of the axis, where a step is this long; and above the crosshair's box.
    [[nodiscard]] virtual QString timeLabel(qint64 timeMs, qint64 stepMs) const;
    [[nodiscard]] virtual QString timeTitle(qint64 timeMs) const;
    [[nodiscard]] virtual std::vector<Reading> readingsAt(qint64 timeMs) const = 0;
    /// Lines above the areas; Qt Charts could not break them.
    virtual void paintLines(QPainter& painter) const = 0;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By pointer or key, for charts that are linked with this one.
    void crosshairMoved(std::optional<qint64> timeMs);
    /// A mark was clicked, or chosen with Enter.
    void markActivated(qint64 id);
    void dataChanged();

protected:
    /// To be called with new data: the range (Unix ms) and one sentence that sums it up.
    void setData(qint64 fromMs, qint64 toMs, const QString& description);
    void setValueRange(double from, double to, std::vector<double> ticks);
    [[nodiscard]] int columns() const; ///< pixel columns of the plot
    /// The sample nearest to a time, or the one `step` samples after that; none if there is none.
    [[nodiscard]] virtual std::optional<qint64> sampleNear(qint64 timeMs, int step) const = 0;
    virtual void applyColors() = 0;
    [[nodiscard]] QValueAxis* timeAxis() const { return m_timeAxis; }
    [[nodiscard]] QValueAxis* valueAxis() const { return m_valueAxis; }

    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void setupView();
    void setupAxes();
    void layOut();
    void applyRange();
    void moveCrosshair(std::optional<qint64> timeMs);
    void stepCrosshair(int step);
    void activateNearestMark();
    void describe();

    ChartOverlay* m_overlay;
    QValueAxis* m_timeAxis;
    QValueAxis* m_valueAxis;
    EmptyState* m_empty;
    std::vector<ChartMark> m_marks;
    std::vector<AlarmLine> m_alarms;
    std::vector<double> m_ticks;
    std::optional<qint64> m_crosshair;
    QRectF m_plot;
    qint64 m_dataToMs = 0;
    qint64 m_lengthMs = 0;
    qint64 m_fromMs = 0; ///< what is shown: m_lengthMs up to the end of a pixel column
    qint64 m_toMs = 0;
    QString m_description;
};

} // namespace tierwatch
