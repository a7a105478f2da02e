// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/auditlog.h"
#include "http/reply.h"
#include "http/route.h"
#include "http/targetdoor.h"
#include "values/neededrole.h"

namespace tierwatch {

/// Has a target do what a caller may, and puts into the audit log what became of it. Called on the
/// server's thread. Target and log outlive it.
class ActionDesk final
{
public:
    ActionDesk(CacheTarget& target, AuditLog& audit) : m_door(target), m_audit(audit) {}

    /// The response to an action that was done is made by `toResponse`, on any thread.
    template <class A, class ToResponse>
    [[nodiscard]] HttpAnswer carryOut(A action, const RouteCall& call, ToResponse toResponse) const
    {
        AuditRecord record = recordOf(call);
        record.action = QLatin1StringView(A::name);
        record.detail = codec::toJson(action).toObject();
        if (auto refused = refuseRole(neededRole(action, call.who.caller()), call, record))
            return *std::move(refused);
        if (auto refused = refuseUnwritten(call))
            return *std::move(refused);
        return followed(
            m_door.act(std::move(action), call.who.caller()),
            [&audit = m_audit, record = std::move(record), request = call.request,
             toResponse = std::move(toResponse)](const Result<typename A::Reply>& done) {
                if (done) {
                    audit.append(record);
                    return toResponse(*done);
                }
                note(audit, record, done.error());
                return reply::failure(done.error(), request);
            });
    }
    /// 403 where the caller's role is less than the one that is needed.
    [[nodiscard]] std::optional<HttpResponse> refuseRole(Role needed, const RouteCall& call) const
    {
        return refuseRole(needed, call, recordOf(call));
    }
    /// 422: what was asked for can't be made out.
    [[nodiscard]] HttpResponse refuse(const std::vector<WireFault>& faults,
                                      const RouteCall& call) const;

    [[nodiscard]] const TargetDoor& door() const { return m_door; }

private:
    [[nodiscard]] static AuditRecord recordOf(const RouteCall& call);
    [[nodiscard]] std::optional<HttpResponse> refuseRole(Role needed, const RouteCall& call,
                                                         AuditRecord record) const;
    [[nodiscard]] std::optional<HttpResponse> refuseUnwritten(const RouteCall& call) const;
    static void note(AuditLog& audit, AuditRecord record, const Error& error);

    TargetDoor m_door;
    AuditLog& m_audit;
};

} // namespace tierwatch
