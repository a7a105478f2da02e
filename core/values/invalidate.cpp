// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "values/invalidate.h"

#include <algorithm>

namespace tierwatch {

void addPreview(PreviewRow& sum, const PreviewRow& row)
{
    sum.entries += row.entries;
    sum.bytes += row.bytes;
    sum.askedLastHour += row.askedLastHour;
    sum.reloadMs += row.reloadMs;
    sum.reloadMostMs += row.reloadMostMs;
}

void addPreview(std::vector<PreviewRow>& rows, const std::vector<PreviewRow>& more)
{
    for (const PreviewRow& row : more) {
        const auto same = std::ranges::find(rows, row.type, &PreviewRow::type);
        if (same == rows.end())
            rows.push_back(row);
        else
            addPreview(*same, row);
    }
    std::ranges::stable_sort(rows, std::greater(), &PreviewRow::reloadMostMs);
}

} // namespace tierwatch
