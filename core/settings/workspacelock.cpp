// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/workspacelock.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString lockOf(const QString& folder)
{
    return QDir(folder).filePath(u"tierwatch.lock"_s);
}

} // namespace

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::take(const QString& folder)
{
    return takeAt(lockOf(folder), folder);
}

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::takeFile(const QString& cachePath)
{
    const QFileInfo file(cachePath);
    const bool ofAWorkspace = QFileInfo::exists(file.dir().filePath(u"tierwatch.ini"_s));
    return takeAt(ofAWorkspace ? lockOf(file.absolutePath()) : cachePath + u".lock"_s, cachePath);
}

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::takeAt(const QString& path,
                                                             const QString& place)
{
    std::unique_ptr<WorkspaceLock> lock(new WorkspaceLock(path));
    // No age makes a lock stale, only the death of its process.
    lock->m_file.setStaleLockTime(0);
    if (lock->m_file.tryLock(0))
        return lock;
    if (lock->m_file.error() != QLockFile::LockFailedError)
        return Error{ErrorCode::Unreadable,
                     tr("The folder %1 can't be written to. Change its permissions to control the "
                        "workspace.")
                         .arg(QFileInfo(path).absolutePath())};
    qint64 pid = 0;
    QString host;
    QString program;
    lock->m_file.getLockInfo(&pid, &host, &program);
    return Error{ErrorCode::Locked, tr("%1 is already open in %2 (process %3 on %4), and only one "
                                       "program may own it. Close that program first.")
                                        .arg(place, program)
                                        .arg(pid)
                                        .arg(host)};
}

} // namespace tierwatch
