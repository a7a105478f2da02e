// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/names.h"
#include "theme/format.h"
#include "values/benchmark.h"

#include <QAbstractTableModel>

namespace tierwatch {

/// The runs of the benchmark that are kept, the latest first. GUI thread; the clock outlives it.
class BenchmarkRunsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Started, Company, Reports, Rounds, Took, Who, ColumnCount };

    explicit BenchmarkRunsModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_clock(clock)
    {
    }

    void setRuns(std::vector<BenchmarkRun> runs);
    void setNames(const Names& names);
    [[nodiscard]] const std::vector<BenchmarkRun>& runs() const { return m_runs; }
    /// The latest before `row` for the same company; null if there is none.
    [[nodiscard]] const BenchmarkRun* before(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString text(const BenchmarkRun& run, Column column) const;

    const Clock& m_clock;
    std::vector<BenchmarkRun> m_runs;
    Names m_names;
    Format m_format;
};

} // namespace tierwatch
