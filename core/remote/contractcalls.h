// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/servicecalls.h"

/// The operations that a service with the contract's calls alone can do, as those calls. Any
/// thread; no state.
namespace tierwatch::contractcalls {

inline constexpr auto statsPath = "/cache/stats";

/// Why an operation can't be asked of such a service; empty where it can.
[[nodiscard]] QString whyNot(const QString& operation);
/// NotAvailable for what can't be asked in this form; InvalidArgument for what can't be at all.
[[nodiscard]] Result<ServiceCall> callOf(const Query& query, const ServicePatience& patience);
[[nodiscard]] Result<ServiceCall> callOf(const Action& action, const ServicePatience& patience);

} // namespace tierwatch::contractcalls
