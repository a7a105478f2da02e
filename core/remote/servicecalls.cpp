// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicecalls.h"

#include "remote/answerjson.h"
#include "remote/countable.h"
#include "remote/membersof.h"
#include "remote/runwire.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

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

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 lastMs = 253'402'300'799'999; // of the year 9999

bool isMoment(qint64 ms)
{
    return ms >= 0 && ms <= lastMs;
}

/// Charts go from a beginning to an end, step by step.
bool canBeDrawn(const History& history)
{
    constexpr qint64 longestMs = 11 * 366 * dayMs; // nobody asks for more
    return isMoment(history.fromMs) && isMoment(history.toMs) && history.toMs >= history.fromMs &&
           history.toMs - history.fromMs <= longestMs && history.stepMs > 0;
}

bool canBeDrawn(const SavingsReport& report)
{
    return isMoment(report.toMs) &&
           std::ranges::all_of(report.days, isMoment, &SavedOnDay::startMs);
}

bool canBeDrawn(const FreshnessReport& report)
{
    const auto isSound = [](const LagPoint& point) {
        return isMoment(point.timeMs) && isMoment(point.behindMs.value_or(0));
    };
    return std::ranges::all_of(report.lags, [&](const CompanyLag& lag) {
        return std::ranges::all_of(lag.points, isSound);
    });
}

bool canBeDrawn(const Watermarks& watermarks)
{
    return isMoment(watermarks.alarmMs.value_or(0));
}

template <class T>
bool canBeDrawn(const T&)
{
    return true;
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
    auto value = countable::checked(codec::fromJson<typename O::Reply>(*object));
    if (!value)
        return failure::notUnderstood(value.error().message);
    if (!canBeDrawn(*value))
        return failure::notUnderstood(said("it tells of times that no calendar has"));
    return Reply(*std::move(value));
}

template <class A>
Result<Reply> outcomeIn(const ServiceAnswer& answer)
{
    Result<Reply> reply = replyIn<A>(answer);
    return reply ? std::move(reply) : failure::mayBeDone(reply.error());
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
    return {std::move(request), outcomeIn<A>};
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
