// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetdetailtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 sameClockMs = 50;

QString said(const char* text)
{
    return QCoreApplication::translate("FleetDetail", text);
}

QString hitRateText(const FleetFigures& figures, const Format& format)
{
    if (!figures.hitRate)
        return Format::unknown();
    const QString rate = format.percent(figures.hitRate);
    QString text = figures.answeredLastHour >= FleetFigures::usefulAnswers
                       ? said("%1 of %2 requests in the last hour")
                             .arg(rate, format.count(figures.answeredLastHour))
                       : said("%1 since its counters began").arg(rate);
    if (figures.memoryOnly)
        text += u". "_s + *figures.memoryOnly;
    return text;
}

QString p95Text(const FleetFigures& figures, const Format& format)
{
    if (figures.p95Ms)
        return said("19 of 20 answers took no longer than %1").arg(format.duration(figures.p95Ms));
    return figures.seenMs ? said("Not told, or too few answers") : Format::unknown();
}

QString savedText(const FleetFigures& figures, const Format& format)
{
    if (!figures.savedQueries)
        return Format::unknown();
    const QString queries = said("%1 queries").arg(format.count(figures.savedQueries));
    return figures.savedMs
               ? said("%1, %2 of database time").arg(queries, format.duration(figures.savedMs))
               : queries;
}

QString sizeText(const TierSize& size, const Format& format)
{
    if (size.unavailable)
        return *size.unavailable;
    QStringList parts;
    if (size.bytes)
        parts << (size.limitBytes > 0 ? format.bytesOf(size.bytes, size.limitBytes)
                                      : format.bytes(size.bytes));
    if (size.entries)
        parts << said("%1 entries").arg(format.count(size.entries));
    return parts.isEmpty() ? Format::unknown() : parts.join(u", "_s);
}

QString freshText(const FleetFigures& figures, const Format& format)
{
    if (!figures.seenMs)
        return Format::unknown();
    if (!figures.fresh)
        return said("Nothing watches its database, or it does not tell.");
    if (figures.fresh->all == 0)
        return said("No company has cached data yet.");
    return said("%1 of %2 companies are current")
        .arg(format.count(figures.fresh->current), format.count(figures.fresh->all));
}

QString clockWords(qint64 aheadMs)
{
    if (std::abs(aheadMs) < sameClockMs)
        return said("As this computer\u2019s");
    const QString by = clockText(std::abs(aheadMs)).mid(1); // without the sign
    return (aheadMs > 0 ? said("%1 ahead of this computer") : said("%1 behind this computer"))
        .arg(by);
}

std::vector<FleetDetailText::Fact> factsOf(const FleetMember& member, qint64 nowMs,
                                           const Format& format)
{
    const FleetFigures& figures = member.figures();
    std::vector<FleetDetailText::Fact> facts{
        {said("Hit rate"), hitRateText(figures, format)},
        {said("Requests"),
         figures.requestsPerS ? format.rate(*figures.requestsPerS) : Format::unknown()},
        {said("p95"), p95Text(figures, format)},
        {said("Saved, 24 h"), savedText(figures, format)},
        {said("Memory"), sizeText(figures.memory, format)},
        {said("Disk"), sizeText(figures.disk, format)},
        {said("Freshness"), freshText(figures, format)}};
    if (figures.clockAheadMs && member.connection().kind == TargetConnection::Kind::Service)
        facts.push_back({said("Clock"), clockWords(*figures.clockAheadMs)});
    if (figures.signInEndsMs)
        facts.push_back(
            {said("Sign-in"), said("Ends at %1").arg(format.moment(*figures.signInEndsMs, nowMs))});
    facts.push_back(
        {said("Seen"), figures.seenMs ? format.ago(*figures.seenMs, nowMs) : Format::unknown()});
    return facts;
}

/// What is over now is told, too.
void tellProblem(FleetDetailText& text, const Fleet& fleet, int row, qint64 nowMs,
                 const Format& format)
{
    const FleetFigures& figures = fleet.member(row).figures();
    const auto& problem = figures.lastProblem;
    if (fleet.concern(row) != FleetConcern::None) {
        const FleetProblem now = fleetProblem(fleet, row, nowMs, format);
        text.happened = now.happened;
        text.todo = now.todo;
    } else if (problem) {
        text.happened = said("%1 Last at %2.")
                            .arg(problem->message, format.moment(figures.lastProblemMs, nowMs));
        text.todo = said("It answers again.");
    }
    if (problem && !problem->detail.isEmpty())
        text.happened += u'\n' + problem->detail;
}

QString paceText(const Fleet& fleet, int row, const Format& format)
{
    const qint64 paceMs = fleet.pace(row).count();
    if (waitsForAPerson(fleet.member(row).figures().state))
        return said("Not asked by itself.");
    return paceMs > 0 ? said("Asked every %1.").arg(format.age(paceMs)) : said("Asked by hand.");
}

QString costText(const Fleet& fleet, int row, const Format& format)
{
    const FleetCost cost = fleet.member(row).cost();
    return paceText(fleet, row, format) + u' ' +
           said("%1 requests, %2 received, and %3 of this program\u2019s time so far.")
               .arg(format.count(cost.requests), format.bytes(cost.bytes),
                    format.duration(cost.ms));
}

} // namespace

FleetDetailText fleetDetail(const Fleet& fleet, int row, qint64 nowMs, const Format& format)
{
    const FleetMember& member = fleet.member(row);
    FleetDetailText text{member.name(), member.connection().place};
    text.look = fleetLook(member.figures(), fleet.concern(row), nowMs, format);
    text.facts = factsOf(member, nowMs, format);
    tellProblem(text, fleet, row, nowMs, format);
    text.cost = costText(fleet, row, format);
    return text;
}

} // namespace tierwatch
