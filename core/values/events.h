// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/range.h"
#include "values/scope.h"

namespace tierwatch {

/// Who invalidates where no person does: the watermark monitor.
inline constexpr QStringView monitorName = u"monitor";

enum class EventKind {
    Invalidated,
    Switched,
    CleanedUp,
    SampleLoad,
    Opened,
    Warning,
    Purged,
    Cleared,
    Undone,
    Benchmarked,
    IntervalSet, ///< `subject`: the seconds between two checks for changes
};
[[nodiscard]] inline QStringList wireNames(EventKind)
{
    return {
        QStringLiteral("invalidated"), QStringLiteral("switched"),    QStringLiteral("cleaned_up"),
        QStringLiteral("sample_load"), QStringLiteral("opened"),      QStringLiteral("warning"),
        QStringLiteral("purged"),      QStringLiteral("cleared"),     QStringLiteral("undone"),
        QStringLiteral("benchmarked"), QStringLiteral("interval_set")};
}

/// Something that happened to the cache and that a person may want to see on a chart.
struct Event
{
    qint64 id = 0;
    qint64 timeMs = 0; ///< Unix ms
    EventKind kind = EventKind::Opened;
    QString who;     ///< user name; empty = the program itself
    Scope scope;     ///< of an invalidation; of a user's or a type's switch
    QString subject; ///< of a switch: "global", "user", "type", "auto_invalidate"; of a warning:
                     ///< its text
    std::optional<bool> enabled; ///< of a switch or the sample load
    qint64 entries = 0; ///< reached, removed or brought back; of a benchmark: reports measured
    qint64 bytes = 0;
    std::optional<double> hitRateBefore; ///< percent, over the minute before, or 10 s if it rose
    std::optional<double> hitRateLowest; ///< percent, lowest since, over 10 s; measured for a while
    std::optional<qint64> recoveredAfterMs; ///< until the hit rate was within 1 point of before
    std::optional<qint64> invalidationId;   ///< of an invalidation, a purge; of what was undone
    std::optional<qint64> undoUntilMs;      ///< an invalidation can be undone until then
    std::optional<qint64> undoneMs;         ///< an invalidation was undone then
    std::optional<qint64> stayedAway;       ///< of an undo: entries that did not come back

    static constexpr auto fields()
    {
        return std::tuple{codec::field("id", &Event::id),
                          codec::field("time_ms", &Event::timeMs),
                          codec::field("kind", &Event::kind),
                          codec::field("username", &Event::who),
                          codec::field("scope", &Event::scope),
                          codec::field("subject", &Event::subject),
                          codec::field("enabled", &Event::enabled),
                          codec::field("entries", &Event::entries),
                          codec::field("bytes", &Event::bytes),
                          codec::field("hit_rate_before", &Event::hitRateBefore),
                          codec::field("hit_rate_lowest", &Event::hitRateLowest),
                          codec::field("recovered_after_ms", &Event::recoveredAfterMs),
                          codec::field("invalidation_id", &Event::invalidationId),
                          codec::field("undo_until_ms", &Event::undoUntilMs),
                          codec::field("undone_ms", &Event::undoneMs),
                          codec::field("stayed_away", &Event::stayedAway)};
    }
};

/// Newest first.
struct Events
{
    std::vector<Event> events;
    static constexpr auto fields() { return std::tuple{codec::field("events", &Events::events)}; }
};

struct EventsQuery
{
    using Reply = Events;
    static constexpr auto name = "events";
    static constexpr Role role = Role::Viewer;
    Range range = Range::days(7);
    qint64 limit = 100;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("range", &EventsQuery::range),
                          codec::field("limit", &EventsQuery::limit)};
    }
};

} // namespace tierwatch
