// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/undotext.h"

#include "models/eventtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("UndoText", text);
}

/// "12 were loaded anew since", for each reason that held any back.
QStringList reasons(const Undone& undone)
{
    const Format format;
    QStringList parts;
    const auto add = [&](qint64 entries, const char* text) {
        if (entries > 0)
            parts.append(translated(text).arg(format.count(entries)));
    };
    add(undone.replaced, QT_TRANSLATE_NOOP("UndoText", "%1 were loaded anew since"));
    add(undone.expired, QT_TRANSLATE_NOOP("UndoText", "%1 ran out since"));
    add(undone.changed,
        QT_TRANSLATE_NOOP("UndoText", "%1 are of companies whose data changed since"));
    add(undone.covered,
        QT_TRANSLATE_NOOP("UndoText", "%1 are under another invalidation, which stands"));
    return parts;
}

} // namespace

bool canBeUndone(const Event& event, qint64 nowMs)
{
    return event.kind == EventKind::Invalidated && event.invalidationId && !event.undoneMs &&
           event.undoUntilMs && *event.undoUntilMs > nowMs;
}

const Event* lastUndoable(const Events& events, qint64 nowMs)
{
    const auto found = std::ranges::find_if(
        events.events, [nowMs](const Event& event) { return canBeUndone(event, nowMs); });
    return found == events.events.end() ? nullptr : &*found;
}

QString invalidatedSentence(const Scope& scope, std::optional<qint64> entries, const Names& names)
{
    if (!entries)
        return scope.everything() ? translated("Invalidated everything.")
                                  : translated("Invalidated %1.").arg(scopeText(scope, names));
    if (scope.everything())
        return translated("Invalidated everything: %1.").arg(entriesText(*entries));
    return translated("Invalidated %1 of %2.").arg(entriesText(*entries), scopeText(scope, names));
}

QStringList undoPreview(const Event& event, const Names& names, const Format& format)
{
    const QString what = translated("%1 at %2: %3.")
                             .arg(eventText(event, names, format).what, format.clock(event.timeMs),
                                  entriesText(event.entries));
    return {
        what,
        translated("They come back, except those that were loaded anew or ran out since, "
                   "those of companies whose data changed in the database, and what another "
                   "invalidation covers."),
        translated("It can be undone until %1.").arg(format.clock(event.undoUntilMs.value_or(0)))};
}

QString undoneSentence(const Undone& undone)
{
    const qint64 all = undone.entries + undone.stayedAway();
    if (all == 0)
        return translated("Undone. There was nothing to bring back.");
    if (undone.stayedAway() == 0)
        return translated("Undone: all of it came back, %1.").arg(entriesText(undone.entries));
    return translated("Undone: %1 of %2 came back; %3.")
        .arg(Format().count(undone.entries), entriesText(all), reasons(undone).join(u", "_s));
}

} // namespace tierwatch
