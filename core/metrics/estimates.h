// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/slotarray.h"

#include <optional>

namespace tierwatch {

/// The average time of the uncached query, per type: what a hit is held to have saved. averageMs()
/// is for any thread and takes no lock; the rest is for one thread at a time. The latest 1,000
/// samples weigh most, so that a database that became slower shows.
class Estimates final
{
public:
    struct Average
    {
        double averageMs = 0;
        qint64 samples = 0;
    };

    [[nodiscard]] std::optional<double> averageMs(quint32 typeId) const noexcept;

    void add(quint32 typeId, double ms);
    /// Adds an average that was stored before this program's own samples.
    void restore(quint32 typeId, Average stored);
    [[nodiscard]] Average average(quint32 typeId) const;

private:
    struct Slot
    {
        std::atomic<double> averageMs{0};
        std::atomic<qint64> samples{0};
    };
    SlotArray<Slot> m_slots;
};

} // namespace tierwatch
