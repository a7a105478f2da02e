// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"
#include "metrics/slotarray.h"

#include <map>
#include <vector>

namespace tierwatch {

/// The average time of the uncached query, per type: what a hit is held to have saved. averageMs()
/// is for any thread and takes no lock; the rest is for one thread at a time. The latest 200
/// samples weigh most, as in the file, so that a database that became slower shows.
class Estimates final
{
public:
    struct Sum
    {
        double ms = 0;
        qint64 samples = 0;
    };

    [[nodiscard]] std::optional<double> averageMs(quint32 typeId) const noexcept;

    /// Learns from the requests that the database answered.
    void learn(const std::vector<AccessRecord>& records);
    void learn(quint32 typeId, const Sum& sum);
    /// Adds an average from the file.
    void restore(quint32 typeId, double averageMs, qint64 samples);

    /// What was learned since the last settle(), by type: the file does not have it yet.
    [[nodiscard]] const std::map<quint32, Sum>& unstored() const { return m_unstored; }
    void settle() { m_unstored.clear(); }

private:
    struct Slot
    {
        std::atomic<double> averageMs{0};
        std::atomic<qint64> samples{0};
    };
    void add(quint32 typeId, const Sum& sum);

    SlotArray<Slot> m_slots;
    std::map<quint32, Sum> m_unstored;
};

} // namespace tierwatch
