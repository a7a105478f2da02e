// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "dashboard.h"
#include "nocoredump.h"

#include <QApplication>
#include <QTextStream>

using namespace tierwatch;

namespace {

int fail(const Error& error)
{
    QTextStream(stderr) << error.message << Qt::endl;
    return EXIT_FAILURE;
}

int runWithoutDisplay(const CommandLine& line)
{
    QTextStream out(stdout);
    if (line.task == CommandLine::Task::CreateSample)
        return createSample(line.createSampleIn);
    if (line.task == CommandLine::Task::ShowHelp)
        out << CommandLine::helpText();
    else
        out << "tierwatch " << QCoreApplication::applicationVersion() << Qt::endl;
    return EXIT_SUCCESS;
}

/// Where there is no display Qt would end the program, in words for programmers.
bool displayIsMissing()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsEmpty("DISPLAY") &&
           qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
           qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    return false;
#endif
}

Error noDisplay()
{
    return {ErrorCode::NotAvailable,
            QCoreApplication::translate(
                "main", "There is no display here, so the dashboard can't be shown. Start it in a "
                        "desktop session, or give --screenshot FILE to have it painted into a "
                        "picture.")};
}

QStringList allArguments(int argc, char* argv[])
{
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    return arguments;
}

} // namespace

int main(int argc, char* argv[])
{
    leaveNoCoreDump();
    const Result<CommandLine> line = CommandLine::parse(allArguments(argc, argv));
    if (!line)
        return fail(line.error());
    if (line->task != CommandLine::Task::Dashboard) {
        const QCoreApplication application(argc, argv);
        nameApplication();
        return runWithoutDisplay(*line);
    }
    if (displayIsMissing()) {
        if (line->screenshot.isEmpty())
            return fail(noDisplay());
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    nameApplication();
    return runDashboard(*line);
}
