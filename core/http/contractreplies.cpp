// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/contractreplies.h"

#include "http/reply.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch::contract {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::HttpService", text);
}

/// Cut off, not rounded, as it always was.
qint64 whole(double number)
{
    return static_cast<qint64>(number);
}

double withOneDecimal(double number)
{
    return std::round(number * 10) / 10;
}

QJsonObject timesOf(const TypeTimes& times)
{
    const double cached = times.cached.meanMs.value_or(0);
    const double database = times.database.meanMs.value_or(0);
    const double improvement = database > 0 ? (database - cached) / database * 100 : 0;
    return {{u"cached"_s, whole(cached)},
            {u"oracle"_s, whole(database)},
            {u"improvement"_s, whole(improvement)}};
}

QJsonObject timesByType(const ResponseTimes& times)
{
    QJsonObject types;
    for (const TypeTimes& type : times.types) {
        if (type.cached.count.value_or(1) > 0 && type.database.count.value_or(1) > 0)
            types.insert(type.type, timesOf(type));
    }
    return types;
}

QString nameOf(const Scope& scope)
{
    if (scope.companyId && scope.type)
        return tr("type %1 of company %2").arg(*scope.type).arg(*scope.companyId);
    if (scope.companyId)
        return tr("company %1").arg(*scope.companyId);
    if (scope.type)
        return tr("type %1").arg(*scope.type);
    if (scope.username)
        return tr("user %1").arg(*scope.username);
    if (scope.tag)
        return tr("tag %1").arg(*scope.tag);
    return scope.cacheKey ? tr("one key") : tr("everything");
}

QString kept()
{
    return tr("The switch is kept: it outlives a restart.");
}

} // namespace

QJsonObject stats(const Stats& stats, const ResponseTimes& times)
{
    const Savings& saved = stats.savings;
    return {{u"enabled"_s, stats.enabled},
            {u"global_enabled"_s, stats.globalEnabled},
            {u"user_enabled"_s, stats.userEnabled},
            {u"cache_type"_s, codec::nameOf(stats.mode)},
            {u"hit_rate"_s, withOneDecimal(stats.hitRate.value_or(0))},
            {u"total_hits"_s, stats.hits},
            {u"total_misses"_s, stats.misses},
            {u"queries_saved"_s, QJsonObject{{u"today"_s, saved.today.queries},
                                             {u"week"_s, saved.week.queries},
                                             {u"total"_s, saved.total.queries}}},
            {u"response_times"_s, timesByType(times)},
            {u"cache_size"_s, QJsonObject{{u"memory"_s, stats.memory.entries.value_or(0)},
                                          {u"sqlite"_s, stats.disk.entries.value_or(0)}}},
            {u"auto_invalidate"_s, stats.autoInvalidate},
            {u"last_cleanup"_s, stats.lastCleanupMs ? reply::isoTime(*stats.lastCleanupMs)
                                                    : QJsonValue(QJsonValue::Null)}};
}

QJsonObject health(const Stats& stats)
{
    return {
        {u"status"_s, u"healthy"_s},
        {u"enabled"_s, stats.enabled},
        {u"cache_type"_s, codec::nameOf(stats.mode)},
        {u"memory_size"_s, stats.memory.entries.value_or(0)},
        {u"sqlite_size"_s, stats.disk.entries.value_or(0)},
        {u"auto_invalidate_running"_s, stats.autoInvalidate && !stats.autoInvalidateUnavailable}};
}

QJsonObject notInitialized()
{
    return {{u"status"_s, u"not_initialized"_s}, {u"enabled"_s, false}};
}

QJsonObject unhealthy(const QString& why)
{
    return {{u"status"_s, u"error"_s}, {u"error"_s, why}};
}

QJsonObject invalidated(const Scope& scope, const Invalidated& done)
{
    return {{u"success"_s, true},
            {u"message"_s, tr("Invalidated: %1.").arg(nameOf(scope))},
            {u"invalidated_at"_s, reply::isoTime(done.atMs)}};
}

QJsonObject previewed(const Preview& preview)
{
    return {{u"success"_s, true},
            {u"message"_s, tr("Nothing was done. This is what it would reach and cost.")},
            {u"preview"_s, codec::toJson(preview)}};
}

QJsonObject userSwitched(const SwitchState& state)
{
    const QString message =
        state.enabled ? tr("The cache is on for %1.") : tr("The cache is off for %1.");
    return {{u"success"_s, true},
            {u"username"_s, state.subject},
            {u"cache_enabled"_s, state.enabled},
            {u"message"_s, message.arg(state.subject)}};
}

QJsonObject globalSwitched(const SwitchState& state)
{
    return {{u"success"_s, true},
            {u"global_enabled"_s, state.enabled},
            {u"message"_s, state.enabled ? tr("The cache is on for everyone.")
                                         : tr("The cache is off for everyone.")},
            {u"note"_s, kept()}};
}

QJsonObject autoInvalidateSwitched(const SwitchState& state)
{
    return {{u"success"_s, true},
            {u"auto_invalidate_enabled"_s, state.enabled},
            {u"message"_s, state.enabled ? tr("Changes in the database invalidate by themselves.")
                                         : tr("Changes in the database no longer invalidate.")},
            {u"note"_s, kept()}};
}

} // namespace tierwatch::contract
