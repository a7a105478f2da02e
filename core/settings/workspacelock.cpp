// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/workspacelock.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tierwatch {

Result<std::unique_ptr<WorkspaceLock>> WorkspaceLock::take(const QString& folder)
{
    std::unique_ptr<WorkspaceLock> lock(
        new WorkspaceLock(QDir(folder).filePath(u"tierwatch.lock"_s)));
    // No age makes a lock stale, only the death of its process.
    lock->m_file.setStaleLockTime(0);
    if (lock->m_file.tryLock(0))
        return lock;
    if (lock->m_file.error() != QLockFile::LockFailedError)
        return Error{ErrorCode::Unreadable,
                     tr("The folder %1 can't be written to. Change its permissions to control the "
                        "workspace.")
                         .arg(folder)};
    qint64 pid = 0;
    QString host;
    QString program;
    lock->m_file.getLockInfo(&pid, &host, &program);
    return Error{ErrorCode::Locked,
                 tr("The workspace %1 is already open in %2 (process %3 on %4), and only one "
                    "program may own it. Close that program first.")
                     .arg(folder, program)
                     .arg(pid)
                     .arg(host)};
}

} // namespace tierwatch
