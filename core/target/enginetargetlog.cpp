// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "target/actionlist.h"
#include "target/enginetarget.h"

namespace tierwatch {

Result<Reply> EngineTarget::reply(const UsersQuery&, const Caller&)
{
    Users users;
    if (const auto filled = m_userFigures.fill(users, m_cache.file().reader()); !filled)
        return filled.error();
    return Reply(std::move(users));
}

Result<Reply> EngineTarget::reply(const LogQuery& query, const Caller&)
{
    Result<Log> log = LogList(m_cache.file().reader()).page(query);
    if (!log)
        return log.error();
    return Reply(*std::move(log));
}

Result<Reply> EngineTarget::reply(const ActionsQuery& query, const Caller&)
{
    const auto read = [this](const EventsQuery& events) { return m_cache.events().recent(events); };
    Result<Actions> actions = actionsOf(query, read, m_cache.clock().wallMs());
    if (!actions)
        return actions.error();
    return Reply(*std::move(actions));
}

} // namespace tierwatch
