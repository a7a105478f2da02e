// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "values/savings.h"

class QBarSet;
class QStackedBarSeries;

namespace tierwatch {

/// Database time saved per day, a bar each; the running day is hatched, and a day that cost more
/// than it saved hangs below the line. Days that nobody asked anything on have no bar.
class DayChart final : public TimeChart
{
    Q_OBJECT

public:
    explicit DayChart(QWidget* parent = nullptr);

    /// `count` days, the running one last, which began at `todayMs` (Unix ms).
    void setDays(const std::vector<SavedOnDay>& days, qint64 todayMs, qint64 count);

    [[nodiscard]] bool isEmpty() const override { return m_days.empty(); }
    [[nodiscard]] TableTwin tableTwin() const override;
    [[nodiscard]] std::vector<EndLabel> endLabels() const override { return {}; }
    void setSeriesShown(int, bool) override {}
    [[nodiscard]] QString valueLabel(double value) const override;
    [[nodiscard]] QString timeLabel(qint64 timeMs, qint64 stepMs) const override;
    [[nodiscard]] QString timeTitle(qint64 timeMs) const override;
    [[nodiscard]] std::vector<Reading> readingsAt(qint64 timeMs) const override;
    void paintLines(QPainter&) const override {}

protected:
    [[nodiscard]] std::optional<qint64> sampleNear(qint64 timeMs, int step) const override;
    void applyColors() override;

private:
    void fillBars();
    [[nodiscard]] bool isToday(qint64 timeMs) const;
    [[nodiscard]] QString description() const;

    std::vector<SavedOnDay> m_days;
    qint64 m_todayMs = 0;
    qint64 m_count = 0;
    QStackedBarSeries* m_bars;
    QBarSet* m_saved;
    QBarSet* m_cost;
    QBarSet* m_today;
    QValueAxis* m_barAxis;
};

} // namespace tierwatch
