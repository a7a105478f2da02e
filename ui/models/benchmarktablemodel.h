// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/benchmark.h"
#include "widgets/dotsdelegate.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// One run of the benchmark, a row a report, beside another run. Keeps its own copy; GUI thread.
class BenchmarkTableModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column { Report, Memory, Disk, Database, Plot, Faster, Against, ColumnCount };

    explicit BenchmarkTableModel(QObject* parent = nullptr);

    /// `other` is what it is compared with, and `against` names it.
    void setRun(BenchmarkRun run, std::optional<BenchmarkRun> other, const QString& against);
    void setNames(const Names& names);

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_run.rows.size()); }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant beside(int row, int column, int role) const override;
    [[nodiscard]] QString reportText(const BenchmarkRow& row) const;
    [[nodiscard]] QString hint(const BenchmarkRow& row, int column) const;
    [[nodiscard]] QString axisText() const;
    [[nodiscard]] Dots dots(const BenchmarkRow& row) const;

    BenchmarkRun m_run;
    std::optional<BenchmarkRun> m_other;
    Names m_names;
    Format m_format;
};

} // namespace tierwatch
