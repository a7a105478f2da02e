// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "values/actionevents.h"

namespace tierwatch {

Event eventOf(EventKind kind, const Scope& scope, const Invalidated& done)
{
    Event event;
    event.kind = kind;
    event.scope = scope;
    event.entries = done.entries.value_or(0);
    event.bytes = done.bytes.value_or(0);
    event.invalidationId = done.id;
    event.undoUntilMs = done.undoUntilMs;
    return event;
}

Event eventOf(const CleanedUp& done)
{
    Event event;
    event.kind = EventKind::CleanedUp;
    event.entries = done.entries;
    event.bytes = done.bytes;
    return event;
}

Event eventOf(const SwitchState& state)
{
    Event event;
    event.kind = EventKind::Switched;
    event.subject = codec::nameOf(state.kind);
    event.enabled = state.enabled;
    if (state.kind == SwitchKind::User)
        event.scope.username = state.subject;
    if (state.kind == SwitchKind::Type)
        event.scope.type = state.subject;
    return event;
}

} // namespace tierwatch
