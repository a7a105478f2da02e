// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/durablefile.h"

#include <QFileInfo>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace tierwatch::durablefile {

bool sync(QFile& file)
{
    if (!file.flush())
        return false;
#ifdef Q_OS_WIN
    return ::_commit(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

bool syncFolderOf(const QString& path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path);
    return true;
#else
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced;
#endif
}

#ifdef Q_OS_LINUX
Writeback::~Writeback()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

void Writeback::begin()
{
    if (m_handle < 0)
        m_handle = ::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC);
    if (m_handle >= 0)
        (void)::sync_file_range(m_handle, 0, 0, SYNC_FILE_RANGE_WRITE);
}
#else
Writeback::~Writeback() = default;

void Writeback::begin() {}
#endif

} // namespace tierwatch::durablefile
