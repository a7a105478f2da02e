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

EventText invalidatedText(const Event& event, const Names& names, const Format& format)
{
    const QString what = translated("%1 invalidated").arg(scopeText(event.scope, names));
    const QString dip = dipText(event, format);
    const QString entries = entriesText(event.entries);
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
        return invalidatedText(event, names, format);
    case EventKind::Switched:
        return {switchedWhat(event, names), byText(event.who)};
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
    }
    return {};
}

std::vector<NumberedEvent> markedEvents(const Events& events, qint64 fromMs, qint64 toMs)
{
    std::vector<NumberedEvent> marked;
    for (const Event& event : events.events) {
        const bool isAction = event.kind == EventKind::Invalidated ||
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
