// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/twinmodel.h"

namespace tierwatch {

namespace {

QVariant alignmentOf(int column)
{
    return int((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void TwinModel::setTwin(TableTwin twin)
{
    const bool sameShape = twin.heads == m_twin.heads && twin.rows.size() == m_twin.rows.size();
    if (!sameShape)
        beginResetModel();
    m_twin = std::move(twin);
    if (!sameShape)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int TwinModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_twin.rows.size());
}

int TwinModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_twin.heads.size());
}

QVariant TwinModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role == Qt::DisplayRole)
        return m_twin.rows[index.row()].value(index.column());
    return {};
}

QVariant TwinModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    return role == Qt::DisplayRole ? m_twin.heads[section] : QVariant();
}

} // namespace tierwatch
