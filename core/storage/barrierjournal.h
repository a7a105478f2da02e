// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "storage/invalidation.h"

#include <QCoreApplication>

namespace tierwatch {

/// `barriers.journal`: invalidations that could not be written into the cache file, a line each
/// with its checksum, until they are applied. There only while the cache file is out of order. One
/// thread at a time.
class BarrierJournal final
{
    Q_DECLARE_TR_FUNCTIONS(BarrierJournal)
public:
    /// An empty path: there is no place for one, and every append fails.
    explicit BarrierJournal(QString path) : m_path(std::move(path)) {}

    /// What stands in it. `damaged`: something stood there that can't be read.
    struct Content
    {
        std::vector<Invalidation> invalidations;
        bool damaged = false;
    };
    [[nodiscard]] Content read() const;
    /// Durable on return, against power loss too; a failure is never tried again on the same file.
    Result<void> append(const Invalidation& invalidation);
    /// Takes the file away.
    Result<void> clear();

private:
    QString m_path;
};

} // namespace tierwatch
