// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/names.h"
#include "theme/format.h"
#include "values/benchmark.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// The runs of the benchmark that are kept, the latest first. GUI thread; the clock outlives it.
class BenchmarkRunsModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column { Started, Company, Reports, Rounds, Took, Who };

    explicit BenchmarkRunsModel(const Clock& clock, QObject* parent = nullptr);

    void setRuns(std::vector<BenchmarkRun> runs);
    void setNames(const Names& names);
    [[nodiscard]] const std::vector<BenchmarkRun>& runs() const { return m_runs; }
    /// The latest before `row` of the same company, database and parameters; null if there is none.
    [[nodiscard]] const BenchmarkRun* before(int row) const;

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_runs.size()); }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant beside(int row, int column, int role) const override;

    [[nodiscard]] QString forWhom(const BenchmarkRun& run) const;

    const Clock& m_clock;
    std::vector<BenchmarkRun> m_runs;
    Names m_names;
    Format m_format;
};

} // namespace tierwatch
