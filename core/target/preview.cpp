// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/preview.h"

#include <algorithm>

namespace tierwatch {

namespace {

struct Sum
{
    qint64 entries = 0;
    qint64 asked = 0;
};

Sum sumOf(const std::vector<PreviewRow>& rows)
{
    Sum sum;
    for (const PreviewRow& row : rows) {
        sum.entries += row.entries;
        sum.asked += row.askedLastHour;
    }
    return sum;
}

std::optional<qint64> medianRecovery(const Events& events)
{
    std::vector<qint64> times;
    for (const Event& event : events.events) {
        if (event.kind == EventKind::Invalidated && event.recoveredAfterMs)
            times.push_back(*event.recoveredAfterMs);
    }
    if (times.empty())
        return std::nullopt;
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

} // namespace

Preview reckon(std::vector<PreviewRow> reached, const std::vector<PreviewRow>& all,
               std::optional<double> hitRateNow, const Events& earlier)
{
    Preview preview;
    const Sum total = sumOf(all);
    const Sum gone = sumOf(reached);
    preview.validEntries = total.entries;
    for (const PreviewRow& row : reached) {
        preview.entries += row.entries;
        preview.bytes += row.bytes;
        preview.reloadMs += row.reloadMs;
        preview.reloadMostMs += row.reloadMostMs;
    }
    std::stable_sort(reached.begin(), reached.end(), [](const PreviewRow& a, const PreviewRow& b) {
        return a.reloadMs > b.reloadMs;
    });
    preview.rows = std::move(reached);
    preview.hitRateNow = hitRateNow;
    if (hitRateNow && total.asked > 0) {
        const double stays = 1 - static_cast<double>(gone.asked) / static_cast<double>(total.asked);
        preview.hitRateAfter = *hitRateNow * std::clamp(stays, 0.0, 1.0);
        preview.warmUpMs = medianRecovery(earlier);
    }
    return preview;
}

} // namespace tierwatch
