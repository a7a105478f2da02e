// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "storage/loglist.h"
#include "values/users.h"

#include <map>
#include <mutex>

namespace tierwatch {

/// What the request log has of each user: its last million rows at the first look, and at each look
/// after that only those that came since, so that a long log costs nothing. Any thread; blocks on
/// the disk.
class UserFigures final
{
public:
    explicit UserFigures(LogList::Misses misses) : m_misses(misses) {}
    Q_DISABLE_COPY_MOVE(UserFigures)

    /// Fills in everybody whom the file knows, in the order of Users.
    Result<void> fill(Users& users, Connection& connection);

private:
    Result<void> readOn(LogList log);

    const LogList::Misses m_misses;
    std::mutex m_mutex;
    std::map<QString, LoggedUser> m_users;
    std::optional<qint64> m_sinceMs;
    qint64 m_lastId = 0;
};

} // namespace tierwatch
