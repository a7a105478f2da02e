// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "storage/entrytrace.h"
#include "storage/storedentry.h"
#include "values/freshness.h"
#include "values/invalidate.h"
#include "values/scope.h"

#include <vector>

namespace tierwatch {

/// Up to where a removal or a barrier reaches: entries with a stamp at or below `stamp`, and
/// entries without one that were created at or before `wallMs` (Unix ms).
struct Reach
{
    qint64 stamp = 0;
    qint64 wallMs = 0;
    friend bool operator==(const Reach&, const Reach&) = default;
};

struct Removed
{
    qint64 rows = 0;
    qint64 bytes = 0;  ///< of values
    qint64 tookMs = 0; ///< with the file's lock held; 0 where nobody measured
    friend bool operator==(const Removed&, const Removed&) = default;
};

struct EntrySizes
{
    qint64 entries = 0; ///< active and expired
    qint64 active = 0;
    qint64 expired = 0;
    qint64 bytes = 0;    ///< of values
    qint64 logBytes = 0; ///< of the write-ahead log beside the file, where that is known
    friend bool operator==(const EntrySizes&, const EntrySizes&) = default;
};

/// `cache_entries` and, beside it, `tw_entries`, which holds what the contract has no column for
/// and is believed only where its created_at is that of the contract's row. A light view of a
/// Connection, in whose thread it is used; what changes rows needs the writer's. All times are Unix
/// ms.
class EntriesTable final
{
public:
    explicit EntriesTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] Result<std::optional<FoundEntry>> find(const QByteArray& key);
    /// Reads value, creation, end, stamp, tags and load time, in this order.
    [[nodiscard]] static FoundEntry foundIn(Statement& row);
    /// Adds or replaces.
    Result<void> put(const StoredEntry& entry);
    /// Adds hits and moves the time of the last one forward; no such entry is no error. The orders
    /// by either learn of it within about a minute.
    Result<void> touch(const QByteArray& key, qint64 hits, qint64 lastAccessedMs);

    /// The removals take at most `maxRows` at once: call again until no row was removed.
    Result<Removed> removeBatch(const Scope& scope, const Reach& reach, int maxRows);
    /// As removeBatch(), but the rows go to `tw_trash`, under the stamp of what took them out.
    Result<Removed> moveToTrash(const Scope& scope, const Reach& reach, int maxRows);
    /// What is past its life and its grace.
    Result<Removed> removeExpired(qint64 nowMs, int maxRows);
    /// Whoever wrote them and whenever, of the rows numbered up to `lastRow`.
    Result<Removed> removeUpTo(const Scope& scope, qint64 lastRow, int maxRows);
    Result<Removed> evictLeastRecentlyUsed(qint64 bytesToFree, int maxRows);

    [[nodiscard]] Result<EntrySizes> sizes(qint64 nowMs);
    /// The same without bytes; reads indexes alone, whoever wrote the rows.
    [[nodiscard]] Result<EntrySizes> counts(qint64 nowMs);
    /// The number of the last row, 0 where there is none.
    [[nodiscard]] Result<qint64> lastRow();
    /// What a scope holds that is not expired, by type, dearest first.
    [[nodiscard]] Result<std::vector<PreviewRow>> preview(const Scope& scope, qint64 nowMs,
                                                          qint64 hourAgoMs);
    /// By company, then type: how many, and how old. Reads every row.
    [[nodiscard]] Result<std::vector<AnswerAge>> ages(qint64 nowMs);
    /// What there is of one key beside its value, in the trash too.
    [[nodiscard]] Result<EntryTrace> trace(const QByteArray& key);
    /// How much a scope holds that is not expired: counted where it is little, else reckoned from
    /// its first rows, so that much of it takes no longer.
    [[nodiscard]] Result<Removed> extent(const Scope& scope, qint64 nowMs);
    /// The types there are entries of, in alphabetical order.
    [[nodiscard]] Result<std::vector<QString>> types();

    /// The companies there are entries of, by number.
    [[nodiscard]] Result<std::vector<qint64>> companies();
    /// Whether a company has an entry that was created before.
    [[nodiscard]] Result<bool> hasOlder(qint64 companyId, qint64 beforeMs);

    /// Whether another program added rows since they were last adopted.
    [[nodiscard]] Result<bool> hasForeignRows();
    /// Takes over the rows of other programs, so that eviction and sizes know them, looking at up
    /// to `maxRows` rows after the cursor (0 at first). Gives the next cursor, or nothing at the
    /// end.
    Result<std::optional<qint64>> adopt(qint64 cursor, int maxRows);
    /// Gives up to `maxRows` rows of ours that have none their digest; gives how many.
    Result<qint64> nameEntries(int maxRows);
    /// Removes up to `maxRows` of our rows whose contract row another program removed; gives how
    /// many. Looks for them only where the counts differ.
    Result<qint64> disown(int maxRows);

private:
    [[nodiscard]] Result<Removed> choose(std::string_view choice, const QVariantList& values);
    [[nodiscard]] Result<Removed> chooseCovered(const Scope& scope, const Reach& reach,
                                                int maxRows);
    Result<void> keepChosen(qint64 movedStamp);
    Result<Removed> removeChosen(const Result<Removed>& chosen);
    [[nodiscard]] Result<Removed> total();
    [[nodiscard]] Result<qint64> countByIndex(const Scope& scope);

    Connection& m_connection;
};

} // namespace tierwatch
