// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/guardedtier.h"
#include "cache/sqlitetier.h"
#include "storage/cachefile.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "support/wrappedtier.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class GuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void afterSomeFailuresTheDiskIsLeftAloneAndTriedAgainLater();
    void afterADiskErrorTheFileIsOpenedAnewAndLookedThrough();
    void anInvalidationThatTheFileRefusesIsKeptBesideItAndAppliedLater();
    void whatIsKeptBesideTheFileIsAppliedAtTheNextStart();
    void aPurgeThatIsKeptBesideTheFileIsStillOneAtTheNextStart();
    void aJournalThatWasCutInvalidatesEverything();
    void whatIsKeptNowhereIsAnErrorAndTheDiskIsNotTrusted();
    void aFileThatAnotherProgramLocksGetsItLater();
    void anUndoHasToWaitUntilTheFileIsInOrder();

private:
    [[nodiscard]] QString journal() const { return m_workspace->folder() + u"/barriers.journal"_s; }
    void makeEngine(const QString& journal, CacheFile* file = nullptr);
    QByteArray served(const QByteArray& value, int key = 1)
    {
        const auto answer =
            m_engine->fetch(requestOf(u"t"_s, key), [&]() -> Result<QByteArray> { return value; });
        return answer ? answer->value : QByteArray("error");
    }
    QByteArray servedFromDisk(const QByteArray& value, int key = 1)
    {
        m_engine->settle();
        m_engine->memory().clear();
        return served(value, key);
    }
    void passBreak()
    {
        m_clock.advanceMs(5000);
        m_engine->memory().clear();
        (void)served("probe", 99);
        m_engine->settle();
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    std::unique_ptr<CacheFile> m_file;
    WrappedTier* m_tier = nullptr;
    std::unique_ptr<CacheEngine> m_engine;
    QStringList m_warnings;
    std::mutex m_mutex;
};

void GuardTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
    m_warnings.clear();
    makeEngine(journal());
}

void GuardTest::cleanup()
{
    m_engine.reset();
    m_file.reset();
    m_workspace.reset();
}

void GuardTest::makeEngine(const QString& journal, CacheFile* file)
{
    m_engine.reset();
    WorkspaceCache& cache = m_workspace->cache();
    auto tier = std::make_unique<WrappedTier>(
        std::make_unique<SqliteTier>(file ? *file : cache.file(), m_clock));
    m_tier = tier.get();
    EngineOptions options;
    options.journalPath = journal;
    const EngineListeners listeners{{}, [this](const QString& sentence) {
                                        const std::lock_guard lock(m_mutex);
                                        m_warnings.append(sentence);
                                    }};
    m_engine = std::make_unique<CacheEngine>(options, std::move(tier), cache.switches(),
                                             cache.accounting(), m_clock, listeners);
}

void GuardTest::afterSomeFailuresTheDiskIsLeftAloneAndTriedAgainLater()
{
    served("old");
    m_engine->settle();
    int finds = 0;
    m_tier->onFind = [&] { ++finds; };
    m_tier->failing = true;
    for (int i = 0; i < 20; ++i) {
        m_engine->memory().clear();
        QCOMPARE(served("source"), "source");
    }
    QCOMPARE(finds, 5);
    QCOMPARE(m_warnings.size(), 1);
    // The probe fails: as long again.
    passBreak();
    QCOMPARE(m_warnings.size(), 1);
    m_tier->failing = false;
    QCOMPARE(servedFromDisk("source"), "source");
    passBreak();
    QCOMPARE(m_warnings.size(), 2);
    QCOMPARE(servedFromDisk("source"), "old");
}

void GuardTest::afterADiskErrorTheFileIsOpenedAnewAndLookedThrough()
{
    served("old");
    m_engine->settle();
    m_tier->failure = u"disk I/O error"_s;
    m_tier->failing = true;
    m_engine->memory().clear();
    QCOMPARE(served("source"), "source");
    m_tier->failing = false;
    // One such failure is enough; nothing is asked of the file until it was looked through.
    QCOMPARE(servedFromDisk("source"), "source");
    QVERIFY(m_engine->invalidate({.type = u"other"_s}, u"tester"_s));
    QVERIFY(QFile::exists(journal()));
    QCOMPARE(m_tier->repairs, 0);
    passBreak();
    QCOMPARE(m_tier->repairs, 1);
    QVERIFY(!QFile::exists(journal()));
    QCOMPARE(servedFromDisk("source"), "old");
    QVERIFY(m_engine->invalidate({}, u"tester"_s));
    QCOMPARE(servedFromDisk("new"), "new");
}

void GuardTest::anInvalidationThatTheFileRefusesIsKeptBesideItAndAppliedLater()
{
    served("old");
    m_engine->settle();
    m_tier->failing = true;
    QVERIFY(m_engine->invalidate({}, u"tester"_s));
    QVERIFY(QFile::exists(journal()));
    m_tier->failing = false;
    QCOMPARE(servedFromDisk("new"), "new");
    passBreak();
    QVERIFY(!QFile::exists(journal()));
    QCOMPARE(servedFromDisk("newer"), "newer"); // stored from now on
    QCOMPARE(servedFromDisk("newest"), "newer");
    makeEngine(journal());
    QCOMPARE(servedFromDisk("newest"), "newer");
    // Its rows are swept, too.
    m_engine->settle();
    QCOMPARE(OtherProgram(m_workspace->cachePath())
                 .first(u"SELECT count(*) FROM cache_entries WHERE data_json = 'old'"_s),
             u"0"_s);
}

void GuardTest::whatIsKeptBesideTheFileIsAppliedAtTheNextStart()
{
    served("old");
    m_engine->settle();
    m_tier->failing = true;
    QVERIFY(m_engine->invalidate({}, u"tester"_s));
    m_engine.reset();
    QVERIFY(QFile::exists(journal()));
    QVERIFY(m_workspace->restart());
    QVERIFY(!QFile::exists(journal()));
    const auto answer = m_workspace->engine().fetch(
        requestOf(u"t"_s, 1), []() -> Result<QByteArray> { return QByteArray("new"); });
    QCOMPARE(answer->value, "new");
}

void GuardTest::aPurgeThatIsKeptBesideTheFileIsStillOneAtTheNextStart()
{
    m_tier->failing = true;
    QVERIFY(m_engine->purge({.type = u"t"_s}, u"tester"_s));
    m_engine.reset();
    auto tier = std::make_unique<WrappedTier>(
        std::make_unique<SqliteTier>(m_workspace->cache().file(), m_clock));
    tier->failing = true; // so that it stays beside it
    EngineOptions options;
    options.journalPath = journal();
    GuardedTier guarded(std::move(tier), options, m_clock);
    const auto purges = guarded.purges();
    QVERIFY(purges);
    QCOMPARE(purges->size(), size_t(1));
    QCOMPARE(purges->front().scope.type, std::optional(u"t"_s));
}

void GuardTest::aJournalThatWasCutInvalidatesEverything()
{
    served("old");
    m_engine.reset();
    QFile file(journal());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("0123456789abcdef {\"stamp\":\"5\"}\n");
    file.close();
    makeEngine(journal());
    QVERIFY(!QFile::exists(journal()));
    QCOMPARE(served("new"), "new");
}

void GuardTest::whatIsKeptNowhereIsAnErrorAndTheDiskIsNotTrusted()
{
    makeEngine(m_workspace->folder() + u"/no/such/folder/barriers.journal"_s);
    served("old", 1);
    served("old", 2);
    m_engine->settle();
    m_tier->failing = true;
    const auto done = m_engine->invalidate({.cacheKey = u"another"_s}, u"tester"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Storage);
    m_tier->failing = false;
    QCOMPARE(servedFromDisk("new", 1), "new");
    passBreak();
    // Everything in it is invalidated, for the next run too.
    QCOMPARE(servedFromDisk("new", 2), "new");
    makeEngine(journal());
    QCOMPARE(servedFromDisk("newer", 2), "new");
}

void GuardTest::aFileThatAnotherProgramLocksGetsItLater()
{
    const QString path = m_workspace->folder() + u"/other.db"_s;
    auto file = CacheFile::open({path, CacheFileOptions::Mode::ReadWrite, 100}, m_clock);
    QVERIFY(file);
    m_file = *std::move(file);
    makeEngine(journal(), m_file.get());
    served("old");
    m_engine->settle();
    {
        OtherProgram other(path);
        QVERIFY(other.exec({u"BEGIN IMMEDIATE"_s}));
        QVERIFY(m_engine->invalidate({}, u"tester"_s));
        QVERIFY(QFile::exists(journal()));
        QCOMPARE(servedFromDisk("new"), "new");
        QVERIFY(other.exec({u"COMMIT"_s}));
    }
    passBreak();
    QVERIFY(!QFile::exists(journal()));
    QCOMPARE(OtherProgram(path).first(u"SELECT count(*) FROM tw_invalidations"_s), u"1"_s);
    QCOMPARE(servedFromDisk("newer"), "newer");
    QCOMPARE(servedFromDisk("newest"), "newer");
    m_engine.reset();
}

void GuardTest::anUndoHasToWaitUntilTheFileIsInOrder()
{
    served("old");
    m_engine->settle();
    const auto first = m_engine->invalidate({}, u"tester"_s);
    m_engine->settle();
    m_tier->failing = true;
    const auto second = m_engine->invalidate({.type = u"other"_s}, u"tester"_s);
    QVERIFY(second);
    m_tier->failing = false;
    QVERIFY(!m_engine->undo(first->id.value()));
    passBreak();
    QCOMPARE(m_engine->undo(first->id.value())->entries, 1);
    QCOMPARE(servedFromDisk("new"), "old");
    QVERIFY(m_engine->undo(second->id.value()));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::GuardTest)
#include "guardtest.moc"
