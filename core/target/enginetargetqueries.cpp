// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/async.h"
#include "cache/workspacecache.h"
#include "source/gateway.h"
#include "storage/entrydigest.h"
#include "target/enginetarget.h"

namespace tierwatch {

namespace {

/// As the engine says it; what only the caller's clock and the memory tier know is added.
RunAnswer answerOf(const Answer& answer)
{
    RunAnswer told;
    told.value = answer.value;
    told.origin = answer.origin;
    told.reason = answer.reason;
    told.stale = answer.stale;
    told.shared = answer.shared;
    told.ageMs = answer.ageMs;
    told.loadMs = answer.loadMs;
    return told;
}

double msBetween(qint64 startNs, qint64 endNs)
{
    return static_cast<double>(endNs - startNs) / 1e6;
}

Result<Answer> askPastTheCache(const Loader& loader, const Wanted& isWanted, const Clock& clock)
{
    if (isWanted && !isWanted())
        return Error{ErrorCode::Cancelled, EngineTarget::tr("Nobody waited for the report any more "
                                                            "when its turn came.")};
    const qint64 startNs = clock.steadyNs();
    Result<Loaded> loaded = loader();
    if (!loaded)
        return loaded.error();
    Answer answer;
    answer.value = std::move(loaded->value);
    answer.origin = Origin::Bypassed;
    answer.loadMs = msBetween(startNs, clock.steadyNs());
    return answer;
}

} // namespace

QString EngineTarget::noConfig()
{
    return tr("This cache was not set up by a workspace, so that it has no settings to show.");
}

QString EngineTarget::noQueries()
{
    return tr("This cache has no named queries that could be run.");
}

Result<Reply> EngineTarget::reply(const ConfigQuery&, const Caller&)
{
    if (!m_parts.config)
        return Error{ErrorCode::NotAvailable, noConfig()};
    return Reply(m_parts.config());
}

/// Never waits: slow queries must not keep anybody from the figures.
QFuture<Result<Reply>> EngineTarget::run(const RunQuery& query, const Caller& caller)
{
    const Result<Gateway::Call> call = callOf(query, caller);
    if (!call)
        return ready<Result<Reply>>(call.error());
    const Result<CacheKey> key = CacheKey::of(call->request);
    if (!key)
        return ready<Result<Reply>>(key.error());
    WorkspaceCache& cache = m_cache;
    const qint64 startNs = cache.clock().steadyNs();
    const auto tell = [&cache, key = *key, type = call->request.type,
                       startNs](const Result<Answer>& answer) -> Result<Reply> {
        if (!answer)
            return answer.error();
        RunAnswer told = answerOf(*answer);
        told.type = type;
        told.digest = entrydigest::of(key.text());
        told.tookMs = msBetween(startNs, cache.clock().steadyNs());
        if (const auto kept = cache.engine().memory().peek(key))
            told.lifeLeftMs = std::max<qint64>(0, kept->endsSteadyMs - cache.clock().steadyMs());
        return Reply(std::move(told));
    };
    if (query.withoutCache)
        return runOn(cache.engine().pool(),
                     [&cache, tell, loader = call->loader, isWanted = query.isWanted] {
                         return tell(askPastTheCache(loader, isWanted, cache.clock()));
                     });
    return followed(cache.engine().fetchAsync(call->request, call->loader, query.isWanted), tell);
}

Result<Gateway::Call> EngineTarget::callOf(const RunQuery& query, const Caller& caller) const
{
    if (!m_parts.gateway)
        return Error{ErrorCode::NotAvailable, noQueries()};
    const QString user = query.username.value_or(caller.username);
    if (user != caller.username && caller.role < Role::Administrator)
        return Error{ErrorCode::NotAllowed,
                     tr("Only an administrator may run a query as another user.")};
    QVariantMap parameters;
    for (const GivenParameter& given : query.parameters) {
        if (parameters.contains(given.name))
            return Error{ErrorCode::InvalidArgument,
                         tr("The parameter \"%1\" was given twice.").arg(given.name)};
        parameters.insert(given.name, given.value);
    }
    return m_parts.gateway->prepareAndWatch(query.query, query.companyId, parameters, user,
                                            query.source.value_or(Sources::mainName()));
}

} // namespace tierwatch
