// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/contractcalls.h"

#include "cache/barriers.h"
#include "remote/contractfigures.h"
#include "remote/membersof.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tierwatch::contractcalls {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

Error lacks(const QString& reason)
{
    return {ErrorCode::NotAvailable, reason};
}

template <class T>
Result<Reply> replyOf(Result<T> value)
{
    return value ? Result<Reply>(Reply(*std::move(value))) : value.error();
}

ServiceRequest posted(const char* path, const QJsonObject& members, const ServicePatience& patience)
{
    ServiceRequest request{path};
    request.body = QJsonDocument(members).toJson(QJsonDocument::Compact);
    request.deadline = patience.action;
    return request;
}

ServiceCall figures(std::function<Result<Reply>(const ServiceAnswer&)> read,
                    const ServicePatience& patience)
{
    ServiceRequest request{statsPath};
    request.deadline = patience.figures;
    return {std::move(request), std::move(read)};
}

Result<ServiceCall> call(const StatsQuery&, const ServicePatience& patience)
{
    return figures([](const auto& answer) { return replyOf(contractfigures::stats(answer)); },
                   patience);
}

Result<ServiceCall> call(const ResponseTimesQuery& query, const ServicePatience& patience)
{
    if (query.range != Range::days(1))
        return lacks(said("This service tells response times of the last 24 hours, and of no other "
                          "range."));
    return figures([](const auto& answer) { return replyOf(contractfigures::times(answer)); },
                   patience);
}

Result<ServiceCall> call(const Invalidate& action, const ServicePatience& patience)
{
    const Scope& scope = action.scope;
    if (const Result<void> checked = Barriers::check(scope); !checked)
        return checked.error();
    if (scope.username || scope.tag || scope.cacheKey)
        return lacks(said("This service invalidates by company, by type or everything, and nothing "
                          "else. Nothing was done."));
    return ServiceCall{
        posted("/cache/invalidate", wire::membersOf(action), patience),
        [](const auto& answer) { return replyOf(contractfigures::invalidated(answer)); }};
}

Result<const char*> pathOf(const SetSwitch& flip)
{
    if (flip.forSeconds)
        return lacks(said("This service turns no switch back by itself. Flip it for as long as it "
                          "is wanted. Nothing was done."));
    switch (flip.kind) {
    case SwitchKind::Global:
        return "/cache/toggle-global";
    case SwitchKind::AutoInvalidate:
        return "/cache/toggle-auto-invalidate";
    case SwitchKind::Type:
        return lacks(said("This service has no switch for a type. Nothing was done."));
    case SwitchKind::User:
        break;
    }
    if (!flip.subject.isEmpty())
        return lacks(said("This service switches the cache for whom the token speaks, and for no "
                          "other user. Nothing was done."));
    return "/cache/toggle-user";
}

Result<ServiceCall> call(const SetSwitch& flip, const ServicePatience& patience)
{
    const auto path = pathOf(flip);
    if (!path)
        return path.error();
    const QJsonObject members{{u"enabled"_s, flip.enabled}};
    return ServiceCall{posted(*path, members, patience), [kind = flip.kind](const auto& answer) {
                           return replyOf(contractfigures::switched(kind, answer));
                       }};
}

template <class O>
Result<ServiceCall> call(const O&, const ServicePatience&)
{
    return lacks(whyNot(QString::fromLatin1(O::name)));
}

} // namespace

QString whyNot(const QString& operation)
{
    if (isOneOf<StatsQuery, ResponseTimesQuery, Invalidate, SetSwitch>(operation))
        return {};
    return said("This service offers only its figures of now, invalidation by company and type, "
                "and switches. It is of another make than Tierwatch.");
}

Result<ServiceCall> callOf(const Query& query, const ServicePatience& patience)
{
    return std::visit([&](const auto& one) { return call(one, patience); }, query);
}

Result<ServiceCall> callOf(const Action& action, const ServicePatience& patience)
{
    return std::visit([&](const auto& one) { return call(one, patience); }, action);
}

} // namespace tierwatch::contractcalls
