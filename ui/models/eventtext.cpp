// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Smaller dips are noise.
constexpr double leastDipPoints = 1;

QString translated(const char* text)
{
    return QCoreApplication::translate("EventText", text);
}

QString byText(const QString& who)
{
    return who.isEmpty() ? QString() : translated("by %1").arg(who);
}

QString withActor(const QString& what, const QString& who)
{
    return who.isEmpty() ? what : what + u' ' + byText(who);
}

QString dipText(const Event& event, const Format& format)
{
    if (!event.hitRateBefore || !event.hitRateLowest)
        return {};
    const double dip = *event.hitRateBefore - *event.hitRateLowest;
    if (dip < leastDipPoints)
        return translated("no dip");
    const QString points = format.signedPoints(-dip);
    if (!event.recoveredAfterMs)
        return translated("%1 so far").arg(points);
    return translated("%1, recovered in %2").arg(points, format.age(*event.recoveredAfterMs));
}

QString invalidatedWhat(const Event& event, const Names& names)
{
    if (event.kind == EventKind::Cleared)
        return translated("Cache cleared");
    const QString scope = scopeText(event.scope, names);
    if (event.kind == EventKind::Purged)
        return translated("%1 purged").arg(scope);
    return translated("%1 invalidated").arg(scope);
}

EventText invalidatedText(const Event& event, const Names& names, const Format& format)
{
    const QString what = invalidatedWhat(event, names);
    const QString dip = dipText(event, format);
    QString entries = entriesText(event.entries);
    if (event.undoneMs)
        entries += u"; "_s + translated("undone since");
    return {withActor(what, event.who), dip.isEmpty() ? entries : entries + u"; "_s + dip};
}

QString switchedWhat(const Event& event, const Names& names)
{
    const bool on = event.enabled.value_or(true);
    if (event.subject == "auto_invalidate"_L1)
        return on ? translated("Auto-invalidation on") : translated("Auto-invalidation off");
    const QString phrase =
        on ? translated("Cache on again for %1") : translated("Cache off for %1");
    if (event.scope.username)
        return phrase.arg(*event.scope.username);
    if (event.scope.type)
        return phrase.arg(names.type(*event.scope.type));
    return phrase.arg(translated("everyone"));
}

EventText cleanedUpText(const Event& event, const Format& format)
{
    const QString what = translated("Clean-up removed %1").arg(entriesText(event.entries));
    if (event.bytes <= 0)
        return {what, byText(event.who)};
    return {what, withActor(translated("%1 freed").arg(format.bytes(event.bytes)), event.who)};
}

EventText undoneText(const Event& event)
{
    const QString what = translated("Undo brought back %1").arg(entriesText(event.entries));
    const qint64 away = event.stayedAway.value_or(0);
    return {withActor(what, event.who),
            away > 0 ? translated("%1 stayed away").arg(entriesText(away)) : QString()};
}

EventText benchmarkedText(const Event& event)
{
    const QString what =
        event.entries == 1 ? translated("1 report measured")
                           : QCoreApplication::translate("EventText", "%Ln reports measured",
                                                         nullptr, static_cast<int>(event.entries));
    return {withActor(what, event.who), QString()};
}

} // namespace

QString entriesText(qint64 entries)
{
    if (entries == 1)
        return translated("1 entry");
    return QCoreApplication::translate("EventText", "%Ln entries", nullptr,
                                       static_cast<int>(entries));
}

QString scopeText(const Scope& scope, const Names& names)
{
    if (scope.companyId && scope.type)
        return translated("%1 of %2").arg(names.type(*scope.type), names.company(*scope.companyId));
    if (scope.companyId)
        return names.company(*scope.companyId);
    if (scope.type)
        return names.type(*scope.type);
    if (scope.username)
        return translated("What %1 asked for").arg(*scope.username);
    if (scope.tag)
        return translated("Tag %1").arg(*scope.tag);
    if (scope.cacheKey)
        return translated("One entry");
    return translated("Everything");
}

EventText eventText(const Event& event, const Names& names, const Format& format)
{
    switch (event.kind) {
    case EventKind::Invalidated:
    case EventKind::Purged:
    case EventKind::Cleared:
        return invalidatedText(event, names, format);
    case EventKind::Undone:
        return undoneText(event);
    case EventKind::Switched:
        return {switchedWhat(event, names),
                event.who.isEmpty() ? translated("its time was over") : byText(event.who)};
    case EventKind::CleanedUp:
        return cleanedUpText(event, format);
    case EventKind::SampleLoad:
        return {event.enabled.value_or(true) ? translated("Sample load started")
                                             : translated("Sample load stopped"),
                byText(event.who)};
    case EventKind::Opened:
        return {translated("Opened"), byText(event.who)};
    case EventKind::Warning:
        return {event.subject, QString()};
    case EventKind::Benchmarked:
        return benchmarkedText(event);
    case EventKind::IntervalSet:
        return {translated("Changes are looked for every %1")
                    .arg(format.age(event.subject.toLongLong() * 1000)),
                byText(event.who)};
    }
    return {};
}

std::vector<NumberedEvent> markedEvents(const Events& events, qint64 fromMs, qint64 toMs)
{
    std::vector<NumberedEvent> marked;
    for (const Event& event : events.events) {
        const bool isAction = event.kind == EventKind::Invalidated ||
                              event.kind == EventKind::Purged || event.kind == EventKind::Cleared ||
                              event.kind == EventKind::Undone ||
                              (event.kind == EventKind::Switched && event.subject != "user"_L1);
        if (isAction && event.timeMs >= fromMs && event.timeMs <= toMs)
            marked.push_back({event, 0});
    }
    std::ranges::stable_sort(marked, {}, [](const NumberedEvent& m) { return m.event.timeMs; });
    for (int number = 1; NumberedEvent & one : marked)
        one.number = number++;
    return marked;
}

} // namespace tierwatch
