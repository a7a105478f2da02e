// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarktext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch::benchmarktext {

namespace {

/// Less than this is noise.
constexpr double sameWithin = 0.05;

QString translated(const char* text)
{
    return QCoreApplication::translate("BenchmarkText", text);
}

QString counted(qint64 count, const char* one, const char* many)
{
    return count == 1 ? translated(one)
                      : QCoreApplication::translate("BenchmarkText", many, nullptr,
                                                    static_cast<int>(count));
}

QString queriesText(qint64 queries)
{
    return counted(queries, "1 query to the database", "%Ln queries to the database");
}

} // namespace

QString factor(double times, const Format& format)
{
    if (times < 9.95)
        return format.factor(times);
    // Two figures: the rest is noise.
    const double unit = times < 1000 ? 1 : std::pow(10.0, std::floor(std::log10(times)) - 1);
    return format.count(qRound64(std::round(times / unit) * unit));
}

QString report(const QString& query, const QString& type, const Names& names)
{
    return query == type ? names.type(type) : Names().type(query);
}

QString cost(const BenchmarkEstimate& estimate, const Format& format)
{
    if (estimate.databaseQueries == 0)
        return translated("Choose at least one report.");
    const QString queries = queriesText(estimate.databaseQueries);
    if (estimate.databaseMs <= 0)
        return translated("%1; how long they take is not known yet.").arg(queries);
    const QString time = format.duration(estimate.databaseMs);
    return estimate.unknown > 0 ? translated("More than %1, %2.").arg(time, queries)
                                : translated("About %1, %2.").arg(time, queries);
}

QString progress(const BenchmarkProgress& progress, const Names& names, const Format& format)
{
    if (progress.cancelling)
        return translated("Ends after the query under way");
    const auto row = std::ranges::find(progress.soFar.rows, progress.query, &BenchmarkRow::query);
    if (!progress.running || row == progress.soFar.rows.end())
        return translated("Beginning\u2026");
    const QString round =
        translated("%1, round %2 of %3")
            .arg(report(row->query, row->type, names), format.count(progress.round),
                 format.count(progress.plan.rounds));
    if (!progress.leftMs)
        return round;
    return translated("%1, %2 left").arg(round, format.age(*progress.leftMs));
}

QString summary(const BenchmarkRun& run, const Format& format)
{
    const auto reports = static_cast<qint64>(run.rows.size());
    return translated("%1, %2 in %3")
        .arg(counted(reports, "1 report", "%Ln reports"),
             counted(run.rounds, "1 round", "%Ln rounds"),
             format.duration(static_cast<double>(run.tookMs)));
}

std::optional<double> faster(const BenchmarkRow& row)
{
    const auto& cached = row.memory ? row.memory : row.disk;
    if (!cached || !row.database || cached->medianMs <= 0)
        return std::nullopt;
    return row.database->medianMs / cached->medianMs;
}

QString against(const BenchmarkRow& row, const BenchmarkRun* other, const Format& format)
{
    if (!other || !row.database)
        return Format::unknown();
    const auto then = std::ranges::find(other->rows, row.query, &BenchmarkRow::query);
    if (then == other->rows.end() || !then->database || then->database->medianMs <= 0)
        return Format::unknown();
    const double change = row.database->medianMs / then->database->medianMs - 1;
    if (std::abs(change) < sameWithin)
        return translated("As before");
    if (change > 1)
        return translated("%1 times slower").arg(factor(change + 1, format));
    const QString percent = format.wholePercent(std::abs(change) * 100);
    return change > 0 ? translated("%1 slower").arg(percent) : translated("%1 faster").arg(percent);
}

Verdict verdict(const BenchmarkRun* latest, qint64 nowMs, const Format& format)
{
    if (!latest)
        return {State::Info, translated("Not measured yet."),
                translated("A benchmark takes each answer from memory, from disk and from the "
                           "database, and keeps the times.")};
    const auto failed = std::ranges::count_if(
        latest->rows, [](const BenchmarkRow& row) { return row.error.has_value(); });
    double least = 0;
    double most = 0;
    for (const BenchmarkRow& row : latest->rows) {
        const double times = faster(row).value_or(0);
        least = least == 0 || (times > 0 && times < least) ? times : least;
        most = std::max(most, times);
    }
    const QString when = translated("Measured %1.").arg(format.moment(latest->startedMs, nowMs));
    if (failed > 0)
        return {State::Warning, when,
                counted(failed, "1 report failed; its row says why.",
                        "%Ln reports failed; their rows say why.")};
    if (most <= 0)
        return {State::Info, when, summary(*latest, format) + u'.'};
    if (latest->rows.size() == 1)
        return {State::Ok, when,
                translated("The cache answers %1 times faster than the database.")
                    .arg(factor(most, format))};
    return {State::Ok, when,
            translated("The cache answers %1 to %2 times faster than the database.")
                .arg(factor(least, format), factor(most, format))};
}

QString forWhom(const BenchmarkRun& run, const Names& names)
{
    QStringList parts;
    if (run.companyId)
        parts.append(names.company(*run.companyId));
    if (run.source)
        parts.append(*run.source);
    return parts.join(u", "_s);
}

QString parameters(const BenchmarkRun& run, const Names& names)
{
    QStringList lines;
    for (const BenchmarkParameter& one : run.params.value_or(std::vector<BenchmarkParameter>())) {
        const auto row = std::ranges::find(run.rows, one.query, &BenchmarkRow::query);
        const QString type = row == run.rows.end() ? one.query : row->type;
        lines.append(
            translated("%1: %2 %3").arg(report(one.query, type, names), one.name, one.value));
    }
    return lines.join(u'\n');
}

} // namespace tierwatch::benchmarktext
