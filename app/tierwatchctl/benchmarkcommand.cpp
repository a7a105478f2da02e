// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarkcommand.h"

#include <chrono>

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
    connect(&m_timer, &QTimer::timeout, this, &BenchmarkCommand::look);
    if (out().isForPeople())
        m_timer.start(std::chrono::seconds(1));
    perform(action, [this](const BenchmarkRun& run) {
        m_timer.stop();
        if (out().isJson())
            out().printJson(run);
        else
            print(run);
        end();
    });
}

/// Where it can't be told how far it is, it goes on all the same.
void BenchmarkCommand::look()
{
    whenDone(target().read(BenchmarkProgressQuery{}), [this](const Result<BenchmarkProgress>& now) {
        if (now && now->running && m_timer.isActive())
            tell(*now);
    });
}

void BenchmarkCommand::tell(const BenchmarkProgress& now)
{
    const QString left =
        now.leftMs ? out().span(static_cast<double>(*now.leftMs)) : tr("some time");
    out().progress(
        tr("%1, round %2: about %3 left").arg(now.query, QString::number(now.round), left));
}

void BenchmarkCommand::print(const BenchmarkRun& run)
{
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
}

} // namespace tierwatch
