// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarkrunsmodel.h"

namespace tierwatch {

namespace {

QVariant alignment(int column)
{
    const bool isNumber = column == BenchmarkRunsModel::Reports ||
                          column == BenchmarkRunsModel::Rounds ||
                          column == BenchmarkRunsModel::Took;
    return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

void BenchmarkRunsModel::setRuns(std::vector<BenchmarkRun> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

void BenchmarkRunsModel::setNames(const Names& names)
{
    m_names = names;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Company), index(rowCount() - 1, Company));
}

const BenchmarkRun* BenchmarkRunsModel::before(int row) const
{
    for (auto i = static_cast<std::size_t>(row) + 1; i < m_runs.size(); ++i) {
        if (m_runs[i].companyId == m_runs[static_cast<std::size_t>(row)].companyId)
            return &m_runs[i];
    }
    return nullptr;
}

int BenchmarkRunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int BenchmarkRunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BenchmarkRunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Started:
        return tr("Started");
    case Company:
        return tr("Company");
    case Reports:
        return tr("Reports");
    case Rounds:
        return tr("Rounds");
    case Took:
        return tr("Took");
    case Who:
        return tr("By");
    default:
        return {};
    }
}

QVariant BenchmarkRunsModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return text(m_runs[static_cast<std::size_t>(index.row())], static_cast<Column>(index.column()));
}

QString BenchmarkRunsModel::text(const BenchmarkRun& run, Column column) const
{
    switch (column) {
    case Started:
        return m_format.moment(run.startedMs, m_clock.wallMs());
    case Company:
        return run.companyId ? m_names.company(*run.companyId) : Format::unknown();
    case Reports:
        return m_format.count(static_cast<qint64>(run.rows.size()));
    case Rounds:
        return m_format.count(run.rounds);
    case Took:
        return m_format.duration(static_cast<double>(run.tookMs));
    case Who:
        return run.cancelled ? tr("%1, cancelled").arg(run.who) : run.who;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace tierwatch
