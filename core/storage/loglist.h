// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "values/log.h"

namespace tierwatch {

/// What the log has of one user in a stretch of it.
struct LoggedUser
{
    QString username;
    qint64 requests = 0;
    qint64 hits = 0;
    qint64 misses = 0;
    qint64 lastMs = 0; ///< Unix ms
};

/// `performance_log` by its ids, which grow with time: a bounded number of rows is looked at,
/// whatever the length of the log. A light view of a Connection, in whose thread it is used.
class LogList final
{
public:
    /// How many rows a page looks at.
    static constexpr qint64 reach = 20'000;

    /// The least id and the greatest; both 0 in an empty log.
    struct Ends
    {
        qint64 first = 0;
        qint64 last = 0;
    };

    /// Which rows are misses: a log of ours tells what a miss cost and not what went past the
    /// cache; in another program's everything that is no hit counts as one.
    enum class Misses { WithTheirCost, AllButHits };

    explicit LogList(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] Result<Log> page(const LogQuery& query);
    [[nodiscard]] Result<Ends> ends();
    /// By user, those with an id above `after` up to `upTo`; nobody's are left out.
    [[nodiscard]] Result<std::vector<LoggedUser>> users(qint64 after, qint64 upTo, Misses misses);
    /// When the first row with an id above `after` was logged.
    [[nodiscard]] Result<std::optional<qint64>> timeAfter(qint64 after);

private:
    [[nodiscard]] Result<std::vector<LogRow>> rows(const LogQuery& query, qint64 after, qint64 upTo,
                                                   bool newestFirst);

    Connection& m_connection;
};

} // namespace tierwatch
