// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/savingstext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 dayMs = 86'400'000;

QString translated(const char* text)
{
    return QCoreApplication::translate("SavingsText", text);
}

struct Texts
{
    qint64 days; ///< 0 = all there are
    qint64 chartDays;
    const char* shortName;
    const char* sentence;
    const char* before;
};

constexpr std::array<Texts, 4> allTexts{{
    {1, 7, QT_TRANSLATE_NOOP("SavingsText", "24 h"),
     QT_TRANSLATE_NOOP("SavingsText", "In the last 24 hours the cache %1."),
     QT_TRANSLATE_NOOP("SavingsText", "the 24 hours before")},
    {7, 7, QT_TRANSLATE_NOOP("SavingsText", "7 days"),
     QT_TRANSLATE_NOOP("SavingsText", "In the last 7 days the cache %1."),
     QT_TRANSLATE_NOOP("SavingsText", "the 7 days before")},
    {30, 31, QT_TRANSLATE_NOOP("SavingsText", "30 days"),
     QT_TRANSLATE_NOOP("SavingsText", "In the last 30 days the cache %1."),
     QT_TRANSLATE_NOOP("SavingsText", "the 30 days before")},
    {0, 31, QT_TRANSLATE_NOOP("SavingsText", "Total"),
     QT_TRANSLATE_NOOP("SavingsText", "Since counting began the cache %1."), ""},
}};

const Texts& textsOf(Period period)
{
    return allTexts[static_cast<std::size_t>(period)];
}

QString queriesText(qint64 queries, const Format& format)
{
    return queries == 1 ? translated("1 query")
                        : translated("%1 queries").arg(format.countInWords(queries));
}

QString namesOf(const std::vector<QString>& types, const Names& names)
{
    QStringList list;
    for (const QString& type : types)
        list.append(names.type(type));
    return list.join(u", "_s);
}

void finish(std::vector<SavingsRow>& rows)
{
    std::vector<qint64> parts;
    parts.reserve(rows.size());
    for (const SavingsRow& row : rows)
        parts.push_back(qRound64(std::max(0.0, row.saved.databaseMs) * 1000));
    const std::vector<double> shares = Format::shares(parts);
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (rows[i].saved.databaseMs >= 0)
            rows[i].share = shares[i];
    std::ranges::stable_sort(rows, [](const SavingsRow& a, const SavingsRow& b) {
        return a.saved.databaseMs > b.saved.databaseMs;
    });
}

} // namespace

std::optional<qint64> lengthOf(Period period)
{
    const qint64 days = textsOf(period).days;
    return days > 0 ? std::optional(days * dayMs) : std::nullopt;
}

qint64 daysFor(Period period)
{
    return textsOf(period).chartDays;
}

QString shortName(Period period)
{
    return translated(textsOf(period).shortName);
}

QString beforePhrase(Period period)
{
    return period == Period::Total ? QString() : translated(textsOf(period).before);
}

QString savingsSentence(const Saved& saved, Period period, const Format& format)
{
    const QString queries = queriesText(saved.queries, format);
    const QString what =
        saved.databaseMs >= 0
            ? translated("saved %1 and %2 of database time")
                  .arg(queries, format.durationInWords(saved.databaseMs))
            : translated("saved %1, but took %2 longer than the database would have")
                  .arg(queries, format.durationInWords(-saved.databaseMs));
    return translated(textsOf(period).sentence).arg(what);
}

QString reckoningText(const SavingsReport& report, const Names& names, const Format& format)
{
    QStringList sentences{
        translated("Reckoned as hits times the measured database time of their type, less the time "
                   "the hits took and the queries that renewed values in the background.")};
    if (!report.unpriced.empty())
        sentences +=
            translated("Time left out, never measured: %1.").arg(namesOf(report.unpriced, names));
    if (report.companiesSinceMs)
        sentences += translated("Companies are told apart since %1.")
                         .arg(format.moment(*report.companiesSinceMs, report.toMs));
    return sentences.join(u' ');
}

Verdict savingsVerdict(const SavingsReport& report, const Names& names, const Format& format)
{
    const std::vector<SavingsRow> rows = typeRows(report, names);
    if (rows.empty() || report.total.queries == 0)
        return {State::Info, translated("Not enough yet."),
                translated("It needs an hour of requests.")};
    const auto count = static_cast<qint64>(rows.size());
    const auto costly =
        std::ranges::count_if(rows, [](const SavingsRow& row) { return row.saved.databaseMs < 0; });
    if (costly > 0) {
        const QString words =
            costly == 1
                ? translated("1 of %1 types costs more than it saves.").arg(count)
                : translated("%1 of %2 types cost more than they save.").arg(costly).arg(count);
        return {State::Warning, words,
                translated("%1 took %2 longer than the database would have.")
                    .arg(rows.back().name, format.duration(-rows.back().saved.databaseMs))};
    }
    const auto paying =
        std::ranges::count_if(rows, [](const SavingsRow& row) { return row.saved.databaseMs > 0; });
    return {State::Ok, translated("Caching pays for %1 of %2 types.").arg(paying).arg(count),
            translated("%1 brings %2 of the saving.")
                .arg(rows.front().name, format.percent(rows.front().share))};
}

std::vector<SavingsRow> typeRows(const SavingsReport& report, const Names& names)
{
    std::vector<SavingsRow> rows;
    rows.reserve(report.types.size());
    for (const SavedByType& type : report.types)
        rows.push_back({names.type(type.type), type.saved, type.before, {}});
    finish(rows);
    return rows;
}

std::vector<SavingsRow> companyRows(const SavingsReport& report, const Names& names)
{
    std::vector<SavingsRow> rows;
    rows.reserve(report.companies.size());
    for (const SavedByCompany& company : report.companies) {
        const QString name = company.companyId ? names.company(*company.companyId)
                             : company.others  ? translated("Other companies")
                                               : translated("No company");
        rows.push_back({name, company.saved, company.before, {}});
    }
    finish(rows);
    return rows;
}

} // namespace tierwatch
