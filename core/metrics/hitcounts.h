// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <map>
#include <optional>
#include <vector>

namespace tierwatch {

/// What the hits of one type and company came to that were counted, but not timed, within one
/// second.
struct HitTally
{
    qint64 startMs = 0; ///< of the second, Unix ms
    quint32 typeId = 0;
    std::optional<qint64> companyId = {};
    qint64 hits = 0;
    qint64 unpriced = 0;   ///< of them, those whose value has no load time of its own
    double uncachedMs = 0; ///< what the database took for the others
};

/// Such hits, with what is known of their type.
struct CountedHits
{
    HitTally tally;
    double eachMs = 0;                    ///< what such a hit takes, as timed
    std::optional<double> averageMs = {}; ///< what the database takes for the type

    [[nodiscard]] double responseMs() const { return eachMs * static_cast<double>(tally.hits); }
    /// What the database would have taken. Values that don't tell, of a type that was never
    /// measured, are held to cost the same either way.
    [[nodiscard]] double uncachedMs() const
    {
        return tally.uncachedMs + averageMs.value_or(eachMs) * static_cast<double>(tally.unpriced);
    }
    [[nodiscard]] double savedMs() const { return uncachedMs() - responseMs(); }
    [[nodiscard]] qint64 unpriced() const { return averageMs ? 0 : tally.unpriced; }
};

/// Counts hits where they happen, two additions each: where millions come in a second, a record and
/// a look at the clock for each would cost more than the hit. Not locked: a shard of the memory
/// tier has one and its mutex.
class HitCounts final
{
public:
    struct Cell
    {
        qint64 hits = 0;
        qint64 unpriced = 0;
        double uncachedMs = 0;
    };

    HitCounts() = default;
    Q_DISABLE_COPY_MOVE(HitCounts)

    /// Where the hits of a type and company are counted, for as long as this lives.
    [[nodiscard]] Cell& cellOf(quint32 typeId, std::optional<qint64> companyId)
    {
        return m_cells[{typeId, companyId}];
    }
    /// `loadMs`: what the value took to load, 0 where that is not known.
    void add(Cell& cell, qint64 wallMs, double loadMs)
    {
        if (wallMs / 1000 != m_second) [[unlikely]]
            begin(wallMs / 1000);
        ++cell.hits;
        cell.uncachedMs += loadMs;
        if (!(loadMs > 0)) [[unlikely]]
            ++cell.unpriced;
    }
    /// Appends what was counted since the last call.
    void moveTo(std::vector<HitTally>& tallies);

private:
    void begin(qint64 second);
    void close();

    std::map<std::pair<quint32, std::optional<qint64>>, Cell> m_cells;
    qint64 m_second = 0;
    std::vector<HitTally> m_closed;
};

} // namespace tierwatch
