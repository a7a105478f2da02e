// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openedtarget.h"

#include "base/async.h"
#include "commands.h"
#include "remote/serviceaddress.h"
#include "remote/servicetarget.h"
#include "servicetoken.h"
#include "settings/shownconfig.h"

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
    case CommandLine::Target::Service:
        return attach(line);
    case CommandLine::Target::None:
        break;
    }
    return Error{ErrorCode::InvalidArgument,
                 tr("Of which target? Give --workspace DIR, --file CACHE.DB or --attach URL.")};
}

OpenedTarget::OpenedTarget(std::unique_ptr<Session> session)
    : m_session(std::move(session)), m_target(&m_session->target())
{
}

OpenedTarget::OpenedTarget(std::unique_ptr<FileTarget> file)
    : m_file(std::move(file)), m_target(m_file.get())
{
}

OpenedTarget::OpenedTarget(std::unique_ptr<ServiceTarget> service)
    : m_service(std::move(service)), m_target(m_service.get())
{
}

OpenedTarget::~OpenedTarget() = default;

QFuture<Result<void>> OpenedTarget::connected()
{
    return m_service ? m_service->connected() : ready(Result<void>());
}

auto OpenedTarget::attach(const CommandLine& line) -> Opened
{
    const auto token = serviceToken(line.text(u"token-file"_s).value_or(QString()));
    if (!token)
        return token.error();
    const QUrl url(line.place, QUrl::StrictMode);
    auto service = ServiceTarget::open(
        {url, *token, line.text(u"ca-file"_s).value_or(QString()), line.has(u"insecure"_s)});
    if (!service)
        return service.error();
    std::unique_ptr<OpenedTarget> opened(new OpenedTarget(*std::move(service)));
    if (goesInTheClear(url))
        opened->m_warning =
            tr("Without TLS everybody on the way to %1 can read the token and the data.")
                .arg(url.host());
    return opened;
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
        file.watchOnly =
            tr("%1 Or, where it publishes the cache, act through it with --attach. Or give "
               "--control to act on its cache file; the other program then goes on "
               "answering from its own memory until the time of the values there runs "
               "out.")
                .arg(session.error().message);
    return openOwned(line, std::move(file), clock);
}

/// Beside another program that owns it, its file is what can be looked at and acted on, and its
/// settings are known as far as they are in a file.
auto OpenedTarget::openOwned(const CommandLine& line, FileTargetOptions file, Clock& clock)
    -> Opened
{
    const auto workspace = Workspace::view(line.place, {});
    if (!workspace)
        return workspace.error();
    file.config = shownConfig(workspace->settings());
    auto opened = openFile(std::move(file), clock);
    if (opened && line.command == QLatin1StringView(ConfigQuery::name))
        (*opened)->m_warning =
            tr("Another program has the workspace open. What it was told by its environment or "
               "on its command line is not known here, so all is shown as in the file.");
    return opened;
}

FileTargetOptions OpenedTarget::fileOf(const Workspace& workspace)
{
    FileTargetOptions options{workspace.cachePath(), Session::currentUser()};
    options.autoByDefault = workspace.settings().boolean(Setting::AutoInvalidate);
    return options;
}

} // namespace tierwatch
