// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

namespace tierwatch {

/// A stretch of time: the last `lengthMs` milliseconds up to `endMs` (Unix ms), or up to now.
struct Range
{
    qint64 lengthMs = 5 * 60'000;
    std::optional<qint64> endMs = {};

    static constexpr Range minutes(qint64 count) { return {count * 60'000}; }
    static constexpr Range hours(qint64 count) { return {count * 3'600'000}; }
    static constexpr Range days(qint64 count) { return {count * 86'400'000}; }

    static constexpr auto fields()
    {
        return std::tuple{codec::field("length_ms", &Range::lengthMs),
                          codec::field("end_ms", &Range::endMs)};
    }
    friend bool operator==(const Range&, const Range&) = default;
};

} // namespace tierwatch
