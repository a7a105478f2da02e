// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agetable.h"

#include "models/eventtext.h"
#include "widgets/csvline.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 secondMs = 1'000, minuteMs = 60'000, hourMs = 3'600'000, dayMs = 86'400'000;

QString translated(const char* text)
{
    return QCoreApplication::translate("Ages", text);
}

struct Unit
{
    qint64 ms = minuteMs;
    QString name;
};

Unit unitFor(qint64 longestMs)
{
    if (longestMs <= 2 * minuteMs)
        return {secondMs, translated("seconds")};
    if (longestMs <= 10 * hourMs)
        return {minuteMs, translated("minutes")};
    if (longestMs <= 5 * dayMs)
        return {hourMs, translated("hours")};
    return {dayMs, translated("days")};
}

AgeCell cellOf(const AnswerAge& age, const Unit& unit, qint64 nowMs)
{
    if (!age.oldestMs)
        return {Format::unknown(), std::nullopt, translated("Nothing is cached.")};
    const Format format;
    const qint64 ms = std::max<qint64>(nowMs - *age.oldestMs, 0);
    const QString text = ms < unit.ms ? u"<1"_s : format.count(ms / unit.ms);
    const double share = age.lifeMs > 0 ? double(ms) / double(age.lifeMs) : 0;
    return {text, share,
            translated("The oldest of %1 was loaded %2 ago; it may be %3 old.")
                .arg(entriesText(age.entries), format.age(ms), format.age(age.lifeMs))};
}

/// By name; what belongs to no company comes last.
std::vector<std::optional<qint64>> companiesOf(const FreshnessReport& report, const Names& names)
{
    std::vector<std::optional<qint64>> companies;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs && std::ranges::find(companies, age.companyId) == companies.end())
            companies.push_back(age.companyId);
    }
    std::ranges::stable_sort(companies, {}, [&names](const std::optional<qint64>& company) {
        return std::pair(!company, company ? names.company(*company) : QString());
    });
    return companies;
}

/// As the catalog has them, then those that it does not know.
QStringList typesOf(const FreshnessReport& report, const Names& names)
{
    QStringList used;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs && !used.contains(age.type))
            used.append(age.type);
    }
    QStringList types;
    for (const ReportType& type : names.catalog().types) {
        if (used.removeOne(type.type))
            types.append(type.type);
    }
    return types + used;
}

} // namespace

QString companyOf(std::optional<qint64> company, const Names& names)
{
    return company ? names.company(*company) : translated("No company");
}

const AnswerAge* oldestOf(const FreshnessReport& report)
{
    const AnswerAge* oldest = nullptr;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs && (!oldest || *age.oldestMs < *oldest->oldestMs))
            oldest = &age;
    }
    return oldest;
}

AgesShown agesShown(const FreshnessReport& report, const Names& names, qint64 nowMs)
{
    qint64 longestMs = 0;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs)
            longestMs = std::max({longestMs, age.lifeMs, nowMs - *age.oldestMs});
    }
    const Unit unit = unitFor(longestMs);
    const auto companies = companiesOf(report, names);
    const QStringList types = typesOf(report, names);
    AgesShown shown;
    shown.unit = unit.name;
    shown.longest = longestMs > 0 ? Format().age(longestMs) : QString();
    for (const QString& type : types)
        shown.table.types.append(names.type(type));
    for (const auto& company : companies) {
        shown.table.companies.append(companyOf(company, names));
        std::vector<AgeCell>& row = shown.table.cells.emplace_back();
        row.reserve(std::size_t(types.size()));
        for (const QString& type : types) {
            const auto found = std::ranges::find_if(report.ages, [&](const AnswerAge& age) {
                return age.companyId == company && age.type == type;
            });
            row.push_back(cellOf(found == report.ages.end() ? AnswerAge{} : *found, unit, nowMs));
        }
    }
    return shown;
}

QByteArray agesCsv(const FreshnessReport& report, const Names& names)
{
    QString table = toCsvLine({u"company_id"_s, u"company"_s, u"cache_type"_s, u"entries"_s,
                               u"stale"_s, u"oldest"_s, u"life_s"_s});
    for (const AnswerAge& age : report.ages) {
        const QString oldest =
            age.oldestMs
                ? QDateTime::fromMSecsSinceEpoch(*age.oldestMs, Qt::UTC).toString(Qt::ISODateWithMs)
                : QString();
        table += toCsvLine({age.companyId ? QString::number(*age.companyId) : QString(),
                            age.companyId ? names.company(*age.companyId) : QString(), age.type,
                            QString::number(age.entries), QString::number(age.stale), oldest,
                            QString::number(double(age.lifeMs) / 1000)});
    }
    return table.toUtf8();
}

} // namespace tierwatch
