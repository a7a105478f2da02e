// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/actiondesk.h"
#include "http/admission.h"
#include "http/contractroutes.h"
#include "http/queryqueue.h"
#include "http/stateroutes.h"

namespace tierwatch {

/// Answers the requests of a service: lets them in, and hands them to their routes. Lives on the
/// server's thread; the others outlive it.
class ServiceHandler final : public QObject, public HttpHandler
{
    Q_OBJECT
public:
    ServiceHandler(CacheTarget& target, TokenStore& tokens, AuditLog& audit, const Clock& clock,
                   const ServiceOptions& options);

    [[nodiscard]] std::optional<HttpResponse> refuse(HttpRequest& head) override;
    [[nodiscard]] HttpAnswer answer(HttpRequest request) override;

    [[nodiscard]] const RouteTable& routes() const { return m_routes; }
    void takeState(const TargetState& state);

private:
    RouteTable m_routes;
    ActionDesk m_desk;
    ContractRoutes m_contract;
    StateRoutes m_state;
    QueryQueue m_queries;
    Admission m_admission;
};

} // namespace tierwatch
