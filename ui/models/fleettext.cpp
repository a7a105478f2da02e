// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleettext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Fleet", text);
}

QString counted(qint64 count, const char* one, const char* many)
{
    return count == 1 ? said(one) : said(many).arg(Format().count(count));
}

FleetLook calmLook(const FleetFigures& figures)
{
    if (figures.state == FleetState::Opening)
        return {said("Opening\u2026"), std::nullopt, u"timed"_s};
    if (figures.state == FleetState::ViewOnly)
        return {said("Watch-only"), std::nullopt, u"watch-only"_s};
    return {said("Healthy"), State::Ok};
}

QString endsIn(const FleetFigures& figures, qint64 nowMs, const Format& format)
{
    const qint64 leftMs = figures.signInEndsMs.value_or(nowMs) - nowMs;
    return leftMs <= 0 ? said("Sign-in ended") : said("Sign-in ends in %1").arg(format.age(leftMs));
}

/// "since 14:27, 5 times"
QString offlineText(const FleetFigures& figures, qint64 nowMs, const Format& format)
{
    const QString what = figures.trouble ? figures.trouble->message : QString();
    if (!figures.troubledSince)
        return what;
    //: an error message, then the time it was first seen
    return said("%1 Since %2.").arg(what, format.moment(*figures.troubledSince, nowMs));
}

QString nextTryText(const Fleet& fleet, int row, const FleetFigures& figures, qint64 nowMs,
                    const Format& format)
{
    QStringList parts;
    if (const auto next = fleet.untilNext(row))
        parts << said("Next try in %1.").arg(format.age(next->count() + 999));
    parts << (figures.seenMs
                  ? said("Figures above are from %1.").arg(format.moment(*figures.seenMs, nowMs))
                  : said("It has not answered since this program began."));
    return parts.join(u' ');
}

void describeFigures(FleetProblem& problem, const FleetFigures& figures, const Format& format)
{
    switch (problem.concern) {
    case FleetConcern::Degraded:
        problem.happened = said("It goes on without its disk: %1")
                               .arg(figures.degraded->isEmpty() ? said("the reason is not told.")
                                                                : *figures.degraded);
        problem.todo = said("More goes to the database until the disk works again.");
        return;
    case FleetConcern::SwitchedOff:
        problem.happened = said("The cache is switched off: everybody waits for the database.");
        problem.todo = said("Switch it on once the reason is gone.");
        return;
    case FleetConcern::Behind:
        problem.happened = counted(figures.fresh->all - figures.fresh->current,
                                   "What is cached of one company is not up to date.",
                                   "What is cached of %1 companies is not up to date.");
        problem.todo = said("Its Freshness page says which, since when and why.");
        return;
    case FleetConcern::HitRate:
        problem.happened =
            said("Its hit rate is %1; %2 is usual there.")
                .arg(format.percent(figures.hitRate), format.percent(figures.hitRateFallenFrom));
        problem.todo =
            said("After an invalidation it comes back by itself; else look at the misses.");
        return;
    case FleetConcern::P95:
        problem.happened =
            said("One answer in 20 takes longer than %1; %2 is usual there.")
                .arg(format.duration(figures.p95Ms), format.duration(figures.p95RisenFromMs));
        problem.todo = said("Look at its response times by type.");
        return;
    default:
        return;
    }
}

void describeLink(FleetProblem& problem, const FleetFigures& figures, qint64 nowMs,
                  const Format& format)
{
    if (problem.concern == FleetConcern::Clock) {
        const qint64 ahead = figures.clockAheadMs.value_or(0);
        const QString by = format.age(std::abs(ahead));
        problem.happened = (ahead > 0 ? said("Its clock runs %1 ahead of this computer; ages and "
                                             "the sign-in\u2019s end are off by as much.")
                                      : said("Its clock runs %1 behind this computer; ages and "
                                             "the sign-in\u2019s end are off by as much."))
                               .arg(by);
        problem.todo = said("Switch time synchronisation on there, or here.");
    } else if (problem.concern == FleetConcern::SignIn) {
        problem.happened = endsIn(figures, nowMs, format) + u'.';
        problem.todo = said("Sign in again before that, so that no figure is missed.");
        problem.button = said("Sign in\u2026");
    }
}

void describeTrouble(FleetProblem& problem, const Fleet& fleet, int row, qint64 nowMs,
                     const Format& format)
{
    const FleetFigures& figures = fleet.member(row).figures();
    if (problem.concern == FleetConcern::Offline) {
        problem.happened = offlineText(figures, nowMs, format);
        problem.todo = nextTryText(fleet, row, figures, nowMs, format);
        problem.button = said("Try now");
        return;
    }
    problem.happened = figures.trouble ? figures.trouble->message : QString();
    if (problem.concern == FleetConcern::Held) {
        problem.todo = said("Answer it, or go on without it and sign in here.");
        problem.button = said("Go on without it");
        return;
    }
    problem.todo = said("It is not tried again by itself; F5 asks once more.");
    problem.button = problem.concern == FleetConcern::NotSignedIn ? said("Sign in\u2026")
                                                                  : said("Look at it\u2026");
}

} // namespace

FleetLook fleetLook(const FleetFigures& figures, FleetConcern concern, qint64 nowMs,
                    const Format& format)
{
    switch (concern) {
    case FleetConcern::Offline:
        return {figures.state == FleetState::Silent ? said("No answer") : said("Offline"),
                State::Error};
    case FleetConcern::NotSignedIn:
        return {said("Not signed in"), State::Warning};
    case FleetConcern::NotTrusted:
        return {said("Not trusted"), State::Error};
    case FleetConcern::Held:
        return {said("Waiting"), State::Warning};
    case FleetConcern::Degraded:
        return {said("Without disk"), State::Warning};
    case FleetConcern::SwitchedOff:
        return {said("Switched off"), State::Warning};
    case FleetConcern::Behind:
        return {said("Behind"), State::Warning};
    case FleetConcern::HitRate:
        return {said("Hit rate low"), State::Warning};
    case FleetConcern::P95:
        return {said("Slow"), State::Warning};
    case FleetConcern::Clock:
        return {figures.clockAheadMs.value_or(0) > 0 ? said("Clock ahead") : said("Clock behind"),
                State::Warning};
    case FleetConcern::SignIn:
        return {endsIn(figures, nowMs, format), std::nullopt, u"key"_s};
    case FleetConcern::None:
        break;
    }
    return calmLook(figures);
}

FleetProblem fleetProblem(const Fleet& fleet, int row, qint64 nowMs, const Format& format)
{
    const FleetMember& member = fleet.member(row);
    const FleetFigures& figures = member.figures();
    FleetProblem problem{member.connection().id, member.name(), fleet.concern(row)};
    problem.look = fleetLook(figures, problem.concern, nowMs, format);
    problem.button = said("Open");
    if (problem.concern <= FleetConcern::Held)
        describeTrouble(problem, fleet, row, nowMs, format);
    else
        describeFigures(problem, figures, format);
    describeLink(problem, figures, nowMs, format);
    return problem;
}

Verdict fleetVerdict(const FleetSums& sums)
{
    const int attention = sums.waiting + sums.concerned;
    const int others = sums.members - sums.offline - attention - sums.opening;
    QStringList parts;
    if (sums.offline > 0)
        parts << counted(sums.offline, "1 target is offline", "%1 targets are offline");
    if (attention > 0 && !parts.isEmpty())
        parts << counted(attention, "1 needs attention", "%1 need attention");
    else if (attention > 0)
        parts << counted(attention, "1 target needs attention", "%1 targets need attention");
    QString rest =
        counted(others, "The other one works as expected.", "The other %1 work as expected.");
    if (sums.opening > 0)
        rest = counted(sums.opening, "1 is being opened.", "%1 are being opened.") +
               (others > 0 ? u' ' + rest : QString());
    if (parts.isEmpty() && sums.opening == sums.members)
        return {State::Info, said("Opening."), said("The first figures are on their way.")};
    if (parts.isEmpty())
        return {State::Ok, said("All is well."),
                sums.opening > 0 ? rest
                                 : counted(others, "The one target works as expected.",
                                           "%1 targets work as expected.")};
    return {sums.offline > 0 ? State::Error : State::Warning, parts.join(u", "_s) + u'.',
            others > 0 || sums.opening > 0 ? rest : QString()};
}

QString ofTargets(int some, int all)
{
    const QString targets = counted(all, "1 target", "%1 targets");
    return some == all ? targets : said("%1 of %2").arg(Format().count(some), targets);
}

QString groupText(const QString& group, const FleetGroupSum& sum, bool isBrief)
{
    return said("%1, %2").arg(group.isEmpty() ? said("Without a group") : group,
                              isBrief ? Format().count(sum.members)
                                      : ofTargets(sum.members, sum.members));
}

QString groupStateText(const FleetGroupSum& sum)
{
    return sum.concerned == 0 ? said("Healthy")
                              : counted(sum.concerned, "1 needs attention", "%1 need attention");
}

State groupState(const FleetGroupSum& sum)
{
    const bool isBad = sum.worst == FleetConcern::Offline || sum.worst == FleetConcern::NotTrusted;
    return sum.concerned == 0 ? State::Ok : isBad ? State::Error : State::Warning;
}

QString clockText(qint64 aheadMs)
{
    const double seconds = double(aheadMs) / 1000;
    const QString size = std::abs(aheadMs) < 10'000
                             ? QLocale().toString(std::abs(seconds), 'f', 1) + u"\u00a0s"_s
                             : Format().age(std::abs(aheadMs));
    if (std::abs(aheadMs) < 50)
        return size;
    return (aheadMs > 0 ? u'+' : QChar(0x2212)) + size;
}

} // namespace tierwatch
