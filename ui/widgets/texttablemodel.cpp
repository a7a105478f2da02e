// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/texttablemodel.h"

namespace tierwatch {

TextTableModel::TextTableModel(const QStringList& heads, const QList<int>& words, QObject* parent)
    : QAbstractTableModel(parent), m_heads(heads), m_words(words)
{
}

int TextTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : rows();
}

int TextTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_heads.size());
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto side = m_words.contains(section) ? Qt::AlignLeft : Qt::AlignRight;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(side | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? m_heads.value(section) : QVariant();
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    return role == Qt::DisplayRole ? text(index.row(), index.column())
                                   : beside(index.row(), index.column(), role);
}

QVariant TextTableModel::beside(int, int, int) const
{
    return {};
}

void TextTableModel::setHead(int column, const QString& head)
{
    m_heads[column] = head;
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
}

void TextTableModel::updateRows()
{
    if (rows() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rows() - 1, columnCount() - 1));
}

} // namespace tierwatch
