// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokenstore.h"
#include "http/tokentext.h"
#include "program.h"
#include "support/otherprogram.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real program's commands on tokens and the audit log.
class TokenCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewTokenIsAllThatGoesToStandardOutput();
    void aRunningStoreTakesItAndRefusesItWithinASecondOfItsEnd();
    void aTokenIsInNoFileButAsItsHash();
    void theListTellsWhatThereIsButNoSecret();
    void aNameThatIsTakenIsAClearError();
    void aFolderThatIsNoWorkspaceGetsNoTokens();
    void eachForeignFileHasTokensOfItsOwn();
    void aLogThatIsNotThereIsNotCalledInOrder();
    void theAuditLogIsVerified();
    void anAuditLogThatWasChangedIsSaidToBe();
    void whatCanNotBeUnderstoodIsNamed_data();
    void whatCanNotBeUnderstoodIsNamed();
    void helpAndVersionNeedNothingElse();

private:
    [[nodiscard]] static Ran token(const WorkspaceFolder& folder, const QString& command,
                                   const QStringList& more = {})
    {
        return runDaemon(QStringList{u"token"_s, command, u"--workspace"_s, folder.path()} + more);
    }
    [[nodiscard]] static QByteArray made(const WorkspaceFolder& folder, const QString& name)
    {
        return token(folder, u"create"_s, {u"--role"_s, u"viewer"_s, u"--name"_s, name})
            .out.trimmed();
    }
};

void TokenCommandTest::aNewTokenIsAllThatGoesToStandardOutput()
{
    const WorkspaceFolder folder;
    const Ran ran = token(folder, u"create"_s,
                          {u"--role"_s, u"operator"_s, u"--name"_s, u"desk"_s, u"--user"_s,
                           u"ana"_s, u"--ttl"_s, u"90d"_s});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.endsWith('\n'));
    QVERIFY2(tokentext::isOne(ran.out.chopped(1)), ran.out.constData());
    QVERIFY2(ran.err.contains("operator") && ran.err.contains("ana"), ran.err.constData());
    QVERIFY(!ran.err.contains(ran.out.trimmed()));
    const SystemClock clock;
    const auto store = TokenStore::open(*ControlFile::open(folder.path()), clock);
    const auto list = (*store)->list();
    QCOMPARE(list->size(), 1);
    QCOMPARE(list->front().role, Role::Operator);
    QCOMPARE(list->front().username, u"ana"_s);
    QCOMPARE(*list->front().expiresMs - list->front().createdMs, 90LL * 86'400'000);
}

void TokenCommandTest::aRunningStoreTakesItAndRefusesItWithinASecondOfItsEnd()
{
    Quiet quiet;
    const WorkspaceFolder folder;
    const SystemClock clock;
    const auto store = TokenStore::open(*ControlFile::open(folder.path()), clock);
    const auto why = [&store](const QByteArray& secret) {
        const auto principal = (*store)->authenticate(secret);
        return principal ? u"taken"_s : principal.error().detail;
    };
    const QByteArray first = made(folder, u"desk"_s);
    QTRY_COMPARE_WITH_TIMEOUT(why(first), u"taken"_s, 1000);
    const Ran rotated = token(folder, u"rotate"_s, {u"--name"_s, u"desk"_s});
    QCOMPARE(rotated.code, 0);
    QTRY_COMPARE_WITH_TIMEOUT(why(first), u"unknown"_s, 1000);
    const QByteArray second = rotated.out.trimmed();
    QTRY_COMPARE_WITH_TIMEOUT(why(second), u"taken"_s, 1000);
    QCOMPARE(token(folder, u"revoke"_s, {u"--name"_s, u"desk"_s}).code, 0);
    QTRY_COMPARE_WITH_TIMEOUT(why(second), u"revoked desk"_s, 1000);
    QUIET(quiet);
}

void TokenCommandTest::aTokenIsInNoFileButAsItsHash()
{
    const WorkspaceFolder folder;
    const QByteArray canary = made(folder, u"canary"_s);
    QVERIFY(tokentext::isOne(canary));
    // Somebody takes the token for the name.
    QCOMPARE(token(folder, u"revoke"_s, {u"--name"_s, QString::fromLatin1(canary)}).code, 1);
    QCOMPARE(token(folder, u"revoke"_s, {u"--name"_s, u"canary"_s}).code, 0);
    QCOMPARE(folder.filesWith(canary.mid(3)), QStringList());
    QCOMPARE(folder.filesWith(QByteArray::fromBase64(canary.mid(3), QByteArray::Base64UrlEncoding)),
             QStringList());
    QCOMPARE(folder.filesWith(tokentext::hashOf(canary)), QStringList{u"control.db"_s});
}

void TokenCommandTest::theListTellsWhatThereIsButNoSecret()
{
    const WorkspaceFolder folder;
    const QByteArray desk = made(folder, u"desk"_s);
    const QByteArray wall = made(folder, u"wall"_s);
    QCOMPARE(token(folder, u"revoke"_s, {u"--name"_s, u"wall"_s}).code, 0);
    const Ran ran = token(folder, u"list"_s);
    QCOMPARE(ran.code, 0);
    const auto lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[1].startsWith("desk") && lines[1].contains("valid"), lines[1].constData());
    QVERIFY2(lines[2].startsWith("wall") && lines[2].contains("revoked"), lines[2].constData());
    for (const QByteArray& secret : {desk, wall})
        QVERIFY(!ran.out.contains(secret.mid(3)));
}

void TokenCommandTest::aNameThatIsTakenIsAClearError()
{
    const WorkspaceFolder folder;
    QVERIFY(!made(folder, u"desk"_s).isEmpty());
    const Ran ran = token(folder, u"create"_s, {u"--role"_s, u"viewer"_s, u"--name"_s, u"desk"_s});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains("already"), ran.err.constData());
}

void TokenCommandTest::aFolderThatIsNoWorkspaceGetsNoTokens()
{
    const QTemporaryDir folder;
    const Ran ran = runDaemon({u"token"_s, u"create"_s, u"--workspace"_s, folder.path(),
                               u"--role"_s, u"viewer"_s, u"--name"_s, u"desk"_s});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("not a workspace"), ran.err.constData());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TokenCommandTest::eachForeignFileHasTokensOfItsOwn()
{
    const WorkspaceFolder folder;
    const QString state = qEnvironmentVariable("XDG_STATE_HOME") + u"/tierwatch"_s;
    QDir(state).removeRecursively();
    const QStringList create{u"token"_s,  u"create"_s, u"--role"_s,
                             u"viewer"_s, u"--name"_s, u"desk"_s};
    QCOMPARE(runDaemon(create + QStringList{u"--file"_s, folder.filePath(u"none.db"_s)}).code, 3);
    for (const auto& name : {u"one.db"_s, u"two.db"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(runDaemon(create + QStringList{u"--file"_s, file.fileName()}).code, 0);
    }
    const QStringList folders = QDir(state).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), 2);
    for (const QString& own : folders)
        QVERIFY(QFile::exists(state + u'/' + own + u"/control.db"_s));
    QCOMPARE(runDaemon(create + QStringList{u"--state"_s, folder.path()}).code, 0);
    QVERIFY(QFile::exists(folder.filePath(u"control.db"_s)));
}

void TokenCommandTest::aLogThatIsNotThereIsNotCalledInOrder()
{
    const WorkspaceFolder folder;
    const Ran verified = runDaemon({u"audit"_s, u"verify"_s, u"--workspace"_s, folder.path()});
    QCOMPARE(verified.code, 3);
    QVERIFY2(verified.err.contains("control.db"), verified.err.constData());
    QCOMPARE(token(folder, u"list"_s).code, 3);
    QVERIFY(!QFile::exists(folder.filePath(u"control.db"_s)));
}

void TokenCommandTest::theAuditLogIsVerified()
{
    const WorkspaceFolder folder;
    QVERIFY(!made(folder, u"desk"_s).isEmpty());
    QCOMPARE(token(folder, u"revoke"_s, {u"--name"_s, u"desk"_s}).code, 0);
    const Ran ran = runDaemon({u"audit"_s, u"verify"_s, u"--workspace"_s, folder.path()});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.out.startsWith("2 records are in order"), ran.out.constData());
}

void TokenCommandTest::anAuditLogThatWasChangedIsSaidToBe()
{
    const WorkspaceFolder folder;
    for (const auto* name : {"one", "two", "three"})
        QVERIFY(!made(folder, QLatin1StringView(name)).isEmpty());
    {
        OtherProgram other(folder.filePath(u"control.db"_s));
        QVERIFY(other.exec({u"DROP TRIGGER audit_is_not_changed"_s,
                            u"UPDATE audit SET record = replace(record, 'two', 'six')"_s}));
    }
    const Ran ran = runDaemon({u"audit"_s, u"verify"_s, u"--workspace"_s, folder.path()});
    QCOMPARE(ran.code, 6);
    QVERIFY2(ran.err.contains("Record 2 "), ran.err.constData());
}

void TokenCommandTest::whatCanNotBeUnderstoodIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const QString& arguments, const QByteArray& named) {
        QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts) << named;
    };
    row("nothing", {}, "--workspace");
    row("a word", u"serve --workspace x"_s, "serve");
    row("half a command", u"token"_s, "\"token\"");
    row("an unknown option", u"--workspace x --frobnicate"_s, "frobnicate");
    row("two caches", u"--workspace x --file y"_s, "--file");
    row("control of a workspace", u"--workspace x --control"_s, "--control");
    row("no port", u"--workspace x --listen 127.0.0.1"_s, "--listen");
    row("a port too high", u"--workspace x --listen 127.0.0.1:65536"_s, "--listen");
    row("a name", u"--workspace x --listen example.org:80"_s, "--listen");
    row("no brackets", u"--workspace x --listen ::1:80"_s, "--listen");
    row("the world without TLS", u"--workspace x --listen 0.0.0.0:0"_s, "--insecure");
    row("the world by IPv6", u"--workspace x --listen [::]:0"_s, "--insecure");
    row("half of TLS", u"--workspace x --tls-key k"_s, "--tls-certificate");
    row("a token's option", u"--workspace x --role viewer"_s, "--role");
    row("a service's option", u"token list --workspace x --listen 127.0.0.1:0"_s, "--listen");
    row("no role", u"token create --workspace x --name n"_s, "--role");
    row("no name", u"token create --workspace x --role viewer"_s, "--name");
    row("a role that is none", u"token create --workspace x --name n --role none"_s, "--role");
    row("a role nobody knows", u"token create --workspace x --name n --role root"_s, "root");
    row("a time without a unit", u"token create --workspace x --name n --role viewer --ttl 90"_s,
        "--ttl");
    row("no time at all", u"token create --workspace x --name n --role viewer --ttl 0d"_s, "--ttl");
    row("a token nowhere", u"token list"_s, "--workspace");
}

void TokenCommandTest::whatCanNotBeUnderstoodIsNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const Ran ran = runDaemon(arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains(named), ran.err.constData());
}

void TokenCommandTest::helpAndVersionNeedNothingElse()
{
    const Ran help = runDaemon({u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("token create") && help.out.contains("--listen"));
    const Ran version = runDaemon({u"--version"_s});
    QCOMPARE(version.code, 0);
    QVERIFY2(version.out.startsWith("tierwatchd 0."), version.out.constData());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::TokenCommandTest)
#include "tokencommandtest.moc"
