// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarkrunsmodel.h"

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
    for (auto i = static_cast<std::size_t>(row) + 1; i < m_runs.size(); ++i) {
        if (m_runs[i].companyId == m_runs[static_cast<std::size_t>(row)].companyId)
            return &m_runs[i];
    }
    return nullptr;
}

QString BenchmarkRunsModel::text(int row, int column) const
{
    const BenchmarkRun& run = m_runs[static_cast<std::size_t>(row)];
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
    default:
        return {};
    }
}

} // namespace tierwatch
