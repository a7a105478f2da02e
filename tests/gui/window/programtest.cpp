// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "commandline.h"
#include "dashboard.h"
#include "models/viewsettings.h"
#include "sample/samplegenerator.h"
#include "sessionopener.h"
#include "support/latch.h"
#include "support/otherprogram.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// What the program wires together, beyond what a window shows.
class ProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowClosedWhileAWorkspaceOpensLeavesNothingRunning();
    void aPlaceThatTakesLongDelaysNoOther();
    void themeAndRangeOfTheCommandLineAreForThisRun();
    void aFileOfAnotherProgramIsLookedAtUnlessControlIsAskedFor();
    void aFileOfAnotherProgramIsShownWithWhatItDoesNotTell();
    void aServiceIsAskedWithTheTokenOfAFileOrTheEnvironment();
    void whoSignsInSomewhereIsSaidToEveryWindow();
    void refusesAServiceThatCannotBeAsked_data();
    void refusesAServiceThatCannotBeAsked();

private:
    [[nodiscard]] QString settings() const { return m_folder.filePath(u"view.ini"_s); }

    QTemporaryDir m_folder;
    SystemClock m_clock;
};

void ProgramTest::aWindowClosedWhileAWorkspaceOpensLeavesNothingRunning()
{
    const QString sample = m_folder.filePath(u"sample"_s);
    QVERIFY(SampleGenerator(m_clock, {.postingsPerCompany = 500}).create(sample, {}, {}).ok());
    ViewSettings view(settings());
    {
        SessionOpener opener(m_clock);
        MainWindow window(view, opener, m_clock);
        window.openWorkspace(sample, TargetOpener::Access::Control);
    }
    SessionOpener later(m_clock);
    const QFuture<Result<TargetPtr>> again =
        later.open(connectionAt(sample, TargetOpener::Access::Control));
    QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), 10'000);
    QVERIFY2(again.result().ok(), again.result() ? "" : qPrintable(again.result().error().message));
}

void ProgramTest::aPlaceThatTakesLongDelaysNoOther()
{
    const QString workspace = m_folder.filePath(u"quick"_s);
    QVERIFY(SampleGenerator(m_clock, {.postingsPerCompany = 500}).create(workspace, {}, {}).ok());
    test::Latch begun(1), mayGoOn(1);
    SessionOpener opener(m_clock);
    std::stop_source stop;
    const auto making =
        opener.createSample(stop.get_token(), [&, first = true](const CreationProgress&) mutable {
            if (std::exchange(first, false))
                begun.count_down();
            mayGoOn.wait();
        });
    begun.wait();
    const QFuture<Result<TargetPtr>> open =
        opener.open(connectionAt(workspace, TargetOpener::Access::Control));
    const bool ended = QTest::qWaitFor([&] { return open.isFinished(); }, 20'000);
    stop.request_stop();
    mayGoOn.count_down();
    QVERIFY(ended);
    QVERIFY(open.result().ok());
    QVERIFY(!making.isFinished() || !making.result().ok());
}

void ProgramTest::themeAndRangeOfTheCommandLineAreForThisRun()
{
    ViewSettings before(settings());
    before.useTarget(u"one"_s);
    before.setRange(RangeChoice::Day);
    before.sync();
    const auto line =
        CommandLine::parse({u"tierwatch"_s, u"--range"_s, u"5min"_s, u"--theme"_s, u"dark"_s});
    QVERIFY(line.ok());
    ViewSettings view(settings());
    applyLook(*line, view);
    view.useTarget(u"one"_s);
    QCOMPARE(view.range(), RangeChoice::FiveMinutes);
    QCOMPARE(view.theme(), Theme::Mode::Dark);
    view.sync();
    ViewSettings later(settings());
    later.useTarget(u"one"_s);
    QCOMPARE(later.range(), RangeChoice::Day);
    QCOMPARE(later.theme(), Theme::Mode::System);
}

void ProgramTest::aFileOfAnotherProgramIsLookedAtUnlessControlIsAskedFor()
{
    const QString path = m_folder.filePath(u"reports.db"_s);
    QVERIFY(test::OtherProgram(path).createContractTables());
    const auto parse = [](const QStringList& options) {
        return CommandLine::parse(QStringList{u"tierwatch"_s} + options);
    };
    QCOMPARE(parse({u"--file"_s, path})->access, TargetOpener::Access::WatchOnly);
    QCOMPARE(parse({u"--file"_s, path, u"--control"_s})->access, TargetOpener::Access::Control);
    for (const QStringList& wrong : {QStringList{u"--control"_s},
                                     {u"--file"_s, path, u"--sample"_s},
                                     {u"--file"_s, path, u"--control"_s, u"--watch-only"_s},
                                     {u"--file"_s, path + u'x'}})
        QCOMPARE(parse(wrong).error().code, ErrorCode::InvalidArgument);
}

void ProgramTest::aFileOfAnotherProgramIsShownWithWhatItDoesNotTell()
{
    const QString path = m_folder.filePath(u"shown.db"_s);
    QVERIFY(test::OtherProgram(path).createContractTables());
    ViewSettings view(settings());
    view.setLastWorkspace(u"/before"_s);
    SessionOpener opener(m_clock);
    MainWindow window(view, opener, m_clock);
    QSignalSpy shown(&window, &MainWindow::figuresShown);
    window.show();
    window.open(connectionAt(path, TargetOpener::Access::WatchOnly));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 10'000);
    QCOMPARE(view.lastWorkspace(), u"/before"_s);
    const auto texts = window.findChildren<TextLabel*>();
    QVERIFY(std::ranges::any_of(
        texts, [](const TextLabel* label) { return label->text() == u"Not available"_s; }));
}

void ProgramTest::aServiceIsAskedWithTheTokenOfAFileOrTheEnvironment()
{
    const QString file = m_folder.filePath(u"token"_s);
    QFile written(file);
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write("tw_from_file\n") > 0);
    written.close();
    const QStringList attach{u"tierwatch"_s, u"--attach"_s, u"http://localhost:8787/"_s};
    qputenv("TIERWATCH_TOKEN", "tw_from_environment");
    const auto remembered = CommandLine::parse(attach);
    QVERIFY(remembered.ok());
    QCOMPARE(remembered->service, u"http://localhost:8787/api"_s);
    QCOMPARE(remembered->token, "tw_from_environment");
    QCOMPARE(remembered->access, TargetOpener::Access::Control);
    const auto given = CommandLine::parse(
        attach + QStringList{u"--token-file"_s, file, u"--ca-file"_s, u"ca.pem"_s});
    QCOMPARE(given->token, "tw_from_file");
    QCOMPARE(given->authorities, u"ca.pem"_s);
    const auto clear = CommandLine::parse(
        {u"tierwatch"_s, u"--attach"_s, u"http://cache.example.org"_s, u"--insecure"_s});
    QVERIFY(clear.ok() && clear->insecure && !given->insecure);
    QCOMPARE(clear->service, u"http://cache.example.org/api"_s);
    qunsetenv("TIERWATCH_TOKEN");
    const auto without = CommandLine::parse(attach); // it is kept, or asked for
    QVERIFY(without.ok() && without->token.isEmpty());
    const auto server =
        CommandLine::parse({u"tierwatch"_s, u"--attach"_s, u"http://localhost/api?server=3"_s});
    QVERIFY(server.ok());
    QCOMPARE(server->service, u"http://localhost/api"_s);
    QCOMPARE(server->server, u"3"_s);
}

void ProgramTest::whoSignsInSomewhereIsSaidToEveryWindow()
{
    SessionOpener opener(m_clock, m_folder.filePath(u"connections.json"_s));
    const QSignalSpy signedIn(&opener.desk(), &ConnectionDesk::signedIn);
    TargetConnection reports;
    reports.id = u"0b6f"_s;
    reports.place = u"https://reports.example.org/api"_s;
    opener.know(reports, "tw_c4nary");
    QCOMPARE(signedIn.count(), 1);
    QCOMPARE(signedIn[0][0].value<TargetConnection>(), reports);
}

void ProgramTest::refusesAServiceThatCannotBeAsked_data()
{
    QTest::addColumn<QStringList>("options");
    const QString url = u"https://cache.example.org/api"_s;
    QTest::newRow("a token for nothing") << QStringList{u"--token-file"_s, u"x"_s};
    QTest::newRow("authorities for nothing") << QStringList{u"--ca-file"_s, u"x"_s};
    QTest::newRow("two targets") << QStringList{u"--attach"_s, url, u"--sample"_s};
    QTest::newRow("no address") << QStringList{u"--attach"_s, u"cache.db"_s};
    QTest::newRow("in the clear") << QStringList{u"--attach"_s, u"http://cache.example.org/api"_s};
    QTest::newRow("nothing in the clear") << QStringList{u"--insecure"_s};
    QTest::newRow("no token's file")
        << QStringList{u"--attach"_s, url, u"--token-file"_s, u"/no/such/file"_s};
}

void ProgramTest::refusesAServiceThatCannotBeAsked()
{
    QFETCH(const QStringList, options);
    qputenv("TIERWATCH_TOKEN", "tw_from_environment");
    const auto refused = CommandLine::parse(QStringList{u"tierwatch"_s} + options);
    qunsetenv("TIERWATCH_TOKEN");
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::InvalidArgument ||
            refused.error().code == ErrorCode::Unreadable);
    QVERIFY(!refused.error().message.contains(u"tw_from_environment"));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ProgramTest)
#include "programtest.moc"
