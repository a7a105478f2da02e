// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "daemon.h"

#include "http/tokentext.h"

#include <QTcpServer>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real program while it serves, and how it ends.
class DaemonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhereItServesAndDoes();
    void aTokenIsTakenWhileItRunsAndRefusedWithinASecondOfItsEnd();
    void aPortInUseIsAClearError();
    void anAddressThatIsNotHereIsAClearError();
    void aWorkspaceOfAnotherProgramIsToldFromABadStart();
    void aCertificateThatIsMissingIsAClearError();
    void itEndsInOrderWhenAsked();
    void whatIsUnderWayIsAnsweredBeforeTheEnd();
    void aQueryWithoutEndDoesNotHoldItUp();
    void aSecondSignalEndsItAtOnce();
    void aHangupDoesNotEndIt();
    void itLoadsNothingOfADisplay();
    void theServiceManagerIsToldHowFarItIs();
    void noSecretLeavesAnyTrace();
    void aCrashLeavesNoSecretsOnTheDisk();

private:
    [[nodiscard]] static QStringList publish(const WorkspaceFolder& folder)
    {
        return {u"--workspace"_s, folder.path()};
    }
    [[nodiscard]] static QByteArray tokenFor(const WorkspaceFolder& folder, const QString& role)
    {
        return runDaemon({u"token"_s, u"create"_s, u"--workspace"_s, folder.path(), u"--role"_s,
                          role, u"--name"_s, role})
            .out.trimmed();
    }
    /// A report that takes as long as its parameter is large: some seconds for ten millions.
    static void addSlowReport(const WorkspaceFolder& folder);
};

void DaemonTest::addSlowReport(const WorkspaceFolder& folder)
{
    QFile settings(folder.filePath(u"tierwatch.ini"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[workspace]\ntitle=Test\n[source]\ndriver=QSQLITE\ndatabase=books.db\n");
    QFile books(folder.filePath(u"books.db"_s));
    QVERIFY(books.open(QIODevice::WriteOnly));
    QFile report(folder.filePath(u"queries/slow.sql"_s));
    QVERIFY(report.open(QIODevice::WriteOnly));
    report.write("-- name: slow\n-- param: steps integer 1000\n"
                 "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < :steps) "
                 "SELECT count(*) AS n FROM c\n");
}

void DaemonTest::itSaysWhereItServesAndDoes()
{
    const WorkspaceFolder folder;
    const QByteArray token = tokenFor(folder, u"viewer"_s);
    const Daemon daemon(publish(folder));
    QCOMPARE(daemon.url().host(), u"127.0.0.1"_s);
    QCOMPARE(daemon.url().path(), u"/api"_s);
    QCOMPARE(daemon.url().scheme(), u"http"_s);
    QVERIFY(Request(daemon.url(), u"/cache/health"_s).response().contains("\"healthy\""));
    QCOMPARE(Request(daemon.url(), u"/cache/stats"_s).status(), 401);
    QCOMPARE(Request(daemon.url(), u"/cache/stats"_s, token).status(), 200);
}

void DaemonTest::aTokenIsTakenWhileItRunsAndRefusedWithinASecondOfItsEnd()
{
    const WorkspaceFolder folder;
    const Daemon daemon(publish(folder));
    const QByteArray token = tokenFor(folder, u"viewer"_s);
    const auto status = [&] { return Request(daemon.url(), u"/cache/stats"_s, token).status(); };
    QTRY_COMPARE_WITH_TIMEOUT(status(), 200, 1000);
    QCOMPARE(runDaemon({u"token"_s, u"revoke"_s, u"--workspace"_s, folder.path(), u"--name"_s,
                        u"viewer"_s})
                 .code,
             0);
    QTRY_COMPARE_WITH_TIMEOUT(status(), 401, 1000);
}

void DaemonTest::aPortInUseIsAClearError()
{
    const WorkspaceFolder folder;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:%1"_s.arg(other.serverPort());
    const Ran ran = runDaemon(publish(folder) + QStringList{u"--listen"_s, address});
    QCOMPARE(ran.code, 4);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains(QByteArray::number(other.serverPort())), ran.err.constData());
}

void DaemonTest::anAddressThatIsNotHereIsAClearError()
{
    const WorkspaceFolder folder;
    const Ran ran =
        runDaemon(publish(folder) + QStringList{u"--listen"_s, u"192.0.2.1:0"_s, u"--insecure"_s});
    QCOMPARE(ran.code, 4);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains("192.0.2.1"), ran.err.constData());
}

void DaemonTest::aWorkspaceOfAnotherProgramIsToldFromABadStart()
{
    const WorkspaceFolder folder;
    const QStringList start = publish(folder) + QStringList{u"--listen"_s, u"127.0.0.1:0"_s};
    {
        const Daemon owner(publish(folder));
        QVERIFY(owner.url().isValid());
        const Ran second = runDaemon(start);
        QCOMPARE(second.code, 7);
        QVERIFY2(second.err.contains("already open"), second.err.constData());
    }
    QFile settings(folder.filePath(u"tierwatch.ini"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly) && settings.write("[cache]\nl1_ttl=soon\n") > 0);
    settings.close();
    const Ran bad = runDaemon(start);
    QCOMPARE(bad.code, 3);
    QVERIFY2(bad.err.contains("l1_ttl"), bad.err.constData());
}

void DaemonTest::aCertificateThatIsMissingIsAClearError()
{
    const WorkspaceFolder folder;
    const QString missing = folder.filePath(u"missing.pem"_s);
    const Ran ran = runDaemon(publish(folder) + QStringList{u"--listen"_s, u"127.0.0.1:0"_s,
                                                            u"--tls-certificate"_s, missing,
                                                            u"--tls-key"_s, missing});
    QCOMPARE(ran.code, 4);
    QVERIFY2(ran.err.contains("missing.pem"), ran.err.constData());
}

void DaemonTest::itEndsInOrderWhenAsked()
{
    const WorkspaceFolder folder;
    for (const int number : {SIGTERM, SIGINT}) {
        Daemon daemon(publish(folder));
        QCOMPARE(Request(daemon.url(), u"/cache/health"_s).status(), 200);
        daemon.signal(number);
        const Ran ran = daemon.end(10'000);
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.isEmpty(), ran.err.constData());
        QVERIFY(!QFile::exists(folder.filePath(u"tierwatch.lock"_s)));
        QVERIFY(!QFile::exists(folder.filePath(u"cache.db-wal"_s)));
    }
}

void DaemonTest::whatIsUnderWayIsAnsweredBeforeTheEnd()
{
    const WorkspaceFolder folder;
    addSlowReport(folder);
    const QByteArray token = tokenFor(folder, u"viewer"_s);
    Daemon daemon(publish(folder));
    QCOMPARE(Request(daemon.url(), u"/query/slow"_s, token).status(), 200);
    Request slow(daemon.url(), u"/query/slow?steps=3000000"_s, token);
    // Answered behind it, so it is under way.
    QCOMPARE(Request(daemon.url(), u"/cache/health"_s).status(), 200);
    daemon.signal(SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(Request(daemon.url(), u"/cache/health"_s).status(), 0, 5'000);
    const QByteArray response = slow.response();
    QVERIFY2(response.contains("3000000"), response.constData());
    QCOMPARE(daemon.end().code, 0);
}

void DaemonTest::aQueryWithoutEndDoesNotHoldItUp()
{
    const WorkspaceFolder folder;
    addSlowReport(folder);
    const QByteArray token = tokenFor(folder, u"viewer"_s);
    Daemon daemon(publish(folder));
    const Request endless(daemon.url(), u"/query/slow?steps=1000000000000"_s, token);
    QCOMPARE(Request(daemon.url(), u"/cache/stats"_s, token).status(), 200);
    QElapsedTimer timer;
    timer.start();
    daemon.signal(SIGTERM);
    QCOMPARE(daemon.end(30'000).code, 0);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

void DaemonTest::aSecondSignalEndsItAtOnce()
{
    const WorkspaceFolder folder;
    addSlowReport(folder);
    const QByteArray token = tokenFor(folder, u"viewer"_s);
    Daemon daemon(publish(folder));
    const Request endless(daemon.url(), u"/query/slow?steps=1000000000000"_s, token);
    QCOMPARE(Request(daemon.url(), u"/cache/stats"_s, token).status(), 200);
    daemon.signal(SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(Request(daemon.url(), u"/cache/health"_s).status(), 0, 5'000);
    daemon.signal(SIGTERM);
    QCOMPARE(daemon.end(1'000).code, 5);
}

void DaemonTest::aHangupDoesNotEndIt()
{
    const WorkspaceFolder folder;
    Daemon daemon(publish(folder));
    daemon.signal(SIGHUP);
    QCOMPARE(Request(daemon.url(), u"/cache/health"_s).status(), 200);
    daemon.signal(SIGTERM);
    QCOMPARE(daemon.end().code, 0);
}

void DaemonTest::itLoadsNothingOfADisplay()
{
#ifndef Q_OS_LINUX
    QSKIP("nothing tells here what a program has loaded");
#endif
    const WorkspaceFolder folder;
    Daemon daemon(publish(folder));
    QCOMPARE(Request(daemon.url(), u"/cache/health"_s).status(), 200);
    QFile maps(u"/proc/%1/maps"_s.arg(daemon.process().processId()));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray loaded = maps.readAll();
    QVERIFY(loaded.contains("libQt6Core"));
    for (const auto* library : {"Qt6Gui", "Qt6Widgets", "Qt6Charts", "libX11", "libxcb", "wayland",
                                "libGL", "fontconfig"})
        QVERIFY2(!loaded.contains(library), library);
}

void DaemonTest::theServiceManagerIsToldHowFarItIs()
{
#ifndef Q_OS_LINUX
    QSKIP("there is no such service manager here");
#else
    const WorkspaceFolder folder;
    const QByteArray path = QFile::encodeName(folder.filePath(u"notify"_s));
    const int handle = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(path, address.sun_path);
    QCOMPARE(::bind(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    QByteArray all;
    const auto told = [handle, &all] {
        QByteArray message(1000, '\0');
        const auto size = ::recv(handle, message.data(), size_t(message.size()), MSG_DONTWAIT);
        all += message.first(std::max<qsizetype>(0, size));
        return all;
    };
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NOTIFY_SOCKET"_s, QFile::decodeName(path));
    Daemon daemon(publish(folder), environment);
    QTRY_VERIFY(told().startsWith("READY=1\nSTATUS=Serving at http://127.0.0.1:"));
    daemon.signal(SIGHUP);
    QTRY_COMPARE(told().count("READY=1\n"), 2);
    QVERIFY(all.contains("RELOADING=1\n"));
    daemon.signal(SIGTERM);
    QTRY_VERIFY(told().endsWith("STOPPING=1\n"));
    QCOMPARE(daemon.end().code, 0);
    ::close(handle);
#endif
}

void DaemonTest::noSecretLeavesAnyTrace()
{
    const WorkspaceFolder folder;
    addSlowReport(folder);
    const QByteArray canary = tokenFor(folder, u"administrator"_s);
    const QByteArray foreign = tokentext::create().toLatin1();
    const QByteArray password = "canary-password-7391";
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIERWATCH_SOURCE_PASSWORD"_s, QString::fromLatin1(password));
    Daemon daemon(publish(folder), environment);
    QByteArray answers;
    for (const QByteArray& token : {canary, foreign}) {
        for (const auto* path :
             {"/cache/stats", "/cache/capabilities", "/cache/config", "/cache/users", "/cache/log",
              "/query/slow", "/query/none", "/nowhere"})
            answers += Request(daemon.url(), QLatin1StringView(path), token).response();
        answers +=
            Request(daemon.url(), u"/cache/stats?token="_s + QLatin1StringView(token)).response();
    }
    daemon.signal(SIGTERM);
    const Ran ran = daemon.end();
    QCOMPARE(ran.code, 0);
    for (const QByteArray& secret : {canary.mid(3), foreign.mid(3), password}) {
        QVERIFY(!ran.out.contains(secret) && !ran.err.contains(secret));
        QVERIFY(!answers.contains(secret));
        QCOMPARE(folder.filesWith(secret), QStringList());
    }
    QCOMPARE(folder.filesWith(tokentext::hashOf(canary)), QStringList{u"control.db"_s});
}

void DaemonTest::aCrashLeavesNoSecretsOnTheDisk()
{
    const WorkspaceFolder folder;
    Daemon daemon(publish(folder));
    QVERIFY(daemon.url().isValid());
    QFile limits(u"/proc/%1/limits"_s.arg(daemon.process().processId()));
    if (!limits.open(QIODevice::ReadOnly))
        QSKIP("the limits of a program can't be read here");
    const QByteArray all = limits.readAll().simplified();
    QVERIFY2(all.contains(" Max core file size 0 0 bytes "), all.constData());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::DaemonTest)
#include "daemontest.moc"
