// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httphandler.h"
#include "http/principal.h"

#include <functional>

namespace tierwatch {

/// A request that was let in: who asks, and what stands in the place of the path's variable part.
struct RouteCall
{
    HttpRequest request;
    Principal who;
    QString operation;
    QString name = {};
};

/// One method of one path. A value that lives as long as its service.
struct Route
{
    HttpMethod method = HttpMethod::Get;
    QByteArray path;   ///< "/api/cache/stats"; a last part "{name}" stands for any one part
    QString operation; ///< in the audit log
    Role role = Role::Viewer;
    bool managed = true; ///< held to a rate a token
    /// Called on the server's thread; must not block.
    std::function<HttpAnswer(const RouteCall&)> answer;
};

} // namespace tierwatch
