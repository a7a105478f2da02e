// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarkrunsmodel.h"

#include "models/benchmarktext.h"

namespace tierwatch {

BenchmarkRunsModel::BenchmarkRunsModel(const Clock& clock, QObject* parent)
    : TextTableModel(
          {tr("Started"), tr("Company"), tr("Reports"), tr("Rounds"), tr("Took"), tr("By")},
          {Started, Company, Who}, parent),
      m_clock(clock)
{
}

void BenchmarkRunsModel::setRuns(std::vector<BenchmarkRun> runs)
{
    replaceRows(false, [&] { m_runs = std::move(runs); });
}

void BenchmarkRunsModel::setNames(const Names& names)
{
    m_names = names;
    updateRows();
}

const BenchmarkRun* BenchmarkRunsModel::before(int row) const
{
    const BenchmarkRun& run = m_runs[static_cast<std::size_t>(row)];
    for (auto i = static_cast<std::size_t>(row) + 1; i < m_runs.size(); ++i) {
        if (m_runs[i].companyId == run.companyId && m_runs[i].source == run.source &&
            m_runs[i].params == run.params)
            return &m_runs[i];
    }
    return nullptr;
}

QVariant BenchmarkRunsModel::beside(int row, int column, int role) const
{
    return role == Qt::ToolTipRole && column == Company
               ? benchmarktext::parameters(m_runs[static_cast<std::size_t>(row)], m_names)
               : QVariant();
}

QString BenchmarkRunsModel::text(int row, int column) const
{
    const BenchmarkRun& run = m_runs[static_cast<std::size_t>(row)];
    switch (column) {
    case Started:
        return m_format.moment(run.startedMs, m_clock.wallMs());
    case Company:
        return forWhom(run);
    case Reports:
        return m_format.count(static_cast<qint64>(run.rows.size()));
    case Rounds:
        return m_format.count(run.rounds);
    case Took:
        return m_format.duration(static_cast<double>(run.tookMs));
    case Who:
        return run.cancelled ? tr("%1, cancelled").arg(run.who) : run.who;
    default:
        return {};
    }
}

QString BenchmarkRunsModel::forWhom(const BenchmarkRun& run) const
{
    const QString whom = benchmarktext::forWhom(run, m_names);
    const QString told = whom.isEmpty() ? Format::unknown() : whom;
    return run.params ? tr("%1, other parameters").arg(told) : told;
}

} // namespace tierwatch
