// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/auditlog.h"
#include "http/route.h"
#include "http/serviceoptions.h"
#include "http/tokenstore.h"
#include "target/cachetarget.h"

#include <QThread>
#include <QUrl>

#include <functional>

namespace tierwatch {

class ServiceHandler;

/// Publishes a target over HTTP: the contract's calls, one for each operation, named queries and
/// figures for Prometheus, for those whose tokens allow it. Sockets have a thread of their own;
/// answers of the target go back to it from whatever thread they arrive on. Made and destroyed on
/// the thread that the target lives in; target, tokens, log and clock outlive it, and the log the
/// target, too, where an action may still be under way.
class HttpService final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::HttpService)
public:
    HttpService(CacheTarget& target, TokenStore& tokens, AuditLog& audit, const Clock& clock,
                const ServiceOptions& options = {});
    /// Ends at once what is under way; see stop().
    ~HttpService();
    Q_DISABLE_COPY_MOVE(HttpService)

    /// The base URL, which ends in `/api`; port 0 is any that is free. Errors: those of HttpServer.
    [[nodiscard]] Result<QUrl> listen(const QHostAddress& address, quint16 port);
    /// Takes no more requests and answers those under way; `stopped` is called on the thread of
    /// the target once that is done, or its time is up. A second call ends them now.
    void stop(std::function<void()> stopped);
    /// Reads certificate and key anew; see HttpServer.
    [[nodiscard]] Result<void> reload();

    [[nodiscard]] const std::vector<Route>& routes() const;

private:
    class Worker;

    CacheTarget& m_target;
    std::unique_ptr<ServiceHandler> m_handler; ///< lives on the thread, as does the next
    Worker* m_worker;                          ///< deleted by the thread's end
    QThread m_thread;
};

} // namespace tierwatch
