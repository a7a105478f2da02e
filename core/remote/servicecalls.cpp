// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicecalls.h"

#include "remote/answerjson.h"
#include "remote/membersof.h"
#include "remote/runwire.h"
#include "remote/servicefailure.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

template <class O>
QByteArray pathOf()
{
    return QByteArray("/cache/") + nameInAddress<O>();
}

/// The contract has the moment in words of its own.
void addMoment(QJsonObject& invalidated)
{
    const auto at =
        QDateTime::fromString(invalidated[u"invalidated_at"].toString(), Qt::ISODateWithMs);
    if (at.isValid() && !invalidated.contains("at_ms"_L1))
        invalidated.insert("at_ms"_L1, at.toMSecsSinceEpoch());
}

template <class O>
Result<Reply> replyIn(const ServiceAnswer& answer)
{
    // The part of a value that it gives is Base64.
    constexpr auto asIs = std::is_same_v<O, EntryQuery> ? "value"_L1 : QLatin1StringView();
    auto object = answerjson::objectIn(answer, asIs);
    if (!object)
        return object.error();
    if constexpr (std::is_same_v<O, Invalidate>)
        addMoment(*object);
    auto value = codec::fromJson<typename O::Reply>(*object);
    if (!value)
        return failure::notUnderstood(value.error().message);
    return Reply(*std::move(value));
}

template <class Q>
ServiceCall asked(const Q& query, const ServicePatience& patience)
{
    ServiceRequest request{pathOf<Q>(), wire::queryOf(wire::membersOf(query))};
    request.deadline = patience.figures;
    return {std::move(request), replyIn<Q>};
}

ServiceCall asked(const RunQuery& query, const ServicePatience& patience)
{
    const auto read = [](const ServiceAnswer& answer) -> Result<Reply> {
        auto run = wire::runAnswer(answer);
        return run ? Result<Reply>(Reply(*std::move(run))) : run.error();
    };
    ServiceRequest request = wire::runRequest(query);
    request.deadline = patience.report;
    return {std::move(request), read};
}

template <class A>
ServiceCall ordered(const A& action, const ServicePatience& patience)
{
    QJsonObject members = wire::membersOf(action);
    if constexpr (std::is_same_v<A, Invalidate>)
        members.insert("mode"_L1, u"invalidate"_s);
    ServiceRequest request{pathOf<A>()};
    request.body = QJsonDocument(members).toJson(QJsonDocument::Compact);
    request.deadline = std::is_same_v<A, Benchmark> ? patience.benchmark : patience.action;
    return {std::move(request), replyIn<A>};
}

} // namespace

ServiceCall callOf(const Query& query, const ServicePatience& patience)
{
    return std::visit([&](const auto& one) { return asked(one, patience); }, query);
}

ServiceCall callOf(const Action& action, const ServicePatience& patience)
{
    return std::visit([&](const auto& one) { return ordered(one, patience); }, action);
}

} // namespace tierwatch
