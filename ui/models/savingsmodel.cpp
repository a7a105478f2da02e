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
    : TextTableModel(
          {what, tr("Queries"), tr("Database time"), tr("Share"), tr("Hit rate"), tr("Trend")},
          {Name, Share}, parent)
{
}

void SavingsModel::setRows(std::vector<SavingsRow> rows)
{
    if (rows == m_rows)
        return;
    replaceRows(rows.size() == m_rows.size(), [&] { m_rows = std::move(rows); });
}

void SavingsModel::setBefore(const QString& phrase)
{
    setHead(Trend, phrase.isEmpty() ? tr("Trend") : tr("Against %1").arg(phrase));
}

QVariant SavingsModel::beside(int number, int column, int role) const
{
    const SavingsRow& row = m_rows[static_cast<std::size_t>(number)];
    if (role == BarDelegate::ShareRole && column == Share)
        return row.share ? QVariant(*row.share / 100) : QVariant();
    if (role == BarDelegate::CostRole && column == Time)
        return row.saved.databaseMs < 0;
    return {};
}

QString SavingsModel::text(int number, int column) const
{
    const SavingsRow& row = m_rows[static_cast<std::size_t>(number)];
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
