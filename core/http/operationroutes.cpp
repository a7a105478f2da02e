// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/operationroutes.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto folder = "/api/cache/";

/// The contract has `stats` and `invalidate` in shapes of its own; a query has its name in its
/// path.
template <class T>
constexpr bool hasAnAddressOfItsOwn = std::is_same_v<T, Invalidate> || std::is_same_v<T, RunQuery>;

template <class T>
QByteArray pathOf()
{
    return QByteArray(folder) + nameInAddress<T>();
}

template <class T>
HttpResponse responseOf(const Result<T>& answer, const HttpRequest& request)
{
    return answer ? reply::value(*answer) : reply::failure(answer.error(), request);
}

template <class Q>
HttpAnswer read(const ActionDesk& desk, const RouteCall& call)
{
    auto reader = WireReader::ofQuery(call.request.parameters());
    auto query = reader.read<Q>();
    if (!reader.ok())
        return reply::unprocessable(reader.faults(), call.request);
    return followed(desk.door().read(std::move(query), call.who.caller()),
                    [request = call.request](const Result<typename Q::Reply>& answer) {
                        return responseOf(answer, request);
                    });
}

template <class A>
HttpAnswer act(const ActionDesk& desk, const RouteCall& call)
{
    WireReader reader = std::tuple_size_v<decltype(A::fields())> == 0
                            ? WireReader::ofOptionalBody(call.request.body)
                            : WireReader::ofBody(call.request.body);
    auto action = reader.read<A>();
    reader.refuseOthers();
    if (!reader.ok())
        return desk.refuse(reader.faults(), call);
    return desk.carryOut(std::move(action), call,
                         [](const typename A::Reply& done) { return reply::value(done); });
}

template <class T>
void addQuery(std::vector<Route>& routes, const ActionDesk& desk)
{
    if constexpr (!hasAnAddressOfItsOwn<T>)
        routes.push_back({HttpMethod::Get, pathOf<T>(), QLatin1StringView(T::name), T::role, true,
                          [&desk](const RouteCall& call) { return read<T>(desk, call); }});
}

template <class T>
void addAction(std::vector<Route>& routes, const ActionDesk& desk)
{
    if constexpr (!hasAnAddressOfItsOwn<T>)
        routes.push_back({HttpMethod::Post, pathOf<T>(), QLatin1StringView(T::name), T::role, true,
                          [&desk](const RouteCall& call) { return act<T>(desk, call); }});
}

template <class... Qs, class... As>
std::vector<Route> all(const ActionDesk& desk, std::type_identity<std::variant<Qs...>>,
                       std::type_identity<std::variant<As...>>)
{
    std::vector<Route> routes;
    routes.reserve(sizeof...(Qs) + sizeof...(As));
    (addQuery<Qs>(routes, desk), ...);
    (addAction<As>(routes, desk), ...);
    return routes;
}

QJsonObject capabilitiesOf(const CacheTarget& target, const Caller& caller)
{
    const TargetState state = target.state();
    return {{u"name"_s, target.name()},
            {u"kind"_s, target.kindName()},
            {u"sample"_s, target.isSample()},
            {u"view_only"_s, state.kind == TargetState::Kind::ViewOnly
                                 ? state.sentence
                                 : QJsonValue(QJsonValue::Null)},
            {u"username"_s, caller.username},
            {u"role"_s, codec::nameOf(caller.role)},
            {u"capabilities"_s, codec::toJson(target.capabilities())}};
}

} // namespace

std::vector<Route> operationRoutes(const ActionDesk& desk)
{
    return all(desk, std::type_identity<Query>{}, std::type_identity<Action>{});
}

Route capabilitiesRoute(const ActionDesk& desk)
{
    const auto answer = [&desk](const RouteCall& call) -> HttpAnswer {
        const auto told = desk.door().told([caller = call.who.caller()](const CacheTarget& target) {
            return capabilitiesOf(target, caller);
        });
        return followed(told, reply::json);
    };
    return {HttpMethod::Get, "/api/cache/capabilities", u"capabilities"_s, Role::Viewer, true,
            answer};
}

} // namespace tierwatch
