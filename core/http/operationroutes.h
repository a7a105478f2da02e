// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/actiondesk.h"

namespace tierwatch {

/// A route for each operation there is, made of its name, its role and its codec: queries by GET,
/// actions by POST, under `/api/cache/`. Those that have an address of their own are left out. The
/// desk outlives the routes.
[[nodiscard]] std::vector<Route> operationRoutes(const ActionDesk& desk);

/// `capabilities`: what the target can do, and who it is.
[[nodiscard]] Route capabilitiesRoute(const ActionDesk& desk);

} // namespace tierwatch
