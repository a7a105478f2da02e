// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/memorytier.h"
#include "cache/stamps.h"
#include "cache/tiers.h"

namespace tierwatch {

/// Measures what an answer takes from memory and from disk, by the very code that serves it. Keeps
/// its values in a memory tier of its own, and on disk under a source that nobody else asks, one
/// row at a time and only where there is room: it pushes nobody out and is counted nowhere. One
/// thread; the engine outlives it. `store` may be null.
class TierProbe final
{
public:
    TierProbe(const EngineOptions& options, StoreTier* store, const Barriers& barriers,
              Stamps& stamps, const Clock& clock);
    /// Takes away what it kept.
    ~TierProbe();
    Q_DISABLE_COPY_MOVE(TierProbe)

    /// The source that its requests are to name.
    [[nodiscard]] static QString reservedSource();

    /// Keeps a value, in place of the one before. Blocks on the disk.
    void keep(const PreparedRequest& request, const QByteArray& value);
    /// What the kept value takes, in ms; absent where the tier does not have it.
    [[nodiscard]] std::optional<double> fromMemoryMs();
    [[nodiscard]] std::optional<double> fromDiskMs();
    /// Takes the kept value away. Blocks on the disk.
    void drop();

    [[nodiscard]] bool hasDisk() const { return m_store != nullptr; }
    /// There was no room for the kept value on disk.
    [[nodiscard]] bool isDiskFull() const { return m_diskFull; }

private:
    void put();
    [[nodiscard]] bool fitsOnDisk(const QByteArray& value) const;
    [[nodiscard]] std::optional<double> lookMs(bool onDisk);
    void removeRow();

    const EngineOptions& m_options;
    StoreTier* const m_store; ///< null where nothing may be kept on disk
    Stamps& m_stamps;
    const Clock& m_clock;
    MemoryTier m_memory;
    Tiers m_memoryOnly;
    Tiers m_both;
    std::optional<PreparedRequest> m_kept;
    Answer m_answer;
    quint64 m_stamp = 0;
    bool m_inMemory = false;
    bool m_onDisk = false;
    bool m_diskFull = false;
};

} // namespace tierwatch
