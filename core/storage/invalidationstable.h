// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "storage/invalidation.h"

namespace tierwatch {

/// `tw_invalidations`: each invalidation of its own, beside `tw_barriers`, which knows only how far
/// each scope got; and `tw_changes`: up to where each company's data changed at the source. What an
/// undo asks. A light view of a Connection, in whose thread it is used.
class InvalidationsTable final
{
public:
    explicit InvalidationsTable(Connection& connection) : m_connection(connection) {}

    /// The same stamp twice is one invalidation.
    Result<void> add(const Invalidation& invalidation);
    [[nodiscard]] Result<std::optional<Invalidation>> find(quint64 stamp);
    /// Those whose rows are not yet all gone (or back), oldest first.
    [[nodiscard]] Result<std::vector<Invalidation>> unfinished();
    /// Those of one scope, newest first.
    [[nodiscard]] Result<std::vector<Invalidation>> of(const Scope& scope, int most);
    /// The purges that are still kept.
    [[nodiscard]] Result<std::vector<Invalidation>> purges();
    /// From now on it stands no more; its rows are not yet back. False if it did not any more.
    Result<bool> setUndone(quint64 stamp, qint64 nowMs);
    /// Changes nothing if it was undone and `undone` is false: its rows are on their way back then.
    Result<void> setDone(quint64 stamp, bool undone);
    /// Forgets what can't be undone any more and says nothing that a later one does not.
    Result<void> forget(qint64 nowMs);

    Result<void> noteChange(qint64 companyId, quint64 stamp, qint64 wallMs);

private:
    Connection& m_connection;
};

} // namespace tierwatch
