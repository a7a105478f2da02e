// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cmath>

/// The one place where the file's Unix seconds (REAL) become the Unix milliseconds used everywhere
/// else, and back. Any thread; no state.
namespace tierwatch::sqltime {

[[nodiscard]] constexpr double toSeconds(qint64 ms)
{
    return static_cast<double>(ms) / 1000.0;
}
[[nodiscard]] inline qint64 toMs(double seconds)
{
    return std::llround(seconds * 1000.0);
}

} // namespace tierwatch::sqltime
