// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values/history.h"

#include <vector>

namespace tierwatch {

/// Shares at one moment: percent of answered requests from memory, and from memory and disk.
struct ShareNode
{
    double timeMs = 0;
    double memory = 0;
    double hits = 0;
};
using ShareSegment = std::vector<ShareNode>;

/// Unbroken stretches of the history, each from the start of its first step to the end of its last.
/// A stretch ends where nothing was answered for more than three steps, or where the cache was off.
/// At most two nodes a pixel column are kept: the lowest and the highest hit rate.
[[nodiscard]] std::vector<ShareSegment> shareSegments(const History& history, int columns);

} // namespace tierwatch
