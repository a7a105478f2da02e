// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/freshnesstext.h"

#include "models/eventtext.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr std::size_t mostNamed = 3;

QString translated(const char* text)
{
    return QCoreApplication::translate("Freshness", text);
}

QString companiesText(qint64 companies)
{
    if (companies == 1)
        return translated("1 company");
    return QCoreApplication::translate("Freshness", "%Ln companies", nullptr,
                                       static_cast<int>(companies));
}

std::vector<const CompanyWatermark*> inState(const Watermarks& watermarks, Freshness state)
{
    std::vector<const CompanyWatermark*> found;
    for (const CompanyWatermark& company : watermarks.companies) {
        if (company.state == state)
            found.push_back(&company);
    }
    return found;
}

/// "Delta Energy, Alfa Construct and 3 more".
QString named(const std::vector<const CompanyWatermark*>& companies, const Names& names)
{
    QStringList list;
    for (const CompanyWatermark* company : companies) {
        if (list.size() == mostNamed)
            break;
        list.append(names.company(company->companyId));
    }
    if (companies.size() > mostNamed)
        return translated("%1 and %2 more")
            .arg(list.join(u", "_s), Format().count(qint64(companies.size() - mostNamed)));
    if (list.size() < 2)
        return list.join(QString());
    const QString last = list.takeLast();
    return translated("%1 and %2").arg(list.join(u", "_s), last);
}

QString changeText(const CompanyWatermark& company, const FreshnessLook& look, bool briefly)
{
    const QString when = look.format.moment(*company.changedMs, look.nowMs);
    const QString what = !company.changedBy ? translated("Taken as changed at %1").arg(when)
                         : *company.changedBy > 0
                             ? translated("%1 at %2").arg(postingsText(*company.changedBy), when)
                             : translated("Changed at %1").arg(when);
    if (briefly || company.changedEntries.value_or(0) == 0)
        return what;
    return translated("%1, %2 invalidated").arg(what, entriesText(*company.changedEntries));
}

QString nextText(const CompanyWatermark& company, const FreshnessLook& look)
{
    return look.format.age(std::max<qint64>(company.nextMs.value_or(0) - look.nowMs, 0));
}

QString behindText(const CompanyWatermark& company, const FreshnessLook& look)
{
    if (!look.watched)
        return translated("Old answers are served: auto-invalidation is off");
    if (!company.lastError.isEmpty())
        return translated("Not invalidated: %1").arg(company.lastError);
    return translated("Invalidates in %1").arg(nextText(company, look));
}

QString currentSentence(const Watermarks& watermarks, const FreshnessLook& look)
{
    qint64 lastMs = 0;
    for (const CompanyWatermark& company : watermarks.companies)
        lastMs = std::max(lastMs, company.checkedMs.value_or(0));
    if (watermarks.intervalMs <= 0) // by another program
        return translated("Checked last %1.").arg(look.format.ago(lastMs, look.nowMs));
    return translated("Checked every %1, last %2.")
        .arg(look.format.age(watermarks.intervalMs), look.format.ago(lastMs, look.nowMs));
}

QString troubleSentence(const Watermarks& watermarks, const FreshnessLook& look)
{
    QStringList parts;
    if (const auto behind = inState(watermarks, Freshness::Behind); !behind.empty())
        parts.append(behind.size() == 1
                         ? translated("%1 is behind").arg(named(behind, look.names))
                         : translated("%1 are behind").arg(named(behind, look.names)));
    if (const auto silent = inState(watermarks, Freshness::NotChecked); !silent.empty())
        parts.append(translated("%1 could not be checked").arg(named(silent, look.names)));
    if (const auto never = inState(watermarks, Freshness::NeverChecked); !never.empty())
        parts.append(never.size() == 1
                         ? translated("%1 was not checked yet").arg(named(never, look.names))
                         : translated("%1 were not checked yet").arg(named(never, look.names)));
    if (!look.watched)
        parts.append(watermarks.switchUntilMs
                         ? translated("changes are not looked for: auto-invalidation is off until "
                                      "%1")
                               .arg(look.format.moment(*watermarks.switchUntilMs, look.nowMs))
                         : translated("changes are not looked for: auto-invalidation is off"));
    QString sentence = parts.join(u"; "_s);
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence + u'.';
}

} // namespace

State stateOf(const CompanyWatermark& company)
{
    if (company.checking)
        return State::Info;
    switch (company.state) {
    case Freshness::Current:
        return State::Ok;
    case Freshness::Behind:
        return State::Warning;
    case Freshness::NotChecked:
        return State::Error;
    case Freshness::NeverChecked:
        break;
    }
    return State::Info;
}

QString stateWord(const CompanyWatermark& company)
{
    if (company.checking)
        return translated("Checking");
    switch (company.state) {
    case Freshness::Current:
        return translated("Current");
    case Freshness::Behind:
        return translated("Behind");
    case Freshness::NotChecked:
        return translated("Not checked");
    case Freshness::NeverChecked:
        break;
    }
    return translated("Never checked");
}

int severity(const CompanyWatermark& company)
{
    switch (company.state) {
    case Freshness::Behind:
        return 3;
    case Freshness::NotChecked:
        return 2;
    case Freshness::NeverChecked:
        return 1;
    case Freshness::Current:
        break;
    }
    return 0;
}

std::optional<qint64> behindForMs(const CompanyWatermark& company, qint64 nowMs)
{
    if (company.state != Freshness::Behind)
        return std::nullopt;
    const auto since = company.currentMs ? company.currentMs : company.behindSinceMs;
    if (!since)
        return std::nullopt;
    return std::max<qint64>(nowMs - *since, 0);
}

QString brieflyHappens(const CompanyWatermark& company, const FreshnessLook& look)
{
    const bool isChange =
        company.state == Freshness::Current && company.changedMs && !company.checking;
    return isChange ? changeText(company, look, true) : QString();
}

QString changeSentence(const CompanyWatermark& company, const FreshnessLook& look)
{
    if (!company.changedMs || !company.changedEntries)
        return {};
    return translated("The last change, at %1, took out %2.")
        .arg(look.format.clockSeconds(*company.changedMs), entriesText(*company.changedEntries));
}

QString behindForText(qint64 ms, const Format& format)
{
    constexpr qint64 minuteMs = 60'000;
    return ms < minuteMs ? format.age(ms) : format.duration(static_cast<double>(ms));
}

QString postingsText(qint64 postings)
{
    if (postings == 1)
        return translated("1 posting");
    return QCoreApplication::translate("Freshness", "%Ln postings", nullptr,
                                       static_cast<int>(postings));
}

QString whatHappens(const CompanyWatermark& company, const FreshnessLook& look)
{
    if (company.checking)
        return translated("Asking the database");
    switch (company.state) {
    case Freshness::Current:
        return company.changedMs ? changeText(company, look, false)
                                 : translated("No change so far");
    case Freshness::Behind:
        return behindText(company, look);
    case Freshness::NotChecked:
        if (!company.nextMs)
            return company.lastError;
        return translated("Next try in %1: %2").arg(nextText(company, look), company.lastError);
    case Freshness::NeverChecked:
        break;
    }
    return look.watched ? translated("First check in %1").arg(nextText(company, look))
                        : translated("Not watched: auto-invalidation is off");
}

Verdict freshnessVerdict(const Watermarks& watermarks, const FreshnessLook& look)
{
    const auto total = static_cast<qint64>(watermarks.companies.size());
    if (total == 0)
        return {look.watched ? State::Info : State::Warning,
                look.watched ? translated("Nothing to watch.") : translated("Not watched."),
                look.watched ? translated("No company has cached data yet.")
                             : translated("No company has cached data yet, and auto-invalidation "
                                          "is off.")};
    const auto current = static_cast<qint64>(inState(watermarks, Freshness::Current).size());
    const bool trouble = !inState(watermarks, Freshness::Behind).empty() ||
                         !inState(watermarks, Freshness::NotChecked).empty() || !look.watched;
    const State state = trouble ? State::Warning : current < total ? State::Info : State::Ok;
    if (current == total && look.watched)
        return {state,
                total == 1 ? translated("The one company is current.")
                           : translated("All %1 are current.").arg(companiesText(total)),
                currentSentence(watermarks, look)};
    const QString words =
        translated("%1 of %2 current.").arg(look.format.count(current), companiesText(total));
    return {state, words, troubleSentence(watermarks, look)};
}

QString checkedSentence(const Watermarks& watermarks, std::optional<qint64> companyId,
                        const FreshnessLook& look)
{
    if (companyId) {
        const auto one =
            std::ranges::find(watermarks.companies, *companyId, &CompanyWatermark::companyId);
        if (one != watermarks.companies.end())
            return translated("Checked %1: %2.")
                .arg(look.names.company(*companyId), stateWord(*one).toLower());
    }
    if (watermarks.companies.empty())
        return translated("No company has cached data to check.");
    QStringList parts;
    for (const Freshness state : {Freshness::Current, Freshness::Behind, Freshness::NotChecked}) {
        const auto found = inState(watermarks, state);
        if (!found.empty())
            parts.append(u"%1 %2"_s.arg(look.format.count(qint64(found.size())),
                                        stateWord(*found.front()).toLower()));
    }
    return translated("Checked %1: %2.")
        .arg(companiesText(qint64(watermarks.companies.size())), parts.join(u", "_s));
}

QStringList autoOffText(const Watermarks& watermarks, const FreshnessLook& look)
{
    const QString off = translated("Nobody looks for changes in the database any more: what is "
                                   "cached is served until its own time runs out, however old it "
                                   "is by then.");
    std::vector<const CompanyWatermark*> changing;
    for (const CompanyWatermark& company : watermarks.companies) {
        if (company.changedMs && company.changedBy)
            changing.push_back(&company);
    }
    std::ranges::stable_sort(changing, std::greater<>(), [](const CompanyWatermark* company) {
        return std::pair(company->invalidations, *company->changedMs);
    });
    if (changing.empty())
        return {off};
    return {off, translated("First to fall behind, as they changed most often so far: %1.")
                     .arg(named(changing, look.names))};
}

} // namespace tierwatch
