// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/invalidate.h"

#include <QAbstractTableModel>

namespace tierwatch {

/// The price of an invalidation by type. Keeps its own copy; GUI thread.
class PriceTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Type, Entries, Size, Asked, Time, ColumnCount };

    explicit PriceTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setRows(std::vector<PreviewRow> rows, const Names& names);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString text(const PreviewRow& row, Column column) const;

    std::vector<PreviewRow> m_rows;
    Names m_names;
    Format m_format;
};

} // namespace tierwatch
