// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/cachefile.h"

namespace tierwatch {

/// Opens the cache file of a workspace, of which the workspace may dispose: one that is damaged is
/// set aside and a fresh one made. That it was ours is known from a note in the workspace's folder;
/// a file that never was is left alone. One thread.
class CacheOpening final
{
public:
    /// `notePath`: of the note. `standard`: the file is where a workspace has its own, so a
    /// database there is ours even without a note.
    CacheOpening(QString notePath, bool standard)
        : m_notePath(std::move(notePath)), m_standard(standard)
    {
    }

    /// Errors: those of CacheFile::open() for a file that is not ours, and for one that can't be
    /// moved.
    [[nodiscard]] Result<std::unique_ptr<CacheFile>> open(const CacheFileOptions& options,
                                                          Clock& clock);
    /// Where a damaged file was moved; empty where there was none.
    [[nodiscard]] const QString& movedTo() const { return m_movedTo; }

private:
    [[nodiscard]] bool isOurDamaged(const QString& path, const Error& error) const;
    [[nodiscard]] bool isNoted(const QString& path) const;
    void note(const QString& path) const;

    const QString m_notePath;
    const bool m_standard;
    QString m_movedTo;
};

} // namespace tierwatch
