// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "createsample.h"
#include "exitcode.h"
#include "nocoredump.h"
#include "openedtarget.h"
#include "terminal.h"

#include <QCoreApplication>

using namespace tierwatch;
using namespace Qt::StringLiterals;

namespace {

Output::Form formOf(const CommandLine& line)
{
    if (line.has(u"json"_s))
        return Output::Form::Json;
    return terminal::showsOutput() ? Output::Form::Terminal : Output::Form::Pipe;
}

int fail(const Error& error)
{
    const bool isJson = QCoreApplication::arguments().contains(u"--json"_s);
    Output(isJson ? Output::Form::Json : Output::Form::Pipe, false).fail(error);
    return exitCodeOf(error.code);
}

int makeSample(const CommandLine& line, const Clock& clock, Output& out)
{
    const auto made = createSample(line, out, clock);
    return made ? ExitDone : fail(made.error());
}

int run(const CommandLine& line, Clock& clock, Output& out)
{
    auto opened = OpenedTarget::open(line, clock);
    if (!opened) {
        out.fail(opened.error());
        return opened.error().code == ErrorCode::NotFound ? ExitNotOpened
                                                          : exitCodeOf(opened.error().code);
    }
    if (!(*opened)->warning().isEmpty())
        out.warn((*opened)->warning());
    if (!onlyLooks(line) && !(*opened)->caution().isEmpty())
        out.note((*opened)->caution());
    const auto command = makeCommand({(*opened)->target(), line, out});
    QObject::connect(command.get(), &Command::finished, qApp, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    command->startAfter((*opened)->connected());
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char* argv[])
{
    leaveNoCoreDump();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tierwatchctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TIERWATCH_VERSION));
    const Result<CommandLine> line = CommandLine::parse(QCoreApplication::arguments());
    if (!line)
        return fail(line.error());
    if (line->help || line->version) {
        QTextStream(stdout) << (line->help ? CommandLine::helpText()
                                           : u"tierwatchctl "_s +
                                                 QCoreApplication::applicationVersion() + u'\n');
        return ExitDone;
    }
    SystemClock clock;
    Output out(formOf(*line), qEnvironmentVariableIsEmpty("NO_COLOR"));
    return makesSample(line->command) ? makeSample(*line, clock, out) : run(*line, clock, out);
}
