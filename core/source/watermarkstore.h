// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/companywatch.h"

namespace tierwatch {

class CacheFile;

/// Keeps between runs up to where the cached data of each company goes: the contract's
/// `cache_watermarks` for "main", which has room for one number, and beside it the whole row. What
/// is kept is believed only where the two agree. Any thread; file and clock outlive it.
class WatermarkStore final
{
public:
    WatermarkStore(CacheFile& file, const Clock& clock) : m_file(file), m_clock(clock) {}

    /// Nothing where none is kept, or it can't be read or believed.
    [[nodiscard]] std::optional<SourceMark> find(const QString& source, qint64 companyId);
    /// Blocks on the disk. In a file that is only viewed nothing is kept.
    Result<void> keep(const QString& source, qint64 companyId, const SourceMark& mark);
    /// What keepInterval() kept; nothing where that never was, or it can't be read.
    [[nodiscard]] std::optional<qint64> intervalMs();
    Result<void> keepInterval(qint64 intervalMs);
    /// The companies with entries in the file.
    [[nodiscard]] std::vector<qint64> companies();
    /// Whether anything cached of a company was made before; true where that can't be read.
    [[nodiscard]] bool hasOlderEntries(qint64 companyId, qint64 beforeMs);

private:
    CacheFile& m_file;
    const Clock& m_clock;
};

} // namespace tierwatch
