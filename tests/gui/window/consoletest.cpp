// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// The program itself, as it is started from a terminal without a display.
class ConsoleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInterruptedSampleLeavesNothingBehind();
    void aCrashLeavesNoSecretsOnTheDisk();

private:
    /// Starts it; whether it came so far.
    [[nodiscard]] static bool isMakingSample(QProcess& program, const QTemporaryDir& folder)
    {
        program.start(qEnvironmentVariable("TIERWATCH_PROGRAM"),
                      {u"--create-sample"_s, folder.filePath(u"sample"_s)});
        QByteArray told;
        return QTest::qWaitFor(
            [&] { return (told += program.readAllStandardOutput()).contains("Company 1"); },
            20'000);
    }
};

void ConsoleTest::anInterruptedSampleLeavesNothingBehind()
{
    const QTemporaryDir folder;
    QProcess program;
    QVERIFY(isMakingSample(program, folder));
    QVERIFY(!QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden));
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QVERIFY(program.exitCode() != 0);
    QVERIFY(!program.readAllStandardError().isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
             QStringList());
}

void ConsoleTest::aCrashLeavesNoSecretsOnTheDisk()
{
    const QTemporaryDir folder;
    QProcess program;
    QVERIFY(isMakingSample(program, folder));
    QFile limits(u"/proc/%1/limits"_s.arg(program.processId()));
    const bool isTold = limits.open(QIODevice::ReadOnly);
    const QByteArray all = limits.readAll().simplified();
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(20'000));
    if (!isTold)
        QSKIP("the limits of a program can't be read here");
    QVERIFY2(all.contains(" Max core file size 0 0 bytes "), all.constData());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ConsoleTest)
#include "consoletest.moc"
