// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/actions.h"

#include <functional>

namespace tierwatch {

/// Reads events as EventLog::recent() does.
using EventReader = std::function<Events(const EventsQuery&)>;

/// One page of what was done, out of all events up to now (Unix ms). InvalidArgument for a cursor
/// that it did not make. Any thread that may read events; no state.
[[nodiscard]] Result<Actions> actionsOf(const ActionsQuery& query, const EventReader& read,
                                        qint64 nowMs);

} // namespace tierwatch
