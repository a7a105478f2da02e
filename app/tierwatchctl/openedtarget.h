// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "session.h"
#include "target/filetarget.h"

namespace tierwatch {

/// The target of a command line, opened; it and what it needs end with the object. Who only looks
/// never owns a workspace, nor does anything to it: its cache file is read. Main thread.
class OpenedTarget final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::OpenedTarget)
public:
    /// Blocks on the disk. Errors: InvalidArgument (no target), those of Workspace, of
    /// Session::open and of FileTarget::open.
    [[nodiscard]] static Result<std::unique_ptr<OpenedTarget>> open(const CommandLine& line,
                                                                    Clock& clock);
    Q_DISABLE_COPY_MOVE(OpenedTarget)

    [[nodiscard]] CacheTarget& target() const { return *m_target; }
    /// What whoever acts on it should know, in a sentence; else empty.
    [[nodiscard]] const QString& caution() const { return m_caution; }

private:
    using Opened = Result<std::unique_ptr<OpenedTarget>>;

    explicit OpenedTarget(std::unique_ptr<Session> session);
    explicit OpenedTarget(std::unique_ptr<FileTarget> file);
    [[nodiscard]] static Opened openFile(FileTargetOptions options, Clock& clock);
    [[nodiscard]] static Opened openWorkspace(const CommandLine& line, Clock& clock);
    [[nodiscard]] static FileTargetOptions fileOf(const Workspace& workspace);

    std::unique_ptr<Session> m_session; ///< this or the next
    std::unique_ptr<FileTarget> m_file;
    CacheTarget* const m_target;
    QString m_caution;
};

} // namespace tierwatch
