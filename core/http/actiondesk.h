// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/auditlog.h"
#include "http/reply.h"
#include "http/route.h"
#include "http/targetdoor.h"
#include "values/neededrole.h"

#include <QCoreApplication>

#include <functional>
#include <memory>

namespace tierwatch {

/// Has a target do what a caller may. The audit log has on the disk that it is intended before it
/// is begun, and what became of it before that is answered. Called on the server's thread, that of
/// the context. All three outlive it, and the log what the target has begun.
class ActionDesk final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::ActionDesk)
public:
    ActionDesk(CacheTarget& target, AuditLog& audit, QObject& context)
        : m_door(target), m_audit(audit), m_context(context)
    {
    }

    /// The response to an action that was done is made by `toResponse`, on any thread.
    template <class A, class ToResponse>
    [[nodiscard]] HttpAnswer carryOut(A action, const RouteCall& call, ToResponse toResponse) const
    {
        AuditRecord record = recordOf(call);
        record.action = QLatin1StringView(A::name);
        record.detail = codec::toJson(action).toObject();
        if (auto refused = refuseRole(neededRole(action, call.who.caller()), call, record))
            return *std::move(refused);
        const auto begin = [door = m_door, action = std::move(action), caller = call.who.caller(),
                            request = call.request, toResponse = std::move(toResponse)] {
            return followed(door.act(action, caller), [request, toResponse](
                                                          const Result<typename A::Reply>& done) {
                return done ? Outcome{codec::toJson(*done).toObject(), toResponse(*done)}
                            : Outcome{done.error(), reply::failure(done.error(), request)};
            });
        };
        return onRecord(std::move(record), call.request, begin);
    }
    /// 403 where the caller's role is less than the one that is needed.
    [[nodiscard]] std::optional<HttpResponse> refuseRole(Role needed, const RouteCall& call) const
    {
        return refuseRole(needed, call, recordOf(call));
    }
    /// 422: what was asked for can't be made out.
    [[nodiscard]] HttpResponse refuse(const std::vector<WireFault>& faults,
                                      const RouteCall& call) const;
    /// 429: as much waits for this token as may.
    [[nodiscard]] HttpResponse refuseToQueue(const RouteCall& call) const;

    [[nodiscard]] const TargetDoor& door() const { return m_door; }

private:
    /// What was done, or why it was not, and what the client is told.
    struct Outcome
    {
        Result<QJsonObject> done;
        HttpResponse response;
    };
    using Begin = std::function<QFuture<Outcome>()>;

    [[nodiscard]] QFuture<HttpResponse> onRecord(AuditRecord record, const HttpRequest& request,
                                                 Begin begin) const;
    [[nodiscard]] static AuditRecord recordOf(const RouteCall& call);
    [[nodiscard]] std::optional<HttpResponse> refuseRole(Role needed, const RouteCall& call,
                                                         AuditRecord record) const;
    [[nodiscard]] static AuditRecord concluded(AuditRecord record, const Result<QJsonObject>& done);
    static void conclude(AuditLog& audit, const AuditRecord& record, const QFuture<Outcome>& ended,
                         const std::shared_ptr<QPromise<HttpResponse>>& promise);

    TargetDoor m_door;
    AuditLog& m_audit;
    QObject& m_context;
};

} // namespace tierwatch
