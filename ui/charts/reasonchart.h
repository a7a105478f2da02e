// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "values/history.h"

#include <array>

namespace tierwatch {

/// Why the database was asked: misses of each step by their reason, and requests that bypassed the
/// cache while it was off, stacked. A step without one has no column.
class ReasonChart final : public TimeChart
{
    Q_OBJECT

public:
    enum Reason { First, Expired, Evicted, ByMonitor, ByPerson, SwitchedOff, Failed, Count };

    explicit ReasonChart(QWidget* parent = nullptr);

    void setHistory(const History& history);

    [[nodiscard]] bool isEmpty() const override { return m_history.points.empty(); }
    [[nodiscard]] TableTwin tableTwin() const override;
    [[nodiscard]] std::vector<EndLabel> endLabels() const override;
    void setSeriesShown(int series, bool shown) override;
    [[nodiscard]] QString valueLabel(double value) const override;
    [[nodiscard]] std::vector<Reading> readingsAt(qint64 timeMs) const override;
    void paintLines(QPainter& painter) const override;

protected:
    [[nodiscard]] std::optional<qint64> sampleNear(qint64 timeMs, int step) const override;
    void applyColors() override {}

private:
    void applyRange();
    [[nodiscard]] QString description() const;

    History m_history;
    std::array<bool, Count> m_shown{};
};

/// Of a stretch with misses whose reasons are known the one that counts most, as in "mostly
/// expired"; else empty.
[[nodiscard]] QString mostlyText(const Tally& tally);

} // namespace tierwatch
