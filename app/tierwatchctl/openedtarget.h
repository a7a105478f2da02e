// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "session.h"
#include "target/filetarget.h"

#include <QFuture>

namespace tierwatch {

class ServiceTarget;

/// The target of a command line, opened; it and what it needs end with the object. Who only looks
/// never owns a workspace, nor does anything to it: its cache file is read. Main thread.
class OpenedTarget final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::OpenedTarget)
public:
    /// Blocks on the disk. Errors: InvalidArgument (no target), those of Workspace, of
    /// Session::open, FileTarget::open, serviceToken and ServiceTarget::open.
    [[nodiscard]] static Result<std::unique_ptr<OpenedTarget>> open(const CommandLine& line,
                                                                    Clock& clock);
    ~OpenedTarget();
    Q_DISABLE_COPY_MOVE(OpenedTarget)

    /// Ends once it can be asked; a service answers first, or why it does not is told.
    [[nodiscard]] QFuture<Result<void>> connected();
    [[nodiscard]] CacheTarget& target() const { return *m_target; }
    /// What whoever acts on it should know, in a sentence; else empty.
    [[nodiscard]] const QString& caution() const { return m_caution; }
    /// What whoever reads its answers should know, in a sentence; else empty.
    [[nodiscard]] const QString& warning() const { return m_warning; }

private:
    using Opened = Result<std::unique_ptr<OpenedTarget>>;

    explicit OpenedTarget(std::unique_ptr<Session> session);
    explicit OpenedTarget(std::unique_ptr<FileTarget> file);
    explicit OpenedTarget(std::unique_ptr<ServiceTarget> service);
    [[nodiscard]] static Opened openFile(FileTargetOptions options, Clock& clock);
    [[nodiscard]] static Opened openWorkspace(const CommandLine& line, Clock& clock);
    [[nodiscard]] static Opened openOwned(const CommandLine& line, FileTargetOptions file,
                                          Clock& clock);
    [[nodiscard]] static Opened attach(const CommandLine& line);
    [[nodiscard]] static FileTargetOptions fileOf(const Workspace& workspace);

    std::unique_ptr<Session> m_session; ///< this or one of the next two
    std::unique_ptr<FileTarget> m_file;
    std::unique_ptr<ServiceTarget> m_service;
    CacheTarget* const m_target;
    QString m_caution;
    QString m_warning;
};

} // namespace tierwatch
