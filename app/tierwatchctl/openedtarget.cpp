// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openedtarget.h"

#include "commands.h"

#include <QFileInfo>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace tierwatch {

Result<std::unique_ptr<OpenedTarget>> OpenedTarget::open(const CommandLine& line, Clock& clock)
{
    switch (line.target) {
    case CommandLine::Target::Workspace:
        return openWorkspace(line, clock);
    case CommandLine::Target::File: {
        FileTargetOptions options{line.place, Session::currentUser()};
        options.control = line.has(u"control"_s);
        return openFile(std::move(options), clock);
    }
    case CommandLine::Target::None:
        break;
    }
    return Error{ErrorCode::InvalidArgument,
                 tr("Of which target? Give --workspace DIR or --file CACHE.DB.")};
}

OpenedTarget::OpenedTarget(std::unique_ptr<Session> session)
    : m_session(std::move(session)), m_target(&m_session->target())
{
}

OpenedTarget::OpenedTarget(std::unique_ptr<FileTarget> file)
    : m_file(std::move(file)), m_target(m_file.get())
{
}

auto OpenedTarget::openFile(FileTargetOptions options, Clock& clock) -> Opened
{
    const bool control = options.control;
    auto file = FileTarget::open(std::move(options), clock);
    if (!file)
        return file.error();
    std::unique_ptr<OpenedTarget> opened(new OpenedTarget(*std::move(file)));
    if (control)
        opened->m_caution = tr("The program that owns the file goes on answering from its own "
                               "memory until the time of the values there runs out.");
    return opened;
}

/// Beside another program that owns it, its file is what can be looked at and acted on.
auto OpenedTarget::openWorkspace(const CommandLine& line, Clock& clock) -> Opened
{
    const auto workspace = Workspace::view(line.place, QProcessEnvironment::systemEnvironment());
    if (!workspace)
        return workspace.error();
    FileTargetOptions file = fileOf(*workspace);
    if (onlyLooks(line) && QFileInfo(file.path).isFile()) {
        file.watchOnly = workspace->notice();
        return openFile(std::move(file), clock);
    }
    auto session = Session::open(line.place, {}, clock);
    if (session)
        return std::unique_ptr<OpenedTarget>(new OpenedTarget(*std::move(session)));
    if (session.error().code != ErrorCode::Locked)
        return session.error();
    file.control = line.has(u"control"_s);
    if (!file.control)
        file.watchOnly = tr("%1 Or give --control to act on its cache file; the other program then "
                            "goes on answering from its own memory until the time of the values "
                            "there runs out.")
                             .arg(session.error().message);
    return openFile(std::move(file), clock);
}

FileTargetOptions OpenedTarget::fileOf(const Workspace& workspace)
{
    FileTargetOptions options{workspace.cachePath(), Session::currentUser()};
    options.autoByDefault = workspace.settings().boolean(Setting::AutoInvalidate);
    return options;
}

} // namespace tierwatch
