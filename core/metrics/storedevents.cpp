// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/storedevents.h"

#include "metrics/eventeffect.h"
#include "metrics/rollups.h"

#include <QJsonDocument>

#include <algorithm>

namespace tierwatch {

StoredEvent storedOf(const Event& event)
{
    const QJsonDocument payload(codec::toJson(event).toObject());
    return {event.id, event.timeMs, codec::nameOf(event.kind),
            payload.toJson(QJsonDocument::Compact)};
}

std::optional<Event> eventOf(const StoredEvent& stored)
{
    auto event = codec::fromJson<Event>(QJsonDocument::fromJson(stored.payload).object());
    if (!event)
        return std::nullopt; // of a newer program, or damaged
    event->id = stored.id;
    return *std::move(event);
}

Result<std::vector<Event>> readEvents(Connection& connection, qint64 fromMs, qint64 toMs,
                                      std::size_t limit)
{
    const auto rows = EventsTable(connection).between(fromMs, toMs, static_cast<int>(limit));
    if (!rows)
        return rows.error();
    std::vector<Event> events;
    events.reserve(rows->size());
    for (const StoredEvent& row : *rows)
        if (auto event = eventOf(row))
            events.push_back(*std::move(event));
    return events;
}

Event withEffect(Event event, Rollups& rollups, qint64 nowMs)
{
    constexpr qint64 stepMs = EventEffect::stepMs;
    const qint64 firstMs = floorTo(event.timeMs, stepMs);
    // A step that still runs would tell a rate of a few requests.
    const qint64 endMs = std::min(floorTo(nowMs, stepMs), firstMs + EventEffect::followMs);
    const auto effect = EventEffect::reckon(
        event.timeMs,
        rollups.points({firstMs - EventEffect::leadMs, endMs, stepMs, Level::TenSeconds}));
    event.hitRateBefore = effect.before;
    event.hitRateLowest = effect.lowest;
    event.recoveredAfterMs = effect.recoveredAfterMs;
    return event;
}

} // namespace tierwatch
