// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/savingsmodel.h"

#include "widgets/bardelegate.h"

#include <cmath>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

/// A change of less is none.
constexpr double leastChange = 0.5;

QString quoted(QString cell)
{
    if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n'))
        cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

} // namespace

SavingsModel::SavingsModel(const QString& what, QObject* parent)
    : QAbstractTableModel(parent), m_what(what)
{
}

void SavingsModel::setRows(std::vector<SavingsRow> rows)
{
    if (rows == m_rows)
        return;
    const bool sameShape = rows.size() == m_rows.size();
    if (!sameShape)
        beginResetModel();
    m_rows = std::move(rows);
    if (!sameShape)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SavingsModel::setBefore(const QString& phrase)
{
    m_before = phrase;
    Q_EMIT headerDataChanged(Qt::Horizontal, Trend, Trend);
}

int SavingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SavingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SavingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool left = section == Name || section == Share;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return m_what;
    case Queries:
        return tr("Queries");
    case Time:
        return tr("Database time");
    case Share:
        return tr("Share");
    case HitRate:
        return tr("Hit rate");
    default:
        return m_before.isEmpty() ? tr("Trend") : tr("Against %1").arg(m_before);
    }
}

QVariant SavingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SavingsRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == BarDelegate::ShareRole && index.column() == Share)
        return row.share ? QVariant(*row.share / 100) : QVariant();
    if (role == BarDelegate::CostRole && index.column() == Time)
        return row.saved.databaseMs < 0;
    return role == Qt::DisplayRole ? text(row, index.column()) : QVariant();
}

QString SavingsModel::text(const SavingsRow& row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Queries:
        return m_format.count(row.saved.queries);
    case Time:
        return m_format.duration(row.saved.databaseMs);
    case Share:
        return m_format.percent(row.share);
    case HitRate:
        return m_format.percent(row.saved.hitRate());
    default:
        return trend(row);
    }
}

QString SavingsModel::trend(const SavingsRow& row) const
{
    if (!row.before)
        return Format::unknown();
    if (row.before->databaseMs <= 0)
        return row.before->queries == 0 ? tr("new") : Format::unknown();
    const double percent =
        100 * (row.saved.databaseMs - row.before->databaseMs) / row.before->databaseMs;
    if (std::abs(percent) < leastChange)
        return tr("the same");
    const QString amount = m_format.wholePercent(std::abs(percent));
    return percent > 0 ? tr("%1 more").arg(amount) : tr("%1 less").arg(amount);
}

QString SavingsModel::csv() const
{
    QString csv = u"name,queries_saved,misses,database_ms_saved,database_ms_saved_before\r\n"_s;
    for (const SavingsRow& row : m_rows) {
        const QString before =
            row.before ? QString::number(row.before->databaseMs, 'f', 3) : QString();
        csv += QStringList{quoted(row.name), QString::number(row.saved.queries),
                           QString::number(row.saved.misses),
                           QString::number(row.saved.databaseMs, 'f', 3), before}
                   .join(u',') +
               u"\r\n"_s;
    }
    return csv;
}

} // namespace tierwatch
