// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/contractroutes.h"

#include "http/bothanswers.h"
#include "http/contractreplies.h"
#include "http/contractwishes.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QByteArray statsBody(const Stats& stats, const ResponseTimes& times)
{
    return QJsonDocument(contract::stats(stats, times)).toJson(QJsonDocument::Compact);
}

/// What the contract does not know stands there only where it was asked in our words.
HttpResponse invalidatedResponse(const InvalidateWish& wish, const Invalidated& done)
{
    QJsonObject body = contract::invalidated(wish.scope, done);
    if (wish.mode) {
        const QJsonObject more = codec::toJson(done).toObject();
        for (auto it = more.begin(); it != more.end(); ++it) {
            if (it.key() != u"at_ms")
                body.insert(it.key(), it.value());
        }
    }
    return reply::json(body);
}

} // namespace

std::vector<Route> ContractRoutes::routes()
{
    return {
        {HttpMethod::Get, "/api/cache/stats", u"stats"_s, StatsQuery::role, true,
         [this](const RouteCall& call) { return stats(call); }},
        {HttpMethod::Post, "/api/cache/invalidate", u"invalidate"_s, Invalidate::role, true,
         [this](const RouteCall& call) { return invalidate(call); }},
        {HttpMethod::Post, "/api/cache/toggle-user", u"switch"_s, Role::Viewer, true,
         [this](const RouteCall& call) { return toggleUser(call); }},
        {HttpMethod::Post, "/api/cache/toggle-global", u"switch"_s, Role::Administrator, true,
         [this](const RouteCall& call) { return toggle(SwitchKind::Global, call); }},
        {HttpMethod::Post, "/api/cache/toggle-auto-invalidate", u"switch"_s, Role::Administrator,
         true, [this](const RouteCall& call) { return toggle(SwitchKind::AutoInvalidate, call); }},
    };
}

HttpAnswer ContractRoutes::stats(const RouteCall& call)
{
    auto& joint = m_stats[call.who.username];
    if (!joint) {
        const auto make = [this, caller = call.who.caller()]() -> QFuture<Result<QByteArray>> {
            return both(m_desk.door().read(StatsQuery{}, caller),
                        m_desk.door().read(ResponseTimesQuery{Range::days(1)}, caller), statsBody);
        };
        joint = std::make_shared<JointAnswer>(m_context, m_clock, make);
    }
    return joint->giveTo(call.request);
}

HttpAnswer ContractRoutes::invalidate(const RouteCall& call) const
{
    auto reader = WireReader::ofBody(call.request.body);
    const auto wish = reader.read<InvalidateWish>();
    reader.refuseOthers();
    if (!reader.ok())
        return m_desk.refuse(reader.faults(), call);
    if (wish.preview.value_or(false))
        return preview(wish.scope, call);
    const auto respond = [wish](const Invalidated& done) {
        return invalidatedResponse(wish, done);
    };
    if (wish.mode == InvalidateMode::Purge)
        return m_desk.carryOut(Purge{wish.scope}, call, respond);
    return m_desk.carryOut(Invalidate{wish.scope}, call, respond);
}

HttpAnswer ContractRoutes::preview(const Scope& scope, const RouteCall& call) const
{
    return followed(m_desk.door().read(PreviewQuery{scope}, call.who.caller()),
                    [request = call.request](const Result<Preview>& preview) {
                        return preview ? reply::json(contract::previewed(*preview))
                                       : reply::failure(preview.error(), request);
                    });
}

HttpAnswer ContractRoutes::toggleUser(const RouteCall& call) const
{
    auto reader = WireReader::ofBody(call.request.body);
    const auto wish = reader.read<UserWish>();
    reader.refuseOthers();
    if (wish.username && wish.username->isEmpty())
        reader.refuse("username"_L1, reader.tr("Input should not be empty"), u"value_error"_s);
    if (!reader.ok())
        return m_desk.refuse(reader.faults(), call);
    SetSwitch flip{SwitchKind::User, wish.username.value_or(call.who.username), wish.enabled,
                   wish.forSeconds};
    return m_desk.carryOut(std::move(flip), call, [](const SwitchState& state) {
        QJsonObject body = contract::userSwitched(state);
        if (state.untilMs)
            body.insert(u"until_ms"_s, *state.untilMs);
        return reply::json(body);
    });
}

HttpAnswer ContractRoutes::toggle(SwitchKind kind, const RouteCall& call) const
{
    auto reader = WireReader::ofBody(call.request.body);
    const auto wish = reader.read<SwitchWish>();
    reader.refuseOthers();
    if (!reader.ok())
        return m_desk.refuse(reader.faults(), call);
    return m_desk.carryOut(SetSwitch{kind, {}, wish.enabled, {}}, call,
                           [](const SwitchState& state) {
                               return reply::json(state.kind == SwitchKind::Global
                                                      ? contract::globalSwitched(state)
                                                      : contract::autoInvalidateSwitched(state));
                           });
}

} // namespace tierwatch
