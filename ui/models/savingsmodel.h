// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savingstext.h"

#include <QAbstractTableModel>

namespace tierwatch {

/// A table of savings, by company or by type. Rows change in place. Keeps its own copy; GUI thread.
class SavingsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Queries, Time, Share, HitRate, Trend, ColumnCount };

    /// `what`: the head of the first column.
    explicit SavingsModel(const QString& what, QObject* parent = nullptr);

    void setRows(std::vector<SavingsRow> rows);
    /// "the 7 days before": what the trend is against.
    void setBefore(const QString& phrase);
    /// The rows as raw numbers under English heads, for other programs.
    [[nodiscard]] QString csv() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString text(const SavingsRow& row, int column) const;
    [[nodiscard]] QString trend(const SavingsRow& row) const;

    const QString m_what;
    QString m_before;
    std::vector<SavingsRow> m_rows;
    Format m_format;
};

} // namespace tierwatch
