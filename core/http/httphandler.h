// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpmessage.h"

#include <QFuture>

#include <optional>
#include <variant>

namespace tierwatch {

/// A response that is there, or one that some thread is making. A future that is cancelled, or
/// fails, is answered with 500; it is for one client, and cancelled when that has gone.
using HttpAnswer = std::variant<HttpResponse, QFuture<HttpResponse>>;

/// What an HttpServer asks. Both calls come on the server's thread and must not block it; they
/// may not destroy the server. A request that was given out may be answered, or not, after its
/// client has gone. The owner keeps the handler alive longer than the server.
class HttpHandler
{
public:
    HttpHandler() = default;
    virtual ~HttpHandler() = default;
    Q_DISABLE_COPY_MOVE(HttpHandler)

    /// Called once a request with the head alone, before its body is read and before "100
    /// Continue": a response where token, role, rate or length forbid it. May leave a note for
    /// answer().
    [[nodiscard]] virtual std::optional<HttpResponse> refuse(HttpRequest& head) = 0;

    /// Called with the whole request. HEAD is answered as GET is; the server leaves the body out.
    [[nodiscard]] virtual HttpAnswer answer(HttpRequest request) = 0;
};

} // namespace tierwatch
