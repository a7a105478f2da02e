// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pricetablemodel.h"

namespace tierwatch {

namespace {

QVariant alignment(int column)
{
    const auto side = column == PriceTableModel::Type ? Qt::AlignLeft : Qt::AlignRight;
    return QVariant::fromValue(side | Qt::AlignVCenter);
}

} // namespace

void PriceTableModel::setRows(std::vector<PreviewRow> rows, const Names& names)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_names = names;
    endResetModel();
}

int PriceTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PriceTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PriceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Type:
        return tr("Type");
    case Entries:
        return tr("Entries");
    case Size:
        return tr("Size");
    case Asked:
        return tr("Asked in the last hour");
    case Time:
        return tr("Time to load again");
    default:
        return {};
    }
}

QVariant PriceTableModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return text(m_rows[static_cast<std::size_t>(index.row())], static_cast<Column>(index.column()));
}

QString PriceTableModel::text(const PreviewRow& row, Column column) const
{
    switch (column) {
    case Type:
        return m_names.type(row.type);
    case Entries:
        return m_format.count(row.entries);
    case Size:
        return m_format.bytes(row.bytes);
    case Asked:
        return m_format.count(row.askedLastHour);
    case Time:
        return m_format.duration(row.reloadMs);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace tierwatch
