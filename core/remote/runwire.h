// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"
#include "values/run.h"

/// A named query over the wire: its value is the body, all else stands in headers. Any thread; no
/// state.
namespace tierwatch::wire {

[[nodiscard]] ServiceRequest runRequest(const RunQuery& query);
/// What no header tells stays as it is by default: the type.
[[nodiscard]] Result<RunAnswer> runAnswer(const ServiceAnswer& answer);

} // namespace tierwatch::wire
