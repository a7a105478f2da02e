// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

/// The counters of a service as it told them last.
struct ToldCounters
{
    qint64 atMs = 0; ///< Unix ms
    qint64 hits = 0;
    qint64 misses = 0;
    friend bool operator==(const ToldCounters&, const ToldCounters&) = default;
};

/// What was counted in one step of time.
struct CountedStep
{
    qint64 startMs = 0; ///< Unix ms
    qint64 hits = 0;
    qint64 misses = 0;
    friend bool operator==(const CountedStep&, const CountedStep&) = default;
};

/// A file with the hits and misses, step by step, of services that keep no history themselves. Not
/// a cache file; several programs may have it open. Belongs to the thread that opened it.
class CountsFile final
{
    Q_DECLARE_TR_FUNCTIONS(CountsFile)
public:
    /// Makes the file, and its folder, where there is none. Errors: Unreadable, Locked, Storage,
    /// NewerVersion.
    [[nodiscard]] static Result<std::unique_ptr<CountsFile>> open(const QString& path);

    /// For a transaction around what follows.
    [[nodiscard]] Connection& connection() { return *m_connection; }

    [[nodiscard]] Result<std::optional<ToldCounters>> told(const QString& place);
    Result<void> tell(const QString& place, const ToldCounters& counters);
    /// Adds to a step, which is `stepMs` long, of a service that told something before.
    Result<void> add(const QString& place, qint64 stepMs, const CountedStep& counted);
    /// What starts in [fromMs, toMs) and is `stepMs` long, summed by `sumMs`, ascending.
    [[nodiscard]] Result<std::vector<CountedStep>> sums(const QString& place, qint64 stepMs,
                                                        qint64 fromMs, qint64 toMs, qint64 sumMs);
    /// Removes the service's steps of this length that start before.
    Result<void> removeBefore(const QString& place, qint64 stepMs, qint64 beforeMs);
    /// Forgets services that told nothing since.
    Result<void> forgetBefore(qint64 beforeMs);

private:
    explicit CountsFile(std::unique_ptr<Connection> connection)
        : m_connection(std::move(connection))
    {
    }
    Result<void> create();

    const std::unique_ptr<Connection> m_connection;
};

} // namespace tierwatch
