// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/loglist.h"
#include "target/actionlist.h"
#include "target/filetarget.h"

namespace tierwatch {

Result<Reply> FileTarget::reply(const UsersQuery&, const Caller&)
{
    Users users;
    if (const auto filled = m_userFigures.fill(users, m_figures.file().reader()); !filled)
        return filled.error();
    return Reply(std::move(users));
}

Result<Reply> FileTarget::reply(const LogQuery& query, const Caller&)
{
    Result<Log> log = LogList(m_figures.file().reader()).page(query);
    if (!log)
        return log.error();
    return Reply(*std::move(log));
}

Result<Reply> FileTarget::reply(const ActionsQuery& query, const Caller&)
{
    const auto read = [this](const EventsQuery& wanted) {
        return Events{recentEvents(wanted.range, static_cast<std::size_t>(wanted.limit))};
    };
    Result<Actions> actions = actionsOf(query, read, m_clock.wallMs());
    if (!actions)
        return actions.error();
    return Reply(*std::move(actions));
}

} // namespace tierwatch
