// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dashboard/dashboardgroups.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 7;
constexpr int patienceMs = 30'000;
constexpr int idleMs = 3000; ///< some refreshes of the figures
constexpr qint64 hourMs = 3'600'000;

/// Asks for an hour, up to now.
void fill(test::TempWorkspace& workspace, test::FakeClock& clock)
{
    constexpr int requests = 2000;
    if (!QDir(workspace.folder()).mkdir(QLatin1StringView(Workspace::queriesFolderName)))
        qFatal("the workspace could not be made");
    clock.setWallMs(QDateTime::currentMSecsSinceEpoch() - hourMs);
    if (const Result<void> opened = workspace.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    Accounting& accounting = workspace.cache().accounting();
    for (int i = 0; i < requests; ++i) {
        clock.advanceMs(hourMs / requests);
        (void)workspace.engine().fetch(
            test::requestOf(u"type%1"_s.arg(i % 6), i % 300),
            []() -> Result<QByteArray> { return QByteArray(2000, 'x'); });
        if (i % 100 == 99 && !accounting.flush())
            qFatal("the history could not be kept");
    }
    const History history = accounting.history({Range::hours(2), 600});
    const qint64 spanMs = history.points.back().startMs - history.points.front().startMs;
    if (history.total.answered() != requests || spanMs < hourMs * 9 / 10)
        qFatal("there is no hour of history");
    workspace.close();
}

/// Resident memory in MiB; absent where the system does not tell.
std::optional<double> residentMiB(qint64 processId)
{
    QFile status(u"/proc/%1/status"_s.arg(processId));
    if (!status.open(QIODevice::ReadOnly))
        return std::nullopt;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').value(0).toDouble() / 1024;
    }
    return std::nullopt;
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
    std::optional<double> restMiB;
};

/// Ends the benchmark, and the program with it.
[[noreturn]] void fail(QProcess& program, const char* what, const QByteArray& said)
{
    program.kill();
    program.waitForFinished();
    qFatal("%s; it said: %s", what, said.constData());
}

Start startOnce(const QString& workspace, const QString& home)
{
    QProcess program;
    program.setProcessEnvironment(environmentOf(home));
    program.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer time;
    time.start();
    program.start(QStringLiteral(TIERWATCH_PROGRAM), {u"--workspace"_s, workspace});
    QByteArray said;
    while (!said.contains("first figures") && time.elapsed() < patienceMs &&
           program.waitForReadyRead(patienceMs))
        said += program.readAll();
    Start start{static_cast<double>(time.nsecsElapsed()) / 1e6, {}};
    if (!said.contains("first figures"))
        fail(program, "the program showed no figures", said);
    if (program.waitForFinished(idleMs))
        fail(program, "the program ended by itself", program.readAll());
    start.restMiB = residentMiB(program.processId());
    program.terminate();
    if (!program.waitForFinished())
        fail(program, "the program did not end", program.readAll());
    return start;
}

double bareStartMs(const QString& home)
{
    QProcess program;
    program.setProcessEnvironment(environmentOf(home));
    QElapsedTimer time;
    time.start();
    program.start(QStringLiteral(TIERWATCH_PROGRAM), {u"--version"_s});
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit ||
        program.exitCode() != 0)
        qFatal("the bare program failed");
    return static_cast<double>(time.nsecsElapsed()) / 1e6;
}

void run(const Report& report)
{
    test::FakeClock clock;
    test::TempWorkspace workspace(clock);
    fill(workspace, clock);
    const QTemporaryDir home;
    std::vector<double> memory;
    const Pair pair = inTurn(
        rounds,
        [&] {
            const Start start = startOnce(workspace.folder(), home.path());
            if (start.restMiB)
                memory.push_back(*start.restMiB);
            return start.firstFiguresMs;
        },
        [&] { return bareStartMs(home.path()); });
    Figure first{u"start to first window with figures"_s, pair.subject, u"ms"_s};
    first.target = 250;
    report(first);
    report({u"the same beside --version"_s, pair.subject, u"ms"_s, pair.baseline,
            u"start of the bare program"_s});
    if (memory.empty())
        return;
    Figure rest{u"memory at rest, %1 s after the figures"_s.arg(idleMs / 1000), median(memory),
                u"MiB"_s};
    rest.target = 90;
    report(rest);
}

} // namespace

Group programStart()
{
    return {u"start"_s, run};
}

} // namespace tierwatch::bench
