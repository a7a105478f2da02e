// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QLockFile>

#include <memory>

namespace tierwatch {

/// Says that this process owns a workspace, for as long as it lives. Owned by the Workspace.
class WorkspaceLock final
{
    Q_DECLARE_TR_FUNCTIONS(WorkspaceLock)
public:
    /// Takes the lock; one whose process is dead is taken over. Errors: Locked (naming the process
    /// that has it), Unreadable (the folder can't be written).
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceLock>> take(const QString& folder);
    /// The lock of a cache file: that of the workspace in whose folder it lies, else its own.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceLock>> takeFile(const QString& cachePath);
    ~WorkspaceLock() = default;
    Q_DISABLE_COPY_MOVE(WorkspaceLock)

private:
    explicit WorkspaceLock(const QString& path) : m_file(path) {}
    /// The lock at `path` for `place`, which the error names.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceLock>> takeAt(const QString& path,
                                                                       const QString& place);
    QLockFile m_file;
};

} // namespace tierwatch
