// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard.h"

#include "base/openfiles.h"
#include "interrupt.h"
#include "models/viewsettings.h"
#include "sample/sampleconsole.h"
#include "screenshot.h"
#include "sessionopener.h"
#include "settings/connectioncheck.h"
#include "theme/theme.h"
#include "window/mainwindow.h"
#include "window/windows.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logStart, "tierwatch.start", QtWarningMsg)

/// The service that the command line names, as this person keeps it, if at all.
TargetConnection attachedBy(const CommandLine& line, const ConnectionBook& book)
{
    TargetConnection connection = connectionAt(line.service, line.access);
    connection.server = line.server;
    const auto isIt = [&](const TargetConnection& kept) {
        return leadToSamePlace(kept, connection) &&
               (line.server.isEmpty() || kept.server == line.server);
    };
    if (const auto kept = std::ranges::find_if(book.all(), isIt); kept != book.all().end())
        connection = *kept;
    connection.insecure = connection.insecure || line.insecure;
    if (!line.authorities.isEmpty())
        connection.authorities = line.authorities;
    if (line.access == TargetOpener::Access::WatchOnly)
        connection.watchOnly = true;
    return connection;
}

void openService(MainWindow& window, SessionOpener& opener, const CommandLine& line)
{
    const TargetConnection connection = attachedBy(line, opener.connections());
    if (!line.token.isEmpty())
        opener.know(connection, line.token);
    window.open(connection);
}

/// False where there is nothing to open: the first-run page stays.
bool openWhatWasAsked(MainWindow& window, SessionOpener& opener, const CommandLine& line,
                      const QString& last)
{
    if (!line.link.isEmpty())
        window.showLink(line.link);
    if (line.sample)
        window.openSample(line.access);
    else if (!line.file.isEmpty())
        window.open(connectionAt(line.file, line.access));
    else if (!line.service.isEmpty())
        openService(window, opener, line);
    else if (!line.workspace.isEmpty())
        window.openWorkspace(line.workspace, line.access);
    else if (!last.isEmpty() && line.link.isEmpty())
        window.openWorkspace(last, line.access);
    else
        return false;
    return true;
}

void startLoadWhenOpen(MainWindow& window)
{
    QObject::connect(&window, &MainWindow::figuresShown, &window, &MainWindow::startSampleLoad,
                     Qt::SingleShotConnection);
}

} // namespace

void nameApplication()
{
    QCoreApplication::setApplicationName(u"tierwatch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TIERWATCH_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Tierwatch"_s);
    QGuiApplication::setDesktopFileName(u"io.github.tierwatch.Tierwatch"_s);
}

int createSample(const QString& folder)
{
    QTextStream out(stdout);
    SystemClock clock;
    const Interrupt interrupt;
    const Result<void> made = createSampleOnConsole(folder, out, clock, interrupt.token());
    if (made)
        return EXIT_SUCCESS;
    QTextStream(stderr) << made.error().message << Qt::endl;
    return EXIT_FAILURE;
}

void applyLook(const CommandLine& line, ViewSettings& view)
{
    if (line.theme)
        view.setThemeOfRun(*line.theme);
    if (line.range)
        view.setRangeOfRun(*line.range);
}

int runDashboard(const CommandLine& line)
{
    allowManyOpenFiles();
    // A picture must neither follow nor change how somebody set up the window.
    const QTemporaryDir scratch;
    const QString settings =
        line.screenshot.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
            : scratch.path();
    SystemClock clock;
    Theme theme;
    theme.applyTo(*qApp);
    ViewSettings view(settings + u"/view.ini"_s);
    applyLook(line, view);
    view.drive(theme);
    SessionOpener opener(clock, settings + u"/connections.json"_s);
    const Windows windows(view, opener, clock);
    MainWindow& window = *windows.all().front();
    if (!line.screenshot.isEmpty())
        window.resize(line.size);
    QObject::connect(
        &window, &MainWindow::figuresShown, &window,
        [] { qCInfo(logStart) << "first figures are shown"; }, Qt::SingleShotConnection);
    window.show();
    const bool opens = openWhatWasAsked(window, opener, line, view.lastWorkspace());
    if (line.startLoad)
        startLoadWhenOpen(window);
    if (!line.screenshot.isEmpty())
        opens ? takeScreenshot(window, line.screenshot, line.after)
              : takeScreenshotNow(window, line.screenshot);
    return QApplication::exec();
}

} // namespace tierwatch
