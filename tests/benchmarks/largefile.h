// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/tempworkspace.h"

namespace tierwatch::bench {

/// A workspace of ten companies with 100,000 entries of 1 KiB each, made by SQL alone, since a
/// million misses would take too long. One thread.
class LargeFile final
{
public:
    static constexpr qint64 companies = 10;
    static constexpr qint64 entriesACompany = 100'000;

    LargeFile();

    void open();
    void close() { m_workspace.close(); }
    [[nodiscard]] CacheEngine& engine() { return m_workspace.engine(); }
    [[nodiscard]] WorkspaceCache& cache() { return m_workspace.cache(); }
    [[nodiscard]] QString path() const { return m_workspace.cachePath(); }

    /// The companies are numbered from 0, and so are the entries of each.
    [[nodiscard]] static Request request(qint64 company, qint64 entry);
    /// Nanoseconds that a hit on disk takes; anything else ends the program.
    double hit(qint64 company, qint64 entry);

private:
    void fill();

    SystemClock m_clock;
    test::TempWorkspace m_workspace;
};

} // namespace tierwatch::bench
