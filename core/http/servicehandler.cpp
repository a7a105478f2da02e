// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/servicehandler.h"

#include "http/operationroutes.h"
#include "http/queryroute.h"

namespace tierwatch {

ServiceHandler::ServiceHandler(CacheTarget& target, TokenStore& tokens, AuditLog& audit,
                               const Clock& clock, const ServiceOptions& options)
    : m_desk(target, audit, *this),
      m_contract(m_desk, *this, clock),
      m_state(target, *this, clock),
      m_queries(m_desk, *this, options.queries),
      m_admission(m_routes, tokens, audit, clock, options)
{
    m_routes.add(m_contract.routes());
    m_routes.add(m_state.routes());
    m_routes.add(operationRoutes(m_desk));
    m_routes.add({capabilitiesRoute(m_desk), queryRoute(m_desk, m_queries)});
    takeState(target.state());
}

std::optional<HttpResponse> ServiceHandler::refuse(HttpRequest& head)
{
    return m_admission.refuse(head);
}

HttpAnswer ServiceHandler::answer(HttpRequest request)
{
    const auto pass = std::any_cast<Admission::Pass>(std::exchange(request.note, {}));
    return pass.route->answer({std::move(request), pass.who, pass.route->operation, pass.name});
}

void ServiceHandler::takeState(const TargetState& state)
{
    const bool failed = state.kind == TargetState::Kind::Failed;
    m_admission.setUnavailable(failed ? state.sentence : QString());
    m_state.setAvailable(!failed);
}

} // namespace tierwatch
