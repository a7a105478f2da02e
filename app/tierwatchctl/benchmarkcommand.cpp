// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarkcommand.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

std::optional<double> medianOf(const std::optional<BenchmarkFigure>& figure)
{
    return figure ? std::optional(figure->medianMs) : std::nullopt;
}

QString faster(const BenchmarkRow& row)
{
    const auto cached = medianOf(row.memory ? row.memory : row.disk);
    const auto database = medianOf(row.database);
    return cached && database && *cached > 0 ? QString::number(*database / *cached, 'f', 0)
                                             : QString();
}

} // namespace

void BenchmarkCommand::start()
{
    const auto rounds = line().number(u"rounds"_s);
    if (!rounds)
        return fail(rounds.error());
    const auto company = line().number(u"company"_s);
    if (!company)
        return fail(company.error());
    Benchmark action;
    action.plan.rounds = rounds->value_or(action.plan.rounds);
    action.plan.companyId = *company;
    if (const auto query = line().text(u"query"_s))
        action.plan.queries = std::vector<QString>{*query};
    perform(action, [this](const BenchmarkRun& run) {
        if (out().isJson()) {
            out().printJson(run);
            return end();
        }
        Table table{{{tr("report")},
                     {tr("rounds"), true},
                     {tr("memory"), true},
                     {tr("disk"), true},
                     {tr("database"), true},
                     {tr("times faster"), true},
                     {tr("error")}},
                    {}};
        for (const BenchmarkRow& row : run.rows)
            table.rows.push_back({row.query, QString::number(row.rounds),
                                  out().span(medianOf(row.memory)), out().span(medianOf(row.disk)),
                                  out().span(medianOf(row.database)), faster(row),
                                  row.error.value_or(QString())});
        out().print(table);
        end();
    });
}

} // namespace tierwatch
