// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/statementlimit.h"

#include "storage/sqlitelibrary.h"

#ifdef TIERWATCH_HAS_SQLITE
#include <sqlite3.h>
#endif

namespace tierwatch {

StatementLimit::StatementLimit(const QSqlDatabase& database, std::chrono::milliseconds most)
    : m_most(most)
{
    sqlite3* const handle = sqlitelibrary::handleOf(database);
    m_holds = handle != nullptr;
#ifdef TIERWATCH_HAS_SQLITE
    constexpr int stepsBetweenLooks = 10'000; // of SQLite's machine: well under a millisecond
    if (m_holds)
        sqlite3_progress_handler(handle, stepsBetweenLooks, &StatementLimit::isOver, &m_deadline);
#endif
}

int StatementLimit::isOver(void* deadline)
{
    auto* const watched = static_cast<Deadline*>(deadline);
    watched->passed = watched->passed || std::chrono::steady_clock::now() > watched->at;
    return watched->passed ? 1 : 0;
}

} // namespace tierwatch
