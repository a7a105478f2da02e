// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/actiondesk.h"

#include "base/async.h"
#include "base/whenended.h"

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

/// What can't be written down is not done, nor what the service did not come to before its end.
QFuture<HttpResponse> ActionDesk::onRecord(AuditRecord record, const HttpRequest& request,
                                           Begin begin) const
{
    const auto promise = std::make_shared<QPromise<HttpResponse>>();
    promise->start();
    record.outcome = AuditOutcome::Intended;
    const auto start = [&audit = m_audit, promise, record, id = request.id,
                        begin = std::move(begin)](const QFuture<Result<qint64>>& entered) {
        const Result<qint64> number = entered.result();
        if (!number)
            return resolve(*promise,
                           HttpResponse::error(503, "audit_log", number.error().message, id));
        AuditRecord begun = record;
        begun.intent = *number;
        attach<Outcome>(begin(), [&audit, promise, begun](const QFuture<Outcome>& ended) {
            conclude(audit, begun, ended, promise);
        });
    };
    whenEnded(m_audit.enter(std::move(record)), &m_context, start);
    return promise->future();
}

/// What was done stays done where the file does not take that; the log tries again.
void ActionDesk::conclude(AuditLog& audit, const AuditRecord& record, const QFuture<Outcome>& ended,
                          const std::shared_ptr<QPromise<HttpResponse>>& promise)
{
    if (ended.resultCount() == 0) {
        promise->future().cancel();
        return promise->finish();
    }
    const Outcome outcome = ended.result();
    attach<Result<qint64>>(
        audit.enter(concluded(record, outcome.done)),
        [promise, response = outcome.response](const auto&) { resolve(*promise, response); });
}

AuditRecord ActionDesk::concluded(AuditRecord record, const Result<QJsonObject>& done)
{
    if (done) {
        record.outcome = AuditOutcome::Done;
        record.result = *done;
        return record;
    }
    const ErrorCode code = done.error().code;
    const bool wrong = code == ErrorCode::InvalidArgument || code == ErrorCode::NotAllowed ||
                       code == ErrorCode::NotFound || code == ErrorCode::NotAvailable;
    record.outcome = wrong ? AuditOutcome::Refused : AuditOutcome::Failed;
    record.reason = errorName(code);
    return record;
}

HttpResponse ActionDesk::refuse(const std::vector<WireFault>& faults, const RouteCall& call) const
{
    AuditRecord record = recordOf(call);
    record.outcome = AuditOutcome::Refused;
    record.reason = errorName(ErrorCode::InvalidArgument);
    m_audit.append(std::move(record));
    return reply::unprocessable(faults, call.request);
}

HttpResponse ActionDesk::refuseToQueue(const RouteCall& call) const
{
    AuditRecord record = recordOf(call);
    record.outcome = AuditOutcome::Refused;
    record.reason = u"queue"_s;
    m_audit.append(std::move(record));
    return reply::tooMany(tr("As many queries of this token wait as may. Wait for their answers, "
                             "then try again."),
                          std::chrono::seconds(1), call.request);
}

} // namespace tierwatch
