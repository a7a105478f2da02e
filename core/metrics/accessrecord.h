// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/answer.h"

#include <optional>
#include <type_traits>

namespace tierwatch {

/// One request, as the engine saw it end. Plain data, so that recording it costs a copy and no
/// more. Type and user are ids of the NameTables of the Accounting it is given to.
struct AccessRecord
{
    static constexpr float unknownMs = -1;

    qint64 wallMs = 0; ///< Unix ms, when the answer was given
    std::optional<qint64> companyId = {};
    quint32 typeId = 0;
    quint32 userId = 0; ///< 0 = nobody in particular
    float responseMs = 0;
    /// What the database takes for it: measured if it was asked, else the entry's load time or the
    /// type's average; unknownMs where there is none.
    float estimateMs = unknownMs;
    Origin origin = Origin::Database;
    MissReason reason = MissReason::None;
    bool stale = false;   ///< answered with a value past its life
    bool error = false;   ///< the caller got an error instead of a value
    bool shared = false;  ///< somebody else's query answered it, too
    bool renewal = false; ///< nobody's request: a query that renewed a value in the background

    [[nodiscard]] bool hit() const
    {
        return !error && (origin == Origin::Memory || origin == Origin::Disk);
    }
    /// The source was asked for it and answered, cache switched on or off.
    [[nodiscard]] bool measured() const { return !error && !hit() && !shared; }
    [[nodiscard]] bool hasEstimate() const { return estimateMs >= 0; }
    /// The database time that it saved, which may be less than nothing. A hit saves what the
    /// database takes for it, as measured (of that very value when it was loaded, where that is
    /// known, else the mean of its type at that time), less what the hit took; a renewal in the
    /// background costs the query it was. A miss saves nothing, nor does a hit of a type that was
    /// never measured: it is counted as unpriced and left out.
    [[nodiscard]] double savedMs() const
    {
        if (renewal)
            return -static_cast<double>(responseMs);
        if (!hit() || !hasEstimate())
            return 0;
        return static_cast<double>(estimateMs) - static_cast<double>(responseMs);
    }
};
static_assert(sizeof(AccessRecord) <= 64 && std::is_trivially_copyable_v<AccessRecord>);

} // namespace tierwatch
