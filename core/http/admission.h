// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/auditlog.h"
#include "http/failurelimiter.h"
#include "http/routetable.h"
#include "http/serviceoptions.h"
#include "http/tokenstore.h"

namespace tierwatch {

/// Decides from the head of a request whether it is let in: address, token, role, rate and content
/// type, in this order. Whom it turns away for a reason of rights is in the audit log.
/// Lives on the server's thread; the others outlive it.
class Admission final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Admission)
public:
    Admission(const RouteTable& routes, TokenStore& tokens, AuditLog& audit, const Clock& clock,
              const ServiceOptions& options);
    Q_DISABLE_COPY_MOVE(Admission)

    /// A response to whom is not let in; else the head's note is the Pass.
    [[nodiscard]] std::optional<HttpResponse> refuse(HttpRequest& head);
    /// Why the cache can't be asked; empty where it can.
    void setUnavailable(const QString& why) { m_unavailable = why; }
    [[nodiscard]] bool isUnavailable() const { return !m_unavailable.isEmpty(); }

    /// Who was let in, where to.
    struct Pass
    {
        const Route* route = nullptr;
        Principal who = {};
        QString name = {};
    };

private:
    using Refusal = std::optional<HttpResponse>;
    [[nodiscard]] Refusal refuseAddress(const RouteTable::Match& match, const HttpRequest& head);
    [[nodiscard]] Refusal refuseCaller(Pass& pass, const HttpRequest& head);
    [[nodiscard]] Refusal refuseToken(Pass& pass, const HttpRequest& head);
    [[nodiscard]] Refusal refuseRole(const Pass& pass, const HttpRequest& head);
    [[nodiscard]] Refusal refuseRate(const Pass& pass, const HttpRequest& head);
    [[nodiscard]] Refusal refuseContent(const HttpRequest& head);
    [[nodiscard]] HttpResponse unauthorized(const Error& error, const Pass& pass,
                                            const HttpRequest& head);
    [[nodiscard]] HttpResponse tooMany(std::chrono::seconds wait, const HttpRequest& head);
    void note(const Pass& pass, const HttpRequest& head, const QString& reason);

    const RouteTable& m_routes;
    TokenStore& m_tokens;
    AuditLog& m_audit;
    RateLimiter m_rates;
    FailureLimiter m_failures;
    QString m_unavailable;
};

} // namespace tierwatch
