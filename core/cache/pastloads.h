// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/barriers.h"
#include "cache/cachekey.h"
#include "values/answer.h"

#include <mutex>

namespace tierwatch {

/// Remembers what this program loaded or found on disk lately and until when it was to live, so
/// that a miss on a key that no tier knows any more can be told from a first one. Bounded: the
/// oldest are forgotten and count as first again. Any thread; a hit in memory does not come here.
class PastLoads final
{
public:
    static constexpr qsizetype mostInHalf = 65'536;

    PastLoads() = default;
    Q_DISABLE_COPY_MOVE(PastLoads)

    void note(const KeyDigest& key, quint64 stamp, qint64 endsSteadyMs);
    /// Why what was loaded is in no tier now.
    [[nodiscard]] MissReason reason(const KeyDigest& key, const EntryScopes& scopes,
                                    const Barriers& barriers, qint64 steadyMs) const;

private:
    struct Load
    {
        quint64 stamp = 0;
        qint64 endsSteadyMs = 0;
    };
    using Half = QHash<KeyDigest, Load>;
    [[nodiscard]] std::optional<Load> find(const KeyDigest& key) const;

    mutable std::mutex m_mutex;
    Half m_newer; ///< when it is full it takes the older one's place
    Half m_older;
};

} // namespace tierwatch
