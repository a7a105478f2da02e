// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpmessage.h"
#include "http/httprefusal.h"

namespace tierwatch {

/// What a head says beside the request: how the connection goes on, and whom it means.
struct HeadTraits
{
    bool isHttp11 = true;
    bool keepAlive = true;
    QByteArrayView authority = {}; ///< of a target that is a whole URL
};

/// Reads a whole head that HeadScan let pass into `request`, whose views then show its own copy
/// of it. What is wrong with it, or nothing. Any thread.
[[nodiscard]] const HttpRefusal* parseHead(QByteArrayView head, HttpRequest& request,
                                           HeadTraits& traits);

} // namespace tierwatch
