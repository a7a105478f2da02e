// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/rolluppages.h"

#include <tuple>

namespace tierwatch::test {

/// Where roll-ups are kept, without a file, so that a test can make reading fail and count it.
struct RollupStore
{
    std::map<std::tuple<Level, qint64, quint32>, QByteArray> cells;
    bool failing = false;
    int loads = 0;

    RollupPages::Load loader()
    {
        return [this](Level level, qint64 fromMs, qint64 toMs, std::vector<RollupRow>& rows) {
            ++loads;
            if (failing)
                return false;
            for (auto cell = cells.lower_bound({level, fromMs, 0});
                 cell != cells.end() && cell->first < std::tuple{level, toMs, 0U}; ++cell)
                rows.push_back({std::get<1>(cell->first), std::get<2>(cell->first), cell->second});
            return true;
        };
    }
    void keep(const std::vector<RollupChange>& changes)
    {
        for (const RollupChange& change : changes)
            cells[{change.level, change.row.startMs, change.row.typeId}] = change.row.payload;
    }
};

} // namespace tierwatch::test
