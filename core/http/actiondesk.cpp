// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/actiondesk.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

AuditRecord ActionDesk::recordOf(const RouteCall& call)
{
    AuditRecord record;
    record.action = call.operation;
    record.who = call.who;
    record.peer = call.request.peer.toString();
    record.requestId = QString::fromUtf8(call.request.id);
    return record;
}

std::optional<HttpResponse> ActionDesk::refuseRole(Role needed, const RouteCall& call,
                                                   AuditRecord record) const
{
    if (call.who.role >= needed)
        return std::nullopt;
    record.outcome = AuditOutcome::Refused;
    record.reason = u"role"_s;
    m_audit.append(std::move(record));
    return reply::forbidden(needed, call.who.role, call.request);
}

/// What can't be written down is not done.
std::optional<HttpResponse> ActionDesk::refuseUnwritten(const RouteCall& call) const
{
    const std::optional<Error> failure = m_audit.failure();
    if (!failure)
        return std::nullopt;
    return HttpResponse::error(503, "audit_log", failure->message, call.request.id);
}

void ActionDesk::note(AuditLog& audit, AuditRecord record, const Error& error)
{
    const bool wrong = error.code == ErrorCode::InvalidArgument ||
                       error.code == ErrorCode::NotAllowed || error.code == ErrorCode::NotFound ||
                       error.code == ErrorCode::NotAvailable;
    record.outcome = wrong ? AuditOutcome::Refused : AuditOutcome::Failed;
    record.reason = errorName(error.code);
    audit.append(std::move(record));
}

HttpResponse ActionDesk::refuse(const std::vector<WireFault>& faults, const RouteCall& call) const
{
    AuditRecord record = recordOf(call);
    record.outcome = AuditOutcome::Refused;
    record.reason = errorName(ErrorCode::InvalidArgument);
    m_audit.append(std::move(record));
    return reply::unprocessable(faults, call.request);
}

} // namespace tierwatch
