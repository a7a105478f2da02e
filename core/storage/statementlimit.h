// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>

#include <chrono>

namespace tierwatch {

/// Stops what takes too long on one SQLite connection, through SQLite itself, where Qt's driver
/// uses the same library as this program. Used in the connection's thread; outlives its use.
class StatementLimit final
{
public:
    /// Of a connection that is open.
    StatementLimit(const QSqlDatabase& database, std::chrono::milliseconds most);
    Q_DISABLE_COPY_MOVE(StatementLimit)

    /// False where the driver's SQLite can't be told to stop.
    [[nodiscard]] bool holds() const { return m_holds; }
    /// A statement begins; of several at once, the first one's time counts.
    void begin()
    {
        if (m_open++ == 0)
            m_deadline = {std::chrono::steady_clock::now() + m_most};
    }
    void end()
    {
        if (--m_open == 0)
            m_deadline = {};
    }
    /// Whether what began last was stopped.
    [[nodiscard]] bool passed() const { return m_deadline.passed; }

private:
    using SteadyTime = std::chrono::steady_clock::time_point;
    /// What SQLite looks at now and then while it works.
    struct Deadline
    {
        SteadyTime at = SteadyTime::max();
        bool passed = false;
    };
    static int isOver(void* deadline);

    const std::chrono::milliseconds m_most;
    Deadline m_deadline;
    int m_open = 0;
    bool m_holds = false;
};

} // namespace tierwatch
