// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/rolluppages.h"

#include <algorithm>

namespace tierwatch {

namespace {

RollupPages::Cell& cellOf(RollupPages::Bucket& bucket, quint32 typeId)
{
    const auto found = std::ranges::find(bucket.cells, typeId, &RollupPages::Cell::typeId);
    if (found != bucket.cells.end())
        return *found;
    bucket.cells.push_back({typeId, RollupPages::CellState::Stored, {}});
    return bucket.cells.back();
}

void addTo(RollupPages::Bucket& bucket, RollupPages::Cell& cell, const Measures& measures)
{
    Measures sum = measures;
    if (!cell.payload.isEmpty())
        (void)sum.addEncoded(cell.payload);
    cell.payload = sum.encoded();
    bucket.total += measures.tally;
}

} // namespace

RollupPages::RollupPages(Load load) : m_load(std::move(load)) {}

void RollupPages::add(Level level, qint64 startMs, quint32 typeId, const Measures& measures)
{
    Page& page = pageAt(level, floorTo(startMs, resolutionOf(level).pageMs));
    Bucket& bucket = page.buckets[startMs];
    Cell& cell = cellOf(bucket, typeId);
    addTo(bucket, cell, measures);
    if (cell.state == CellState::Stored)
        ++page.unstoredCells;
    cell.state = CellState::Changed;
}

void RollupPages::visit(Level level, qint64 fromMs, qint64 toMs,
                        const std::function<void(qint64, const Bucket&)>& visit)
{
    if (fromMs >= toMs)
        return;
    const qint64 pageMs = resolutionOf(level).pageMs;
    const qint64 lastMs = floorTo(toMs - 1, pageMs);
    for (qint64 startMs = floorTo(fromMs, pageMs);; startMs += pageMs) {
        const auto& buckets = pageAt(level, startMs).buckets;
        const auto end = buckets.lower_bound(toMs);
        for (auto bucket = buckets.lower_bound(fromMs); bucket != end; ++bucket)
            visit(bucket->first, bucket->second);
        if (startMs == lastMs)
            return;
    }
}

RollupPages::Page& RollupPages::pageAt(Level level, qint64 startMs)
{
    Pages& pages = pagesOf(level);
    auto found = pages.find(startMs);
    if (found == pages.end()) {
        makeRoom(level);
        found = pages.try_emplace(startMs).first;
    }
    Page& page = found->second;
    page.lastUse = ++m_uses;
    if (!page.loaded)
        load(level, startMs, page);
    return page;
}

void RollupPages::load(Level level, qint64 startMs, Page& page)
{
    std::vector<RollupRow> rows;
    page.loaded = !m_load || m_load(level, startMs, startMs + resolutionOf(level).pageMs, rows);
    if (!page.loaded)
        return;
    for (const RollupRow& row : rows) {
        Measures measures;
        if (!measures.addEncoded(row.payload))
            continue; // unreadable: as if it were not there
        Bucket& bucket = page.buckets[row.startMs];
        addTo(bucket, cellOf(bucket, row.typeId), measures);
    }
}

/// Forgets the pages least used lately, as long as they can be loaded again.
void RollupPages::makeRoom(Level level)
{
    Pages& pages = pagesOf(level);
    while (pages.size() >= resolutionOf(level).maxPages) {
        auto oldest = pages.end();
        for (auto page = pages.begin(); page != pages.end(); ++page)
            if (page->second.unstoredCells == 0 &&
                (oldest == pages.end() || page->second.lastUse < oldest->second.lastUse))
                oldest = page;
        if (oldest == pages.end())
            return;
        pages.erase(oldest);
    }
}

void RollupPages::eachUnstored(const std::function<void(Level, qint64, Page&, Cell&)>& visit)
{
    for (const Resolution& resolution : resolutions) {
        for (auto& [pageStart, page] : pagesOf(resolution.level)) {
            if (!page.loaded || page.unstoredCells == 0)
                continue;
            for (auto& [startMs, bucket] : page.buckets)
                for (Cell& cell : bucket.cells)
                    if (cell.state != CellState::Stored)
                        visit(resolution.level, startMs, page, cell);
        }
    }
}

std::vector<RollupChange> RollupPages::changes()
{
    std::vector<RollupChange> changes;
    eachUnstored([&](Level level, qint64 startMs, Page&, Cell& cell) {
        cell.state = CellState::HandedOut;
        changes.push_back({level, {startMs, cell.typeId, cell.payload}});
    });
    return changes;
}

void RollupPages::settle()
{
    eachUnstored([](Level, qint64, Page& page, Cell& cell) {
        if (cell.state != CellState::HandedOut)
            return;
        cell.state = CellState::Stored;
        --page.unstoredCells;
    });
}

void RollupPages::trim(qint64 nowMs)
{
    for (const Resolution& resolution : resolutions) {
        if (resolution.keepMs == forEver)
            continue;
        std::erase_if(pagesOf(resolution.level), [&](const auto& page) {
            return !isKept(resolution.level, page.first + resolution.pageMs, nowMs);
        });
    }
}

std::size_t RollupPages::cellCount() const
{
    std::size_t count = 0;
    for (const Pages& pages : m_pages)
        for (const auto& [pageStart, page] : pages)
            for (const auto& [startMs, bucket] : page.buckets)
                count += bucket.cells.size();
    return count;
}

} // namespace tierwatch
