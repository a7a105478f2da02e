// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "ctlrun.h"
#include "integration/daemon/daemon.h"
#include "interop/sixcalls.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real tierwatchctl on what the real tierwatchd publishes.
class CtlAttachTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_daemon.reset(); }

    void tellsWhatTheServicePublishes();
    void actsAsTheTokenMay();
    void aServiceThatDoesNotAnswerIsExplained();
    void withoutATokenNothingIsSent();
    void aTokenGoesInTheClearToAnotherMachineOnlyWhereThatIsWanted();
    void aServiceOfTheSixCallsAloneIsToldAndControlled();

private:
    [[nodiscard]] QString tokenFor(const QString& role);
    [[nodiscard]] CtlRun run(const QStringList& arguments, const QString& role = u"viewer"_s)
    {
        return CtlRun(
            {u"--attach"_s, m_daemon->url().toString(), u"--token-file"_s, tokenFor(role)},
            arguments);
    }

    CtlSample m_sample;
    std::unique_ptr<Daemon> m_daemon;
};

void CtlAttachTest::initTestCase()
{
    QVERIFY(m_sample.make());
    for (const QString& role : {u"viewer"_s, u"administrator"_s})
        QVERIFY(QFile::exists(tokenFor(role)));
    m_daemon = std::make_unique<Daemon>(
        QStringList{u"--workspace"_s, m_sample.folder(), u"--host-name"_s, u"0.0.0.0"_s},
        CtlRun::environment());
    QVERIFY(m_daemon->url().isValid());
}

/// A file with it, made at its first use.
QString CtlAttachTest::tokenFor(const QString& role)
{
    const QString path = m_sample.folder() + u"/token-"_s + role;
    if (QFile::exists(path))
        return path;
    const Ran made = runDaemon({u"token"_s, u"create"_s, u"--workspace"_s, m_sample.folder(),
                                u"--role"_s, role, u"--name"_s, role});
    QFile file(path);
    if (made.code == 0 && file.open(QIODevice::WriteOnly))
        file.write(made.out);
    return path;
}

void CtlAttachTest::tellsWhatTheServicePublishes()
{
    const CtlRun stats = run({u"stats"_s});
    QVERIFY2(stats.out.contains(u"entries on disk\t5\n"_s), qPrintable(stats.out + stats.err));
    const CtlRun page = run({u"entries"_s, u"--json"_s, u"--limit"_s, u"2"_s});
    const QJsonArray entries = page.object()[u"entries"_s].toArray();
    QCOMPARE(entries.size(), 2);
    const CtlRun told = run({u"explain"_s, entries[0].toObject()[u"digest"_s].toString()});
    QVERIFY2(told.out.contains(u"found in\tdisk\n"_s), qPrintable(told.out + told.err));
    QCOMPARE(run({u"watch"_s, u"--times"_s, u"2"_s}).lines().size(), 3);
    QCOMPARE(run({u"log"_s, u"--limit"_s, u"2"_s}).lines().size(), 3);
    QCOMPARE(run({u"export"_s, u"entries"_s}).lines().size(), CtlSample::entries + 1);
}

void CtlAttachTest::actsAsTheTokenMay()
{
    const QStringList everything = {u"invalidate"_s, u"--everything"_s, u"--yes"_s, u"--json"_s};
    QCOMPARE(run(everything).exitCode, 4);
    const CtlRun done = run(everything, u"administrator"_s);
    QCOMPARE(done.object()[u"entries"_s].toInt(), CtlSample::entries);
    const QString id = QString::number(done.object()[u"id"_s].toInteger());
    const CtlRun undone = run({u"undo"_s, id}, u"administrator"_s);
    QVERIFY2(undone.out.contains(u"brought back\t5\n"_s), qPrintable(undone.out + undone.err));
    const CtlRun flipped =
        run({u"switch"_s, u"user"_s, u"ana"_s, u"off"_s, u"--for"_s, u"10m"_s}, u"administrator"_s);
    QVERIFY2(flipped.out.startsWith(u"user\tana\toff\t"_s), qPrintable(flipped.out + flipped.err));
}

void CtlAttachTest::aServiceThatDoesNotAnswerIsExplained()
{
    const CtlRun none(
        {u"--attach"_s, u"http://127.0.0.1:1/api"_s, u"--token-file"_s, tokenFor(u"viewer"_s)},
        {u"stats"_s});
    QCOMPARE(none.exitCode, 6);
    QVERIFY2(none.err.contains(u"127.0.0.1"_s), qPrintable(none.err));
    QCOMPARE(CtlRun({u"--attach"_s, u"http://192.0.2.1/api"_s}, {u"stats"_s}).exitCode, 2);
}

void CtlAttachTest::withoutATokenNothingIsSent()
{
    const CtlRun none({u"--attach"_s, m_daemon->url().toString()}, {u"stats"_s});
    QCOMPARE(none.exitCode, 2);
    QVERIFY2(none.err.contains(u"TIERWATCH_TOKEN"_s), qPrintable(none.err));
}

/// 0.0.0.0 is no name of this machine, but leads to it.
void CtlAttachTest::aTokenGoesInTheClearToAnotherMachineOnlyWhereThatIsWanted()
{
    QUrl url = m_daemon->url();
    url.setHost(u"0.0.0.0"_s);
    const QStringList target{u"--attach"_s, url.toString(), u"--token-file"_s,
                             tokenFor(u"viewer"_s)};
    const CtlRun refused(target, {u"stats"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains(u"--insecure"_s), qPrintable(refused.err));
    const CtlRun asked(target, {u"stats"_s, u"--insecure"_s});
    QVERIFY2(asked.out.contains(u"entries on disk\t5\n"_s), qPrintable(asked.out + asked.err));
    QVERIFY2(asked.err.contains(u"0.0.0.0"_s), qPrintable(asked.err));
    const CtlRun here = run({u"stats"_s, u"--insecure"_s});
    QCOMPARE(here.exitCode, 0);
    QVERIFY2(here.err.isEmpty(), qPrintable(here.err));
    QCOMPARE(CtlRun({u"--workspace"_s, m_sample.folder()}, {u"stats"_s, u"--insecure"_s}).exitCode,
             2);
}

void CtlAttachTest::aServiceOfTheSixCallsAloneIsToldAndControlled()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    SixCalls six;
    QVERIFY(six.start());
    six.setReady(true);
    for (int i = 0; i < 2; ++i)
        six.ask(u"invoices"_s, 7, u"ana"_s);
    QFile token(m_sample.folder() + u"/token-of-six"_s);
    QVERIFY(token.open(QIODevice::WriteOnly) && token.write("token-of-ana") > 0);
    token.close();
    const QStringList target = {u"--attach"_s, six.url().toString(), u"--token-file"_s,
                                token.fileName()};
    const CtlRun stats(target, {u"stats"_s});
    QVERIFY2(stats.out.contains(u"hit rate in memory\t50"_s), qPrintable(stats.out + stats.err));
    QVERIFY2(!stats.out.contains(u"saved in 24 hours\t0"_s), qPrintable(stats.out));
    const CtlRun done(target, {u"invalidate"_s, u"--company"_s, u"7"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(done.object()[u"entries"_s].isNull() && done.object().contains(u"at_ms"_s),
             qPrintable(done.out + done.err));
    QCOMPARE(six.ask(u"invoices"_s, 7, u"ana"_s), u"database"_s);
    const CtlRun entries(target, {u"entries"_s});
    QVERIFY(entries.exitCode != 0);
    QVERIFY2(entries.err.contains(u"offers only"_s), qPrintable(entries.err));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CtlAttachTest)
#include "ctlattachtest.moc"
