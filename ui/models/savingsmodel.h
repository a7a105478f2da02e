// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savingstext.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// A table of savings, by company or by type. Rows change in place. Keeps its own copy; GUI thread.
class SavingsModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Queries, Time, Share, HitRate, Trend };

    /// `what`: the head of the first column.
    explicit SavingsModel(const QString& what, QObject* parent = nullptr);

    void setRows(std::vector<SavingsRow> rows);
    /// "the 7 days before": what the trend is against.
    void setBefore(const QString& phrase);
    /// The rows as raw numbers under English heads, for other programs.
    [[nodiscard]] QString csv() const;

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant beside(int row, int column, int role) const override;
    [[nodiscard]] QString trend(const SavingsRow& row) const;

    std::vector<SavingsRow> m_rows;
    Format m_format;
};

} // namespace tierwatch
