// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/requestparser.h"

namespace tierwatch {

/// Splits a request's target, which lies in its head, into path, query and, where it is a whole
/// URL, the authority. False if it is none that a server may be sent. Any thread.
[[nodiscard]] bool takeTarget(QByteArrayView target, HttpRequest& request, HeadTraits& traits);

} // namespace tierwatch
