// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/actionlist.h"

#include <QCoreApplication>

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 eventsAtOnce = 1000;

/// Up to which time, and how many events of that very millisecond were given out already.
struct Place
{
    qint64 timeMs = 0;
    qint64 given = 0;

    [[nodiscard]] QString text() const
    {
        return QString::number(timeMs) + u'-' + QString::number(given);
    }
    [[nodiscard]] static std::optional<Place> of(const QString& text)
    {
        const qsizetype dash = text.indexOf(u'-', 1);
        bool isTime = false;
        bool isCount = false;
        const Place place{text.left(dash).toLongLong(&isTime),
                          text.mid(dash + 1).toLongLong(&isCount)};
        return dash > 0 && isTime && isCount && place.given >= 0 ? std::optional(place)
                                                                 : std::nullopt;
    }
    void passOver(const Event& event)
    {
        given = event.timeMs == timeMs ? given + 1 : 1;
        timeMs = event.timeMs;
    }
};

bool isWanted(const ActionsQuery& query, const Event& event)
{
    if (query.username && event.who != *query.username)
        return false;
    return query.everyone || (!event.who.isEmpty() && event.who != monitorName);
}

} // namespace

Result<Actions> actionsOf(const ActionsQuery& query, const EventReader& read, qint64 nowMs)
{
    std::optional<Place> place = Place{nowMs, 0};
    if (query.cursor)
        place = Place::of(*query.cursor);
    if (!place)
        return Error{
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("tierwatch::ActionList",
                                        "The cursor is not one of this list. Begin without one.")};
    const auto limit =
        static_cast<size_t>(std::clamp(query.limit, qint64{1}, ActionsQuery::mostRows));
    Actions page;
    while (true) {
        const qint64 most = place->given + eventsAtOnce;
        const Events events = read({{place->timeMs + 1, place->timeMs}, most});
        const auto known = static_cast<qint64>(events.events.size());
        for (qint64 i = place->given; i < known; ++i) {
            const Event& event = events.events[static_cast<size_t>(i)];
            if (isWanted(query, event)) {
                if (page.actions.size() == limit) {
                    page.next = place->text();
                    return page;
                }
                page.actions.push_back(event);
            }
            place->passOver(event);
        }
        if (known < most)
            return page;
    }
}

} // namespace tierwatch
