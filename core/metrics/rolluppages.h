// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/measures.h"
#include "metrics/resolutions.h"

#include <functional>
#include <map>
#include <vector>

namespace tierwatch {

/// One stored cell: what one type did in one bucket.
struct RollupRow
{
    qint64 startMs = 0;
    quint32 typeId = 0;
    QByteArray payload;
};

struct RollupChange
{
    Level level = Level::Second;
    RollupRow row;
};

/// The buckets of all levels, a page of them in memory at a time; cells stay encoded, as stored. A
/// page that could not be loaded still takes figures, keeps them back from changes(), and tries
/// again at its next use, so that a stored cell is only ever added to. Not locked: Rollups does.
class RollupPages final
{
public:
    enum class CellState : quint8 { Stored, Changed, HandedOut };
    struct Cell
    {
        quint32 typeId = 0;
        CellState state = CellState::Stored;
        QByteArray payload;
    };
    struct Bucket
    {
        Tally total; ///< of all types
        std::vector<Cell> cells;
    };
    /// Appends the stored rows of buckets that start in [fromMs, toMs); false if it could not read.
    using Load = std::function<bool(Level, qint64 fromMs, qint64 toMs, std::vector<RollupRow>&)>;

    explicit RollupPages(Load load);

    void add(Level level, qint64 startMs, quint32 typeId, const Measures& measures);
    /// Calls visit(startMs, bucket) for each bucket that starts in [fromMs, toMs), ascending.
    void visit(Level level, qint64 fromMs, qint64 toMs,
               const std::function<void(qint64, const Bucket&)>& visit);

    /// Hands out what is not stored yet, also what was handed out before and not settled.
    [[nodiscard]] std::vector<RollupChange> changes();
    /// What was handed out, and did not change since, is stored now.
    void settle();
    /// Forgets pages past their time, stored or not.
    void trim(qint64 nowMs);
    [[nodiscard]] std::size_t cellCount() const;

private:
    struct Page
    {
        bool loaded = false;
        qint64 unstoredCells = 0;
        quint64 lastUse = 0;
        std::map<qint64, Bucket> buckets;
    };
    using Pages = std::map<qint64, Page>; ///< by start

    Page& pageAt(Level level, qint64 startMs);
    void load(Level level, qint64 startMs, Page& page);
    void makeRoom(Level level);
    void eachUnstored(const std::function<void(Level, qint64, Page&, Cell&)>& visit);
    [[nodiscard]] Pages& pagesOf(Level level) { return m_pages[static_cast<std::size_t>(level)]; }

    Load m_load;
    std::array<Pages, resolutions.size()> m_pages;
    quint64 m_uses = 0;
};

} // namespace tierwatch
