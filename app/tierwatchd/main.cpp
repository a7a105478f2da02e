// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditcommand.h"
#include "commandline.h"
#include "exitcode.h"
#include "nocoredump.h"
#include "serve.h"
#include "tokencommand.h"

#include <QCoreApplication>

using namespace tierwatch;
using namespace Qt::StringLiterals;

namespace {

int show(const QString& text)
{
    QTextStream(stdout) << text << Qt::flush;
    return AllWell;
}

int run(const CommandLine& line)
{
    using Task = CommandLine::Task;
    switch (line.task) {
    case Task::CreateToken:
    case Task::ListTokens:
    case Task::RevokeToken:
    case Task::RotateToken:
        return runTokenCommand(line);
    case Task::VerifyAudit:
        return verifyAudit(line);
    case Task::ShowHelp:
        return show(CommandLine::helpText());
    case Task::ShowVersion:
        return show(u"tierwatchd %1\n"_s.arg(QCoreApplication::applicationVersion()));
    case Task::Serve:
        break;
    }
    return serve(line);
}

} // namespace

int main(int argc, char* argv[])
{
    leaveNoCoreDump();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tierwatchd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TIERWATCH_VERSION));
    const Result<CommandLine> line = CommandLine::parse(QCoreApplication::arguments());
    return line ? run(*line) : failWith(WrongUsage, line.error());
}
