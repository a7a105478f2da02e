// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agetable.h"

#include "models/eventtext.h"
#include "widgets/csvline.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// No honest report has more types, or cells; another one shall not hold up the window.
constexpr qsizetype mostTypes = 200;
constexpr std::size_t mostCells = 100'000;

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
    std::set<std::optional<qint64>> seen;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs && seen.insert(age.companyId).second)
            companies.push_back(age.companyId);
    }
    std::ranges::stable_sort(companies, {}, [&names](const std::optional<qint64>& company) {
        return std::pair(!company, company ? names.company(*company) : QString());
    });
    return companies;
}

using AgeOf = std::pair<std::optional<qint64>, QString>; ///< company and type

std::map<AgeOf, AnswerAge> agesOf(const FreshnessReport& report)
{
    std::map<AgeOf, AnswerAge> ages;
    for (const AnswerAge& age : report.ages)
        ages.try_emplace({age.companyId, age.type}, age);
    return ages;
}

/// As the catalog has them, then those that it does not know.
QStringList typesOf(const FreshnessReport& report, const Names& names)
{
    QStringList used;
    QSet<QString> left;
    for (const AnswerAge& age : report.ages) {
        if (age.oldestMs && !left.contains(age.type)) {
            left.insert(age.type);
            used.append(age.type);
        }
    }
    QStringList types;
    for (const ReportType& type : names.catalog().types) {
        if (left.remove(type.type))
            types.append(type.type);
    }
    used.removeIf([&left](const QString& type) { return !left.contains(type); });
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
    const QStringList types = typesOf(report, names).mid(0, mostTypes);
    auto companies = companiesOf(report, names);
    companies.resize(
        std::min(companies.size(), mostCells / std::size_t(std::max(types.size(), qsizetype{1}))));
    const auto ages = agesOf(report);
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
            const auto found = ages.find({company, type});
            row.push_back(cellOf(found == ages.end() ? AnswerAge{} : found->second, unit, nowMs));
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
