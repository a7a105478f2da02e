// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/events.h"
#include "values/invalidate.h"
#include "values/switches.h"

namespace tierwatch {

/// What goes into the list of events of an action that was carried out; who and when is the
/// caller's to add. Pure functions: any thread.
[[nodiscard]] Event eventOf(EventKind kind, const Scope& scope, const Invalidated& done);
[[nodiscard]] Event eventOf(const CleanedUp& done);
[[nodiscard]] Event eventOf(const SwitchState& state);

} // namespace tierwatch
