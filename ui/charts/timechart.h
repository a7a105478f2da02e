// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

#include <optional>
#include <vector>

class QValueAxis;

namespace tierwatch {

class ChartOverlay;
class EmptyState;

/// Something that happened, as a numbered mark on a chart.
struct ChartMark
{
    qint64 id = 0;
    qint64 timeMs = 0; ///< Unix ms
    int number = 0;
    QString text;
    friend bool operator==(const ChartMark&, const ChartMark&) = default;
};

/// A dashed limit across the plot, labelled at its right end.
struct AlarmLine
{
    double value = 0;
    QString text;
};

/// What a chart shows as a table: for eyes that prefer it, for screen readers, for CSV.
struct TableTwin
{
    QStringList heads;
    QList<QStringList> rows;    ///< as people read it
    QStringList csvHeads;       ///< English
    QList<QStringList> csvRows; ///< raw numbers, ISO 8601 UTC
};

/// One value of the crosshair's box, with the mark it has in the legend.
struct Reading
{
    int mark; ///< LegendLabel::Mark
    int token;
    QString name;
    QString text;
    std::optional<double> value; ///< where on the plot the ring goes; none = no ring
};

/// One label at the right end of the plot.
struct EndLabel
{
    int series;
    int mark;
    int token;
    QString text;
    double value;
    bool shown;
};

/// A chart over time. Qt Charts draws the areas; one overlay item above them paints grid, labels,
/// event marks, alarm lines and the crosshair. Left and Right move the crosshair, Enter opens the
/// nearest mark. GUI thread only.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    explicit TimeChart(const QString& title, QWidget* parent = nullptr);

    void setMarks(std::vector<ChartMark> marks);
    void setAlarmLines(std::vector<AlarmLine> lines);
    /// Shown in place of the plot while there is no sample: "No requests yet".
    [[nodiscard]] EmptyState& emptyState() const { return *m_empty; }

    [[nodiscard]] virtual bool isEmpty() const = 0;
    [[nodiscard]] virtual TableTwin tableTwin() const = 0;
    /// Series that can be hidden, in the order of their labels.
    [[nodiscard]] virtual std::vector<EndLabel> endLabels() const = 0;
    virtual void setSeriesShown(int series, bool shown) = 0;
    [[nodiscard]] QString csv() const;
    [[nodiscard]] QPixmap picture();

    /// Moves the crosshair to the sample nearest to this time, for linked charts; none hides it.
    void setCrosshair(std::optional<qint64> timeMs);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void crosshairMoved(std::optional<qint64> timeMs);
    /// A mark was clicked, or chosen with Enter.
    void markActivated(qint64 id);
    void dataChanged();

protected:
    void setTimeRange(qint64 fromMs, qint64 toMs);
    void setValueRange(double from, double to, std::vector<double> ticks);
    void changed(const QString& description); ///< to be called after new data
    [[nodiscard]] virtual std::optional<qint64> sampleNear(qint64 timeMs) const = 0;
    [[nodiscard]] virtual std::optional<qint64> sampleBeside(qint64 timeMs, int step) const = 0;
    [[nodiscard]] virtual std::vector<Reading> readingsAt(qint64 timeMs) const = 0;
    [[nodiscard]] virtual QString valueLabel(double value) const = 0;
    /// Lines above the areas, which may break; `map` gives pixels of (Unix ms, value).
    virtual void paintLines(QPainter& painter,
                            const std::function<QPointF(double, double)>& map) const = 0;
    virtual void applyColors() = 0;

    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

    [[nodiscard]] QValueAxis* timeAxis() const { return m_timeAxis; }
    [[nodiscard]] QValueAxis* valueAxis() const { return m_valueAxis; }

private:
    friend class ChartOverlay;
    void makeAxes();
    void makeOverlay();
    void layOut();
    void moveCrosshair(std::optional<qint64> timeMs);
    [[nodiscard]] qint64 timeAt(double x) const;

    ChartOverlay* m_overlay;
    QValueAxis* m_timeAxis;
    QValueAxis* m_valueAxis;
    EmptyState* m_empty;
    std::vector<ChartMark> m_marks;
    std::vector<AlarmLine> m_alarms;
    std::vector<double> m_ticks;
    std::optional<qint64> m_crosshair;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
};

} // namespace tierwatch
