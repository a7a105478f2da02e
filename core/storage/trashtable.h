// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/entriestable.h"
#include "storage/invalidation.h"

namespace tierwatch {

/// `tw_trash`: the rows that invalidations took out of the cache, whole, for as long as they can be
/// undone; EntriesTable::moveToTrash() fills it. A light view of a Connection, in whose thread it
/// is used; what changes rows needs the writer's.
class TrashTable final
{
public:
    explicit TrashTable(Connection& connection) : m_connection(connection) {}

    /// One step of an undo: brings back, with `newStamp`, what the invalidation had reached and no
    /// other stands over, looking at up to `maxRows` rows before the cursor (absent at first).
    Result<Returned> restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                             std::optional<qint64> cursor, int maxRows);
    /// Deletes what a purge reaches, looking at up to `maxRows` rows before the cursor; gives the
    /// next cursor, or nothing at the end.
    Result<std::optional<qint64>> purge(const Invalidation& purge, std::optional<qint64> cursor,
                                        int maxRows);
    /// Deletes rows whose time to be undone is over, oldest first. None: there are none.
    Result<Removed> removeOverdue(qint64 nowMs, int maxRows);
    Result<Removed> removeOldest(int maxRows);

    /// The last that was moved here of a key.
    [[nodiscard]] Result<std::optional<FoundEntry>> find(const QByteArray& key);
    [[nodiscard]] Result<bool> hasOverdue(qint64 nowMs);
    [[nodiscard]] Result<Removed> total();

private:
    [[nodiscard]] Result<std::optional<qint64>> firstOfStep(std::optional<qint64> cursor,
                                                            int maxRows);
    Result<void> judge(const Invalidation& undone, qint64 nowMs, qint64 from,
                       std::optional<qint64> before);
    Result<void> bringBack(quint64 newStamp);
    [[nodiscard]] Result<Returned> countJudged();
    Result<Removed> remove(std::string_view choice, const QVariantList& values);

    Connection& m_connection;
};

} // namespace tierwatch
