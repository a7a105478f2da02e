// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"
#include "values/operations.h"

/// The contract's replies as values of ours: a figure that it does not have is absent. Internal for
/// one of another shape. Any thread; no state.
namespace tierwatch::contractfigures {

[[nodiscard]] Result<Stats> stats(const ServiceAnswer& answer);
/// Of the last 24 hours, as means; they stand in the same reply.
[[nodiscard]] Result<ResponseTimes> times(const ServiceAnswer& answer);
[[nodiscard]] Result<Invalidated> invalidated(const ServiceAnswer& answer);
[[nodiscard]] Result<SwitchState> switched(SwitchKind kind, const ServiceAnswer& answer);

} // namespace tierwatch::contractfigures
