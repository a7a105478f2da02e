// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/userfigures.h"

#include "cache/keptswitches.h"
#include "storage/usersettingstable.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 mostAtFirst = 1'000'000;
/// No read lasts long, so that the log beside the file can be begun anew.
constexpr qint64 rowsAtOnce = 50'000;

UserRow rowOf(const LoggedUser& logged)
{
    UserRow row;
    row.username = logged.username;
    row.requests = logged.requests;
    row.hits = logged.hits;
    row.misses = logged.misses;
    row.lastSeenMs = logged.lastMs;
    if (const qint64 answered = logged.hits + logged.misses; answered > 0)
        row.hitRate = 100.0 * static_cast<double>(logged.hits) / static_cast<double>(answered);
    return row;
}

bool isBefore(const UserRow& a, const UserRow& b)
{
    return std::tuple(a.enabled, -a.requests, a.username) <
           std::tuple(b.enabled, -b.requests, b.username);
}

} // namespace

Result<void> UserFigures::fill(Users& users, Connection& connection)
{
    const auto settings = UserSettingsTable(connection).all();
    if (!settings)
        return settings.error();
    SwitchSettings standing;
    if (const auto read = readSwitchTimes(connection, standing); !read)
        return read;
    std::map<QString, UserRow> rows;
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto done = readOn(LogList(connection)); !done)
            return done;
        for (const auto& [username, logged] : m_users)
            rows.emplace(username, rowOf(logged));
        users.loggedSinceMs = m_sinceMs;
    }
    for (const UserSetting& setting : *settings) {
        UserRow& row = rows[setting.username];
        row.username = setting.username;
        row.enabled = setting.enabled;
        row.sinceMs = setting.updatedMs;
    }
    for (const SwitchState& timed : standing.timed) {
        if (const auto row = rows.find(timed.subject);
            timed.kind == SwitchKind::User && row != rows.end())
            row->second.untilMs = timed.untilMs;
    }
    users.users.reserve(rows.size());
    for (auto& [username, row] : rows)
        users.users.push_back(std::move(row));
    std::ranges::stable_sort(users.users, isBefore);
    return {};
}

Result<void> UserFigures::readOn(LogList log)
{
    const Result<LogList::Ends> ends = log.ends();
    if (!ends)
        return ends.error();
    if (ends->last < m_lastId) { // another file is in its place
        m_users.clear();
        m_sinceMs.reset();
        m_lastId = 0;
    }
    m_lastId = std::max({m_lastId, ends->first - 1, m_sinceMs ? 0 : ends->last - mostAtFirst});
    if (!m_sinceMs) {
        const auto since = log.timeAfter(m_lastId);
        if (!since)
            return since.error();
        m_sinceMs = *since;
    }
    while (m_lastId < ends->last) {
        const qint64 upTo = std::min(ends->last, m_lastId + rowsAtOnce);
        const auto users = log.users(m_lastId, upTo, m_misses);
        if (!users)
            return users.error();
        for (const LoggedUser& more : *users) {
            LoggedUser& sum = m_users[more.username];
            sum.username = more.username;
            sum.requests += more.requests;
            sum.hits += more.hits;
            sum.misses += more.misses;
            sum.lastMs = std::max(sum.lastMs, more.lastMs);
        }
        m_lastId = upTo;
    }
    return {};
}

} // namespace tierwatch
