// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "ctlrun.h"
#include "support/reportingservice.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real tierwatchctl beside another program: one that has the workspace open, and a service of
/// another make with a cache file of its own.
class CtlBesideTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void lookingLeavesAWorkspaceAsItWas();
    void endsInOrderHoweverOften();
    void aWorkspaceIsWatchedBesideItsOwner();
    void settingsBesideAnOwnerAreThoseOfTheFile();
    void actingBesideAnOwnerNeedsControl();
    void aFileOfAnotherMakeIsRead();
    void aFileOfAnotherMakeIsActedOnWithControl();
    void whatIsNoCacheFileIsExplained();

private:
    /// Owns the workspace, as a program that serves from it does.
    [[nodiscard]] bool own();
    [[nodiscard]] CtlRun run(const QStringList& arguments) const
    {
        return CtlRun({u"--workspace"_s, m_sample->folder()}, arguments);
    }
    [[nodiscard]] QString reports() const { return m_folder->filePath(u"reports.db"_s); }
    [[nodiscard]] CtlRun onReports(const QStringList& arguments) const
    {
        return CtlRun({u"--file"_s, reports()}, arguments);
    }

    SystemClock m_clock;
    FakeClock m_serviceClock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReportingService> m_service;
    std::unique_ptr<CtlSample> m_sample;
    std::optional<Result<Workspace>> m_workspace;
    std::unique_ptr<WorkspaceCache> m_cache;
};

void CtlBesideTest::init()
{
    m_cache.reset();
    m_workspace.reset();
    m_sample = std::make_unique<CtlSample>();
    QVERIFY(m_sample->make());
    m_service.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_serviceClock.setWallMs(m_clock.wallMs());
    m_service = std::make_unique<ReportingService>(reports(), m_serviceClock);
    for (const qint64 company : {1, 2, 2})
        QVERIFY(!m_service->ask(u"invoices"_s, company, u"ana"_s).isEmpty());
}

bool CtlBesideTest::own()
{
    m_workspace = Workspace::open(m_sample->folder(), CtlRun::environment());
    if (!m_workspace->ok())
        return false;
    auto cache = WorkspaceCache::open(**m_workspace, m_clock);
    if (!cache)
        return false;
    m_cache = *std::move(cache);
    return true;
}

void CtlBesideTest::lookingLeavesAWorkspaceAsItWas()
{
    const auto file = [this] {
        QFile cache(m_sample->folder() + u"/cache.db"_s);
        return cache.open(QIODevice::ReadOnly) ? cache.readAll() : QByteArray();
    };
    const QByteArray before = file();
    for (const QString& command :
         {u"stats"_s, u"entries"_s, u"users"_s, u"watermarks"_s, u"log"_s, u"actions"_s})
        QCOMPARE(run({command}).exitCode, 0);
    QCOMPARE(file(), before);
    QVERIFY(!QFile::exists(m_sample->folder() + u"/tierwatch.lock"_s));
}

void CtlBesideTest::endsInOrderHoweverOften()
{
    for (int i = 0; i < 50; ++i)
        QCOMPARE(run({u"users"_s}).exitCode, 0);
}

void CtlBesideTest::aWorkspaceIsWatchedBesideItsOwner()
{
    QVERIFY(own());
    QVERIFY(run({u"stats"_s}).out.contains(u"entries on disk\t5\n"_s));
    QCOMPARE(run({u"watch"_s, u"--times"_s, u"2"_s}).lines().size(), 3);
    const CtlRun page = run({u"entries"_s, u"--json"_s});
    const QJsonObject first = page.object()[u"entries"_s].toArray()[0].toObject();
    const CtlRun told = run({u"explain"_s, first[u"digest"_s].toString(), u"--json"_s});
    QCOMPARE(told.object()[u"cache_key"_s], first[u"cache_key"_s]);
    QCOMPARE(run({u"invalidate"_s, u"--everything"_s, u"--preview"_s}).exitCode, 0);
}

/// What this environment sets says nothing of the owner's.
void CtlBesideTest::settingsBesideAnOwnerAreThoseOfTheFile()
{
    const auto isInEffect = [this](const QString& row) {
        return run({u"config"_s}).out.contains(row);
    };
    QVERIFY(isInEffect(u"cache/auto_invalidate\t\tenvironment\tfalse\n"_s));
    QVERIFY(own());
    const CtlRun beside = run({u"config"_s});
    QCOMPARE(beside.exitCode, 0);
    QVERIFY2(beside.out.contains(u"workspace/sample\t\tfile\ttrue\n"_s), qPrintable(beside.out));
    QVERIFY2(!beside.out.contains(u"\tenvironment\t"_s), qPrintable(beside.out));
    QVERIFY2(beside.err.contains(u"environment"_s), qPrintable(beside.err));
    QVERIFY(run({u"config"_s, u"--json"_s}).object()[u"settings"_s].toArray().size() > 10);
}

void CtlBesideTest::actingBesideAnOwnerNeedsControl()
{
    QVERIFY(own());
    const QStringList everything = {u"invalidate"_s, u"--everything"_s, u"--yes"_s, u"--json"_s};
    const CtlRun refused = run(everything);
    QCOMPARE(refused.exitCode, 4);
    QVERIFY2(refused.err.contains(u"ctlbesidetest"_s) && refused.err.contains(u"--control"_s),
             qPrintable(refused.err));
    const CtlRun done = run(everything + QStringList{u"--control"_s});
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.object()[u"entries"_s].toInt(), CtlSample::entries);
    QCOMPARE(run({u"entries"_s, u"--json"_s}).object()[u"entries"_s].toArray().size(), 0);
    const CtlRun flipped = run({u"switch"_s, u"global"_s, u"off"_s, u"--control"_s});
    QCOMPARE(flipped.exitCode, 5);
    QVERIFY2(flipped.err.contains(u"Switch there"_s), qPrintable(flipped.err));
}

void CtlBesideTest::aFileOfAnotherMakeIsRead()
{
    QVERIFY(onReports({u"stats"_s}).out.contains(u"entries on disk\t2\n"_s));
    QCOMPARE(onReports({u"log"_s}).lines().size(), 4);
    QVERIFY(onReports({u"users"_s}).out.contains(u"\nana\ton\t"_s));
    const QString key = ReportingService::keyOf(u"invoices"_s, 1, u"ana"_s);
    QVERIFY(onReports({u"explain"_s, key}).out.contains(u"found in\tdisk\n"_s));
    const CtlRun listed = onReports({u"entries"_s, u"--json"_s});
    QCOMPARE(listed.object()[u"entries"_s].toArray().size(), 2);
    QVERIFY2(listed.out.contains(key), qPrintable(listed.out));
    const CtlRun refused = onReports({u"cleanup"_s});
    QCOMPARE(refused.exitCode, 4);
    QVERIFY2(refused.err.contains(u"control"_s), qPrintable(refused.err));
}

void CtlBesideTest::aFileOfAnotherMakeIsActedOnWithControl()
{
    const QStringList first = {u"invalidate"_s, u"--company"_s, u"1"_s, u"--control"_s,
                               u"--json"_s};
    const CtlRun price = onReports(first + QStringList{u"--preview"_s});
    QCOMPARE(price.object()[u"entries"_s].toInt(), 1);
    QVERIFY(price.object()[u"caution"_s].toString().contains(u"memory"_s));
    QCOMPARE(onReports(first + QStringList{u"--yes"_s}).object()[u"entries"_s].toInt(), 1);
    QCOMPARE(m_service->file().first(u"SELECT count(*) FROM cache_entries"_s), u"1"_s);
    QCOMPARE(onReports({u"switch"_s, u"user"_s, u"ana"_s, u"off"_s, u"--control"_s}).exitCode, 0);
    QCOMPARE(
        m_service->file().first(u"SELECT count(*) FROM user_cache_settings WHERE username = 'ana' "
                                "AND cache_enabled = 0"_s),
        u"1"_s);
    QCOMPARE(m_service->file().first(u"PRAGMA integrity_check"_s), u"ok"_s);
}

void CtlBesideTest::whatIsNoCacheFileIsExplained()
{
    const QString nothing = m_folder->filePath(u"nothing.db"_s);
    const CtlRun missing({u"--file"_s, nothing}, {u"stats"_s});
    QCOMPARE(missing.exitCode, 6);
    QVERIFY2(missing.err.contains(nothing), qPrintable(missing.err));
    const QString path = m_folder->filePath(u"letter.txt"_s);
    QFile letter(path);
    QVERIFY(letter.open(QIODevice::WriteOnly));
    letter.write(QByteArray("This is a letter and no cache.\n").repeated(100));
    letter.close();
    const CtlRun other({u"--file"_s, path}, {u"stats"_s});
    QCOMPARE(other.exitCode, 6);
    QVERIFY2(other.err.contains(path), qPrintable(other.err));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CtlBesideTest)
#include "ctlbesidetest.moc"
