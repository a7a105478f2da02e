// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "storage/eventstable.h"
#include "values/events.h"

namespace tierwatch {

class Rollups;

/// An event as the file keeps it, and back; nothing for one of a newer program. Any thread.
[[nodiscard]] StoredEvent storedOf(const Event& event);
[[nodiscard]] std::optional<Event> eventOf(const StoredEvent& stored);
/// The stored events of [fromMs, toMs], newest first.
[[nodiscard]] Result<std::vector<Event>> readEvents(Connection& connection, qint64 fromMs,
                                                    qint64 toMs, std::size_t limit);
/// The event with the effect it has had so far, from the history around it.
[[nodiscard]] Event withEffect(Event event, Rollups& rollups, qint64 nowMs);

} // namespace tierwatch
