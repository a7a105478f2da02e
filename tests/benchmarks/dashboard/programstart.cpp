// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dashboard/dashboardgroups.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 7;
constexpr int patienceMs = 30'000;

/// A workspace with an hour of history in it.
void fill(test::TempWorkspace& workspace)
{
    for (int i = 0; i < 2000; ++i) {
        (void)workspace.engine().fetch(
            test::requestOf(u"type%1"_s.arg(i % 6), i % 300),
            []() -> Result<QByteArray> { return QByteArray(2000, 'x'); });
    }
}

/// Resident memory in MiB; 0 where the system does not tell.
double residentMiB(qint64 processId)
{
    QFile status(u"/proc/%1/status"_s.arg(processId));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

QProcessEnvironment environmentOf(const QString& home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"tierwatch.start.info=true"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, home);
    return environment;
}

struct Start
{
    double firstFiguresMs = 0;
    double memoryMiB = 0;
};

Start startOnce(const QString& workspace, const QString& home)
{
    QProcess program;
    program.setProcessEnvironment(environmentOf(home));
    program.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer time;
    time.start();
    program.start(QStringLiteral(TIERWATCH_PROGRAM), {u"--workspace"_s, workspace});
    QByteArray said;
    Start start;
    while (time.elapsed() < patienceMs && program.waitForReadyRead(patienceMs)) {
        said += program.readAll();
        if (!said.contains("first figures"))
            continue;
        start = {static_cast<double>(time.nsecsElapsed()) / 1e6, residentMiB(program.processId())};
        break;
    }
    program.terminate();
    program.waitForFinished();
    return start;
}

double bareStartMs(const QString& home)
{
    QProcess program;
    program.setProcessEnvironment(environmentOf(home));
    QElapsedTimer time;
    time.start();
    program.start(QStringLiteral(TIERWATCH_PROGRAM), {u"--version"_s});
    program.waitForFinished();
    return static_cast<double>(time.nsecsElapsed()) / 1e6;
}

void run(const Report& report)
{
    SystemClock clock;
    test::TempWorkspace workspace(clock);
    if (const Result<void> opened = workspace.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    fill(workspace);
    workspace.close();
    const QTemporaryDir home;
    double memory = 0;
    const Pair pair = inTurn(
        rounds,
        [&] {
            const Start start = startOnce(workspace.folder(), home.path());
            memory = start.memoryMiB;
            return start.firstFiguresMs;
        },
        [&] { return bareStartMs(home.path()); });
    Figure first{u"start to first window with figures"_s, pair.subject, u"ms"_s};
    first.target = 250;
    report(first);
    report({u"the same beside --version"_s, pair.subject, u"ms"_s, pair.baseline,
            u"start of the bare program"_s});
    Figure rest{u"memory with the first figures"_s, memory, u"MiB"_s};
    rest.target = 90;
    report(rest);
}

} // namespace

Group programStart()
{
    return {u"start"_s, run};
}

} // namespace tierwatch::bench
