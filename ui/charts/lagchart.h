// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "values/freshness.h"

#include <array>

namespace tierwatch {

struct LagLine
{
    QString name;
    std::vector<LagPoint> points;
};

/// For how long cached data was behind the database, at most: one line a company, the chosen one
/// in its own colour. Where the database did not tell, the line breaks.
class LagChart final : public TimeChart
{
    Q_OBJECT

public:
    enum Series { Chosen, Others };

    explicit LagChart(QWidget* parent = nullptr);

    /// `chosen` is one of the lines; none = all are alike.
    void setLines(std::vector<LagLine> lines, std::optional<std::size_t> chosen, qint64 fromMs,
                  qint64 toMs);
    /// Behind for longer is too long: a line across, always in sight; none = there is no limit.
    /// To be called before the lines are set.
    void setAlarm(std::optional<qint64> alarmMs);
    /// What the figures at the left are in: "minutes".
    [[nodiscard]] QString unitName() const;

    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] TableTwin tableTwin() const override;
    [[nodiscard]] std::vector<EndLabel> endLabels() const override;
    void setSeriesShown(int series, bool shown) override;
    [[nodiscard]] QString valueLabel(double value) const override;
    [[nodiscard]] std::vector<Reading> readingsAt(qint64 timeMs) const override;
    void paintLines(QPainter& painter) const override;

protected:
    [[nodiscard]] std::optional<qint64> sampleNear(qint64 timeMs, int step) const override;
    void applyColors() override {} // all of it is painted

private:
    void scaleTo(qint64 mostMs);
    void paintLine(QPainter& painter, const LagLine& line) const;
    [[nodiscard]] Token chosenColor() const;
    [[nodiscard]] QString description(qint64 fromMs, qint64 toMs) const;

    std::vector<LagLine> m_lines;
    std::optional<std::size_t> m_chosen;
    std::vector<qint64> m_times; ///< of all points, ascending
    qint64 m_unitMs = 1000;
    qint64 m_alarmMs = 0; ///< 0 = there is none
    std::array<bool, 2> m_shown{true, true};
};

} // namespace tierwatch
