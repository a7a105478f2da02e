// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/sharesegments.h"

#include "charts/plotmath.h"

namespace tierwatch {

namespace {

constexpr qint64 mostMissingSteps = 3;

ShareNode nodeOf(const HistoryPoint& point, qint64 stepMs)
{
    const auto answered = double(point.tally.answered());
    return {double(point.startMs) + double(stepMs) / 2,
            100.0 * double(point.tally.memory) / answered,
            100.0 * double(point.tally.hits()) / answered};
}

std::vector<ShareSegment> unbroken(const History& history)
{
    std::vector<ShareSegment> segments;
    bool joins = false;
    qint64 lastMs = 0;
    for (const HistoryPoint& point : history.points) {
        if (point.tally.answered() == 0) {
            joins = joins && point.tally.bypassed == 0;
            continue;
        }
        if (!joins || point.startMs - lastMs > mostMissingSteps * history.stepMs)
            segments.emplace_back();
        segments.back().push_back(nodeOf(point, history.stepMs));
        lastMs = point.startMs;
        joins = true;
    }
    return segments;
}

ShareSegment decimated(const ShareSegment& segment, const History& history, int columns)
{
    std::vector<QPointF> points;
    points.reserve(segment.size());
    for (const ShareNode& node : segment)
        points.emplace_back(node.timeMs, node.hits);
    ShareSegment kept;
    for (const std::size_t index :
         plot::extremesPerColumn(points, double(history.fromMs), double(history.toMs), columns))
        kept.push_back(segment[index]);
    return kept;
}

/// A step is as wide as it lasts, so that a single one can be seen.
ShareSegment widened(ShareSegment segment, double halfStepMs)
{
    ShareNode first = segment.front(), last = segment.back();
    first.timeMs -= halfStepMs;
    last.timeMs += halfStepMs;
    segment.insert(segment.begin(), first);
    segment.push_back(last);
    return segment;
}

} // namespace

std::vector<ShareSegment> shareSegments(const History& history, int columns)
{
    std::vector<ShareSegment> segments;
    for (const ShareSegment& segment : unbroken(history)) {
        ShareSegment kept = decimated(segment, history, columns);
        if (!kept.empty())
            segments.push_back(widened(std::move(kept), double(history.stepMs) / 2));
    }
    return segments;
}

} // namespace tierwatch
