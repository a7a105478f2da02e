// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceself.h"

/// A service that knows the contract's calls and no other, such as the Python reporting service:
/// its figures tell that it is there, and what it can do follows. Any thread; no state.
namespace tierwatch::contractself {

/// Whether a service that was asked what it can do does not know that call.
[[nodiscard]] bool isUnknownCall(const ServiceAnswer& answer);

[[nodiscard]] ServiceRequest request();
/// What the answer to that says; NotAvailable where it is no service of this kind.
/// `keepsHistory`: it is kept for the service here.
[[nodiscard]] Result<ServiceSelf> in(const ServiceAnswer& answer, bool keepsHistory = false);

} // namespace tierwatch::contractself
