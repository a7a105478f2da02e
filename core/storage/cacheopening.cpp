// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/cacheopening.h"

#include "storage/fileprobe.h"
#include "storage/sqlerror.h"

#include <QFile>
#include <QSaveFile>

namespace tierwatch {

Result<std::unique_ptr<CacheFile>> CacheOpening::open(const CacheFileOptions& options, Clock& clock)
{
    const bool writes = options.mode == CacheFileOptions::Mode::ReadWrite;
    auto file = CacheFile::open(options, clock);
    if (!file && writes && isOurDamaged(options.path, file.error())) {
        const Result<QString> moved = CacheFile::setAside(options.path, clock);
        if (!moved)
            return moved.error();
        m_movedTo = *moved;
        file = CacheFile::open(options, clock);
    }
    if (file && (*file)->access() == CacheFile::Access::ReadWrite)
        note(options.path);
    return file;
}

bool CacheOpening::isOurDamaged(const QString& path, const Error& error) const
{
    // A sound database of another program was put there by somebody.
    if (error.code == ErrorCode::NotACache)
        return isNoted(path) && !FileProbe::hasHeader(path);
    return tellsOfDamage(error) && (m_standard || isNoted(path));
}

bool CacheOpening::isNoted(const QString& path) const
{
    QFile file(m_notePath);
    return file.open(QIODevice::ReadOnly) && file.readAll() == path.toUtf8();
}

/// Where it can't be written, a damaged file is only not known as ours.
void CacheOpening::note(const QString& path) const
{
    if (isNoted(path))
        return;
    QSaveFile file(m_notePath);
    if (file.open(QIODevice::WriteOnly) && file.write(path.toUtf8()) >= 0)
        (void)file.commit();
}

} // namespace tierwatch
