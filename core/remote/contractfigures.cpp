// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/contractfigures.h"

#include "base/foreigntext.h"
#include "remote/answerjson.h"
#include "remote/contractshapes.h"
#include "remote/countable.h"
#include "remote/httpdate.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch::contractfigures {

namespace {

constexpr double zoneStepMs = 15 * 60'000;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

template <class T>
Result<T> shapeOf(const QJsonObject& told)
{
    auto shape = countable::checked(codec::fromJson<T>(told));
    return shape ? std::move(shape) : failure::notUnderstood(shape.error().message);
}

Error notDone(const QString& why)
{
    return {ErrorCode::Internal, why.isEmpty()
                                     ? said("The service did not do it, and does not say why.")
                                     : foreign::shown(why)};
}

/// The original says so in its reply, too, beside the status.
template <class T>
Result<T> doneIn(const ServiceAnswer& answer)
{
    const auto told = answerjson::objectIn(answer);
    if (!told)
        return failure::mayBeDone(told.error());
    if ((*told)[u"success"] == QJsonValue(false))
        return notDone((*told)[u"message"].toString());
    auto shape = shapeOf<T>(*told);
    return shape ? std::move(shape) : failure::mayBeDone(shape.error());
}

CacheMode modeNamed(const QString& name)
{
    return static_cast<CacheMode>(std::max<qsizetype>(wireNames(CacheMode{}).indexOf(name), 0));
}

/// A time without a zone is one of the service's clock. How far that is from UTC, its head tells,
/// where that was written at about the same time.
std::optional<qint64> momentOf(const QString& text, const QByteArray& date)
{
    QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid())
        return std::nullopt;
    const auto head = httpDateMs(date);
    if (at.timeSpec() != Qt::LocalTime || !head)
        return at.toMSecsSinceEpoch();
    at.setTimeSpec(Qt::UTC);
    const double steps =
        std::round(static_cast<double>(at.toMSecsSinceEpoch() - *head) / zoneStepMs);
    return at.toMSecsSinceEpoch() - std::llround(steps * zoneStepMs);
}

Saving savingOf(qint64 queries)
{
    return {queries, std::nullopt};
}

TierSize sizeOf(qint64 entries)
{
    TierSize size;
    size.entries = entries;
    return size;
}

/// How many there were, it does not tell.
Latency latencyOf(std::optional<qint64> meanMs)
{
    Latency latency;
    latency.count.reset();
    if (meanMs)
        latency.meanMs = static_cast<double>(*meanMs);
    return latency;
}

/// What it says of hits is of its memory tier alone; before the first request its rate is none.
void addHits(Stats& stats, const ContractStats& said)
{
    Tally tally;
    tally.memory = said.hits;
    tally.database = said.misses;
    stats.setTotals(tally);
    if (stats.hitRate)
        stats.hitRate = said.hitRate;
}

} // namespace

Result<Stats> stats(const ServiceAnswer& answer)
{
    const auto object = answerjson::objectIn(answer);
    const auto told = object ? shapeOf<ContractStats>(*object) : object.error();
    if (!told)
        return told.error();
    Stats stats;
    stats.enabled = told->enabled;
    stats.globalEnabled = told->globalEnabled;
    stats.userEnabled = told->userEnabled;
    stats.autoInvalidate = told->autoInvalidate;
    stats.mode = modeNamed(told->mode);
    addHits(stats, *told);
    stats.savings = {savingOf(told->saved.today), savingOf(told->saved.week),
                     savingOf(told->saved.total)};
    stats.memory = sizeOf(told->size.memory);
    stats.disk = sizeOf(told->size.sqlite);
    if (told->lastCleanup)
        stats.lastCleanupMs = momentOf(*told->lastCleanup, {});
    stats.memoryOnly = said("This service counts only what its memory answered: what its disk "
                            "answered is among the misses.");
    stats.detailsUnavailable = said("This service does not tell why misses were misses, nor what "
                                    "was switched off, pushed out, refused or dropped.");
    return stats;
}

Result<ResponseTimes> times(const ServiceAnswer& answer)
{
    const auto told = answerjson::objectIn(answer);
    if (!told)
        return told.error();
    if (!(*told)[u"response_times"].isObject())
        return failure::notUnderstood(u"response_times"_s);
    const QJsonObject types = (*told)[u"response_times"].toObject();
    ResponseTimes times;
    times.types.reserve(static_cast<std::size_t>(types.size()));
    for (auto type = types.begin(); type != types.end(); ++type) { // in alphabetical order
        const auto means = codec::fromJson<ContractTimes>(*type, type.key());
        if (!means)
            return failure::notUnderstood(means.error().message);
        times.types.push_back({type.key(), latencyOf(means->cached), latencyOf(means->database),
                               std::nullopt, latencyOf({}), latencyOf({})});
    }
    return times;
}

Result<Invalidated> invalidated(const ServiceAnswer& answer)
{
    const auto told = doneIn<ContractInvalidated>(answer);
    if (!told)
        return told.error();
    const auto at = momentOf(told->at, answer.header("Date"));
    if (!at)
        return failure::mayBeDone(failure::notUnderstood(u"invalidated_at: "_s + told->at));
    return Invalidated{*at, std::nullopt, std::nullopt};
}

Result<SwitchState> switched(SwitchKind kind, const ServiceAnswer& answer)
{
    const auto told = doneIn<ContractSwitched>(answer);
    if (!told)
        return told.error();
    const auto enabled = kind == SwitchKind::Global ? told->global
                         : kind == SwitchKind::User ? told->user
                                                    : told->autoInvalidate;
    if (!enabled)
        return failure::mayBeDone(failure::notUnderstood(codec::nameOf(kind)));
    return SwitchState{kind, told->username.value_or(QString()), *enabled};
}

} // namespace tierwatch::contractfigures
