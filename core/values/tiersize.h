// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

namespace tierwatch {

/// How full a tier is. A limit of 0 means none; an absent figure is one that can't be known.
struct TierSize
{
    std::optional<qint64> entries;        ///< valid entries
    std::optional<qint64> expiredEntries; ///< expired, not yet cleaned up
    std::optional<qint64> bytes;
    qint64 limitBytes = 0;
    qint64 limitEntries = 0;
    qint64 evicted = 0; ///< pushed out for room since the program started
    qint64 refused = 0; ///< values not kept since then: too large, or the tier could not take them
    std::optional<QString> unavailable = {}; ///< why nothing is known of it
    std::optional<qint64> countedMs = {};    ///< when bytes were counted, where that isn't now

    static constexpr auto fields()
    {
        return std::tuple{codec::field("entries", &TierSize::entries),
                          codec::field("expired_entries", &TierSize::expiredEntries),
                          codec::field("bytes", &TierSize::bytes),
                          codec::field("limit_bytes", &TierSize::limitBytes),
                          codec::field("limit_entries", &TierSize::limitEntries),
                          codec::field("evicted", &TierSize::evicted),
                          codec::field("refused", &TierSize::refused),
                          codec::field("unavailable", &TierSize::unavailable),
                          codec::field("counted_ms", &TierSize::countedMs)};
    }
};

} // namespace tierwatch
