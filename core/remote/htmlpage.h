// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"

namespace tierwatch {

/// Whether what came is for a browser: the page of a proxy that wants a sign-in of its own, say.
[[nodiscard]] inline bool isHtmlPage(const ServiceAnswer& answer)
{
    return answer.header("Content-Type").startsWith("text/html") ||
           answer.body.trimmed().startsWith('<');
}

} // namespace tierwatch
