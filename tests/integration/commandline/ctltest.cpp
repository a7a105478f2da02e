// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "ctlrun.h"

#include <QDateTime>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real tierwatchctl on a real, small, sample workspace.
class CtlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aWrongCommandLineIsExplained_data();
    void aWrongCommandLineIsExplained();
    void aTargetThatCannotBeOpenedIsExplained();
    void statsAreTextOrJson();
    void entriesAreListedAndExplainedByTheirDigest();
    void anInvalidationIsPricedConfirmedAndUndone();
    void aUserIsSwitchedOffAndShown();
    void aSwitchForALimitedTimeTellsWhenItTurnsBack();
    void whatExpiredIsCleanedUpAndAllIsPurgedForGood();
    void watermarksAreCheckedOnDemand();
    void theLogEndsWithTheLatestAndCanBeFollowed();
    void watchingPrintsALineALook();
    void allIsExported();
    void settingsAreShownWithoutSecrets();
    void whatPipesReadIsPlain();
    void anOutputThatIsFullIsAFailure();
    void aWrongCommandLineIsJsonForWhoReadsJson();
    void aSampleThatIsMadeIsOneObjectForWhoReadsJson();
    void peopleSeeColumnsAndColours();
    void theShellCompletes_data();
    void theShellCompletes();
    void theManualAndTheCompletionNameEveryCommandAndOption();

private:
    [[nodiscard]] CtlRun run(const QStringList& arguments) const
    {
        return CtlRun({u"--workspace"_s, m_sample.folder()}, arguments);
    }

    CtlSample m_sample;
};

void CtlTest::initTestCase()
{
    QVERIFY(m_sample.make());
}

void CtlTest::aWrongCommandLineIsExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("no command") << QStringList{} << u"command"_s;
    QTest::newRow("no such command") << QStringList{u"fly"_s} << u"\"fly\""_s;
    QTest::newRow("no such option") << QStringList{u"stats"_s, u"--wings"_s} << u"wings"_s;
    QTest::newRow("another's option") << QStringList{u"stats"_s, u"--follow"_s} << u"--follow"_s;
    QTest::newRow("two targets") << QStringList{u"stats"_s, u"--file"_s, u"x"_s} << u"--file"_s;
    QTest::newRow("no number") << QStringList{u"entries"_s, u"--limit"_s, u"many"_s} << u"many"_s;
    QTest::newRow("no order") << QStringList{u"entries"_s, u"--sort"_s, u"age"_s} << u"--sort"_s;
    QTest::newRow("no scope") << QStringList{u"invalidate"_s, u"--yes"_s} << u"--everything"_s;
    QTest::newRow("nobody to ask") << QStringList{u"invalidate"_s, u"--everything"_s} << u"--yes"_s;
    QTest::newRow("half a switch") << QStringList{u"switch"_s, u"user"_s, u"off"_s} << u"user"_s;
}

void CtlTest::aWrongCommandLineIsExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const CtlRun wrong = run(arguments);
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY(wrong.out.isEmpty());
    QVERIFY2(wrong.err.contains(named), qPrintable(wrong.err));
}

void CtlTest::aTargetThatCannotBeOpenedIsExplained()
{
    QCOMPARE(CtlRun({}, {u"stats"_s}).exitCode, 2);
    const CtlRun missing({u"--workspace"_s, u"/no/such/folder"_s}, {u"stats"_s});
    QCOMPARE(missing.exitCode, 6);
    QVERIFY(missing.err.contains(u"/no/such/folder"_s));
    QCOMPARE(CtlRun({}, {u"create-sample"_s, m_sample.folder()}).exitCode, 2);
    QCOMPARE(run({u"undo"_s, u"123456"_s}).exitCode, 3);
    QCOMPARE(run({u"benchmark"_s, u"--query"_s, u"none"_s}).exitCode, 3);
}

void CtlTest::statsAreTextOrJson()
{
    const CtlRun text = run({u"stats"_s});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains(u"entries on disk\t%1\n"_s.arg(CtlSample::entries)),
             qPrintable(text.out));
    const CtlRun json = run({u"stats"_s, u"--json"_s});
    QCOMPARE(json.object()[u"disk"_s].toObject()[u"entries"_s].toInt(), CtlSample::entries);
}

void CtlTest::entriesAreListedAndExplainedByTheirDigest()
{
    const CtlRun page = run({u"entries"_s, u"--json"_s, u"--limit"_s, u"2"_s, u"--count"_s});
    QCOMPARE(page.object()[u"entries"_s].toArray().size(), 2);
    QCOMPARE(page.object()[u"matching"_s].toInt(), CtlSample::entries);
    const QString next = page.object()[u"next"_s].toString();
    QCOMPARE(run({u"entries"_s, u"--cursor"_s, next}).lines().size(), CtlSample::entries - 2 + 1);
    const QJsonObject first = page.object()[u"entries"_s].toArray()[0].toObject();
    const CtlRun told = run({u"explain"_s, first[u"digest"_s].toString(), u"--json"_s});
    QCOMPARE(told.object()[u"cache_key"_s], first[u"cache_key"_s]);
    QCOMPARE(told.object()[u"place"_s].toString(), u"disk"_s);
    const CtlRun asText = run({u"explain"_s, first[u"cache_key"_s].toString()});
    QVERIFY(asText.out.contains(u"answered from\tdisk\n"_s));
    QCOMPARE(run({u"explain"_s, QString(32, u'0')}).exitCode, 3);
}

void CtlTest::anInvalidationIsPricedConfirmedAndUndone()
{
    const QStringList everything = {u"invalidate"_s, u"--everything"_s, u"--json"_s};
    const CtlRun price = run(everything + QStringList{u"--preview"_s});
    QCOMPARE(price.object()[u"entries"_s].toInt(), CtlSample::entries);
    QCOMPARE(run({u"entries"_s}).lines().size(), CtlSample::entries + 1);
    const CtlRun done = run(everything + QStringList{u"--yes"_s});
    QCOMPARE(done.object()[u"entries"_s].toInt(), CtlSample::entries);
    const QString id = QString::number(done.object()[u"id"_s].toInteger());
    QVERIFY(run({u"actions"_s}).out.contains(u"invalidated"_s));
    const CtlRun undone = run({u"undo"_s, id});
    QCOMPARE(undone.exitCode, 0);
    QVERIFY(undone.out.contains(u"brought back\t%1\n"_s.arg(CtlSample::entries)));
    QCOMPARE(run({u"undo"_s, id}).exitCode, 5);
}

void CtlTest::aUserIsSwitchedOffAndShown()
{
    QCOMPARE(run({u"switch"_s, u"user"_s, u"ana"_s, u"off"_s}).out, u"user\tana\toff\n"_s);
    const CtlRun users = run({u"users"_s});
    QVERIFY2(users.lines().value(1).startsWith(u"ana\toff\t"), qPrintable(users.out));
    QCOMPARE(run({u"switch"_s, u"user"_s, u"ana"_s, u"on"_s}).exitCode, 0);
}

void CtlTest::aSwitchForALimitedTimeTellsWhenItTurnsBack()
{
    const QStringList off = {u"switch"_s, u"user"_s, u"ion"_s, u"off"_s};
    const CtlRun flipped = run(off + QStringList{u"--for"_s, u"10m"_s, u"--json"_s});
    const qint64 untilMs = flipped.object()[u"until_ms"_s].toInteger();
    const qint64 leftMs = untilMs - QDateTime::currentMSecsSinceEpoch();
    QVERIFY2(leftMs > 500'000 && leftMs <= 600'000, qPrintable(flipped.out + flipped.err));
    const QJsonArray users = run({u"users"_s, u"--json"_s}).object()[u"users"_s].toArray();
    QCOMPARE(users[0].toObject()[u"until_ms"_s].toInteger(), untilMs);
    QCOMPARE(run(off + QStringList{u"--for"_s, u"soon"_s}).exitCode, 2);
    QCOMPARE(run(off + QStringList{u"--for"_s, u"400d"_s}).exitCode, 2);
    QCOMPARE(run({u"switch"_s, u"user"_s, u"ion"_s, u"on"_s}).exitCode, 0);
}

void CtlTest::whatExpiredIsCleanedUpAndAllIsPurgedForGood()
{
    CtlSample other;
    QVERIFY(other.make());
    const QStringList target = {u"--workspace"_s, other.folder()};
    QCOMPARE(CtlRun(target, {u"cleanup"_s}).out, u"removed\t0\nbytes\t0\n"_s);
    const CtlRun purged(target, {u"invalidate"_s, u"--everything"_s, u"--purge"_s, u"--yes"_s});
    QVERIFY2(purged.out.startsWith(u"taken out\t5\n"_s), qPrintable(purged.out + purged.err));
    QVERIFY(CtlRun(target, {u"actions"_s}).out.contains(u"\tcleared\t"_s));
    QVERIFY(CtlRun(target, {u"stats"_s}).out.contains(u"entries on disk\t0\n"_s));
}

void CtlTest::watermarksAreCheckedOnDemand()
{
    const CtlRun checked = run({u"watermarks"_s, u"--check"_s, u"--company"_s, u"101"_s});
    QCOMPARE(checked.exitCode, 0);
    QVERIFY2(checked.out.contains(u"main\t101\t"_s), qPrintable(checked.out));
    QCOMPARE(run({u"watermarks"_s}).exitCode, 0);
}

void CtlTest::theLogEndsWithTheLatestAndCanBeFollowed()
{
    const CtlRun log = run({u"log"_s, u"--limit"_s, u"2"_s});
    QCOMPARE(log.lines().size(), 3);
    QVERIFY2(log.lines().last().contains(u"\tcache\t"), qPrintable(log.out));
    const CtlRun followed = run({u"log"_s, u"--follow"_s, u"--times"_s, u"2"_s, u"--json"_s});
    QCOMPARE(followed.exitCode, 0);
    QCOMPARE(followed.lines().size(), CtlSample::entries + 1);
    QCOMPARE(run({u"log"_s, u"--hits"_s}).lines().size(), 2);
}

void CtlTest::watchingPrintsALineALook()
{
    const CtlRun watched = run({u"watch"_s, u"--times"_s, u"2"_s});
    QCOMPARE(watched.exitCode, 0);
    QCOMPARE(watched.lines().size(), 3);
    QCOMPARE(run({u"watch"_s, u"--times"_s, u"2"_s, u"--json"_s}).lines().size(), 2);
}

void CtlTest::allIsExported()
{
    const CtlRun csv = run({u"export"_s, u"entries"_s});
    QCOMPARE(csv.lines().size(), CtlSample::entries + 1);
    QVERIFY(csv.lines().first().startsWith(u"digest,cache_key,cache_type,company_id,"));
    const QString path = m_sample.folder() + u"/log.csv"_s;
    QCOMPARE(run({u"export"_s, u"log"_s, u"--output"_s, path}).out, QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), CtlSample::entries + 2);
    QVERIFY(run({u"export"_s, u"users"_s, u"--json"_s}).out.contains(u"\"username\":\"ana\""_s));
    QCOMPARE(run({u"export"_s, u"sense"_s}).exitCode, 2);
}

void CtlTest::settingsAreShownWithoutSecrets()
{
    const CtlRun config = run({u"config"_s});
    QVERIFY2(config.out.contains(u"cache/l1_max_size\tentries\tdefault\t0\n"_s),
             qPrintable(config.out));
    QVERIFY(config.out.contains(u"workspace/sample\t\tfile\ttrue\n"_s));
}

void CtlTest::whatPipesReadIsPlain()
{
    for (const QString& command : {u"stats"_s, u"entries"_s, u"users"_s, u"log"_s, u"actions"_s}) {
        const CtlRun plain = run({command});
        QVERIFY2(!plain.out.contains(u'\x1b'), qPrintable(command));
        QCOMPARE(plain.exitCode, 0);
    }
}

void CtlTest::anOutputThatIsFullIsAFailure()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no file here is always full");
    QProcess program;
    program.setProcessEnvironment(CtlRun::environment());
    for (const QStringList& command :
         {QStringList{u"stats"_s}, QStringList{u"stats"_s, u"--json"_s},
          QStringList{u"export"_s, u"log"_s}}) {
        program.setStandardOutputFile(u"/dev/full"_s);
        program.start(qEnvironmentVariable("TIERWATCH_CTL"),
                      QStringList{u"--workspace"_s, m_sample.folder()} + command);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(QString::fromUtf8(program.readAllStandardError()).contains(u"written"_s));
    }
}

void CtlTest::aWrongCommandLineIsJsonForWhoReadsJson()
{
    const CtlRun wrong = run({u"fly"_s, u"--json"_s});
    QCOMPARE(wrong.exitCode, 2);
    const QJsonObject told = QJsonDocument::fromJson(wrong.err.toUtf8()).object();
    QCOMPARE(told[u"code"_s].toString(), u"invalid_argument"_s);
}

void CtlTest::aSampleThatIsMadeIsOneObjectForWhoReadsJson()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"another"_s);
    const CtlRun made({}, {u"create-sample"_s, folder, u"--json"_s}, 200'000);
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    QCOMPARE(made.lines().size(), 1);
    QCOMPARE(made.object()[u"folder"_s].toString(), folder);
    QCOMPARE_GT(made.object()[u"bytes"_s].toInteger(), 1'000'000);
    QCOMPARE_GT(made.object()[u"seconds"_s].toDouble(), 0.0);
    QVERIFY2(made.err.contains(u"Company 1 of 6"_s), qPrintable(made.err));
    const CtlRun refused({}, {u"create-sample"_s, folder, u"--json"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.out.isEmpty());
}

void CtlTest::peopleSeeColumnsAndColours()
{
    const QString script = QStandardPaths::findExecutable(u"script"_s);
    if (script.isEmpty())
        QSKIP("nothing here gives a program a terminal");
    const QString program = u"'%1' --workspace '%2' users"_s.arg(
        qEnvironmentVariable("TIERWATCH_CTL"), m_sample.folder());
    for (const auto& [prefix, coloured] :
         {std::pair(u"env -u NO_COLOR "_s, true), std::pair(u"NO_COLOR=1 "_s, false)}) {
        QProcess terminal;
        terminal.start(script, {u"-qec"_s, prefix + program, u"/dev/null"_s});
        QVERIFY(terminal.waitForFinished());
        const QString out = QString::fromUtf8(terminal.readAllStandardOutput());
        QCOMPARE(terminal.exitCode(), 0);
        QCOMPARE(out.contains(u'\x1b'), coloured);
        QVERIFY2(!out.contains(u'\t') && out.contains(u"user  cache  since"_s), qPrintable(out));
    }
}

void CtlTest::theShellCompletes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("offered");
    QTest::newRow("a command") << u"tierwatchctl wat"_s << u"watch watermarks"_s;
    QTest::newRow("an option") << u"tierwatchctl invalidate --pre"_s << u"--preview"_s;
    QTest::newRow("a switch") << u"tierwatchctl switch gl"_s << u"global"_s;
    QTest::newRow("its side") << u"tierwatchctl switch user ana o"_s << u"on off"_s;
    QTest::newRow("an order") << u"tierwatchctl entries --sort h"_s << u"hits"_s;
}

void CtlTest::theShellCompletes()
{
    QFETCH(QString, typed);
    QFETCH(QString, offered);
    const QString bash = QStandardPaths::findExecutable(u"bash"_s);
    if (bash.isEmpty())
        QSKIP("there is no bash here");
    QProcess shell;
    shell.start(bash, {u"-c"_s,
                       u"source \"$0\"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                       "_tierwatchctl; echo \"${COMPREPLY[*]}\""_s,
                       qEnvironmentVariable("TIERWATCH_SOURCE_DIR") +
                           u"/packaging/linux/tierwatchctl.bash"_s,
                       typed});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()).trimmed(), offered);
}

void CtlTest::theManualAndTheCompletionNameEveryCommandAndOption()
{
    const QString help = CtlRun({}, {u"--help"_s}).out;
    const QString manual = CtlRun::fileOfTheSources(u"packaging/linux/tierwatchctl.1"_s);
    const QString completion = CtlRun::fileOfTheSources(u"packaging/linux/tierwatchctl.bash"_s);
    static const QRegularExpression word(u"^  (--)?([a-z-]+)"_s,
                                         QRegularExpression::MultilineOption);
    int found = 0;
    for (auto it = word.globalMatch(help); it.hasNext(); ++found) {
        const auto match = it.next();
        const QString name = match.captured(1) + match.captured(2);
        QVERIFY2(QString(manual).remove(u'\\').contains(name), qPrintable(name));
        QVERIFY2(completion.contains(name), qPrintable(name));
    }
    QCOMPARE_GT(found, 30);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CtlTest)
#include "ctltest.moc"
