// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/sqlitetier.h"
#include "support/chaostier.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A source whose values are numbered; no request may be answered with one older than the last
/// invalidation allows, however the disk fails.
class ChaosTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whicheverOperationFailsNoValueIsWrong_data();
    void whicheverOperationFailsNoValueIsWrong();
    void withFailuresByChanceNoValueIsWrong();
    void aSlowDiskIsOnlySlow();

private:
    static constexpr int keys = 4;

    /// Its operations from one on fail, those of its start included.
    void makeEngine(int failFrom = 0, int failures = 1);
    static Request requestOf(int key);
    /// Asks for every key: it must be answered, and with nothing older than is allowed.
    void askAll(bool forgetMemory);
    void invalidate(int company);
    void mistakeAndUndo();
    void playThrough();
    void isInUseAgain();
    void holdsAfterARestart();

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    ChaosTier* m_chaos = nullptr;
    std::unique_ptr<CacheEngine> m_engine;
    int m_truth = 0;
    std::array<int, keys> m_atLeast{};
};

void ChaosTest::init()
{
    m_engine.reset();
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
    m_truth = 0;
    m_atLeast = {};
}

void ChaosTest::makeEngine(int failFrom, int failures)
{
    m_engine.reset();
    WorkspaceCache& cache = m_workspace->cache();
    auto tier = std::make_unique<ChaosTier>(std::make_unique<SqliteTier>(cache.file(), m_clock));
    m_chaos = tier.get();
    m_chaos->failFrom = failFrom;
    m_chaos->failures = failures;
    EngineOptions options;
    options.journalPath = m_workspace->folder() + u"/barriers.journal"_s;
    options.breakerFailures = 3;
    m_engine = std::make_unique<CacheEngine>(options, std::move(tier), cache.switches(),
                                             cache.accounting(), m_clock);
}

Request ChaosTest::requestOf(int key)
{
    Request request = test::requestOf(u"t"_s, key);
    request.companyId = key % 2;
    return request;
}

void ChaosTest::askAll(bool forgetMemory)
{
    if (forgetMemory)
        m_engine->memory().clear();
    const Loader loader = [this]() -> Result<QByteArray> { return QByteArray::number(m_truth); };
    for (int key = 0; key < keys; ++key) {
        const auto answer = m_engine->fetch(requestOf(key), loader);
        QVERIFY(answer);
        QCOMPARE_GE(answer->value.toInt(), m_atLeast[static_cast<size_t>(key)]);
        QCOMPARE_LE(answer->value.toInt(), m_truth);
    }
}

void ChaosTest::invalidate(int company)
{
    ++m_truth;
    const auto done = m_engine->invalidate({.companyId = company}, u"tester"_s);
    QVERIFY2(done, "the journal takes what the file does not");
    for (int key = 0; key < keys; ++key) {
        if (key % 2 == company)
            m_atLeast[static_cast<size_t>(key)] = m_truth;
    }
}

/// The source did not change: whatever comes back, and whatever does not, is right.
void ChaosTest::mistakeAndUndo()
{
    const auto done = m_engine->invalidate({}, u"tester"_s);
    QVERIFY(done);
    m_engine->settle();
    (void)m_engine->undo(done->id.value());
}

/// More than two hundred operations of the disk.
void ChaosTest::playThrough()
{
    for (int round = 0; round < 5; ++round) {
        askAll(false);
        m_engine->settle();
        askAll(true);
        askAll(true);
        invalidate(round % 2);
        askAll(false);
        m_engine->settle();
        askAll(true);
        mistakeAndUndo();
        askAll(true);
        (void)m_engine->cleanUp();
        (void)m_engine->storeSize();
        m_clock.advanceMs(2000);
        if (QTest::currentTestFailed())
            return;
    }
}

/// Once the failures are over, the disk answers again.
void ChaosTest::isInUseAgain()
{
    m_chaos->failFrom = 0;
    m_chaos->percent = 0;
    for (int i = 0; i < 3; ++i) {
        m_clock.advanceMs(6000);
        askAll(true);
        m_engine->settle();
    }
    m_engine->memory().clear();
    const Loader none = []() -> Result<QByteArray> { return Error{ErrorCode::Source, u"no"_s}; };
    for (int key = 0; key < keys; ++key) {
        const auto answer = m_engine->fetch(requestOf(key), none);
        QVERIFY2(answer, qPrintable(u"key %1 is not on the disk"_s.arg(key)));
        QCOMPARE(answer->origin, Origin::Disk);
    }
    QVERIFY(!QFile::exists(m_workspace->folder() + u"/barriers.journal"_s));
}

void ChaosTest::holdsAfterARestart()
{
    makeEngine();
    askAll(true);
}

void ChaosTest::whicheverOperationFailsNoValueIsWrong_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("step");
    QTest::newRow("one fails") << 1 << 1;
    QTest::newRow("ten in a row fail") << 10 << 5;
}

void ChaosTest::whicheverOperationFailsNoValueIsWrong()
{
    QFETCH(int, failures);
    QFETCH(int, step);
    int reached = 0;
    for (int n = 1; n <= 200; n += step) {
        makeEngine(n, failures);
        playThrough();
        reached += m_chaos->failed() > 0;
        // As a crash would find it: with what is in the file and in the journal.
        if (n % 10 == 1)
            holdsAfterARestart();
        isInUseAgain();
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"operation %1"_s.arg(n)));
    }
    QCOMPARE_GE(reached, 190 / step);
}

void ChaosTest::withFailuresByChanceNoValueIsWrong()
{
    makeEngine();
    for (const int percent : {5, 30, 80}) {
        m_chaos->percent = percent;
        for (int i = 0; i < 5; ++i)
            playThrough();
        QVERIFY(!QTest::currentTestFailed());
    }
    isInUseAgain();
    m_engine.reset();
    holdsAfterARestart();
}

void ChaosTest::aSlowDiskIsOnlySlow()
{
    makeEngine();
    m_chaos->delayMs = 10;
    playThrough();
    isInUseAgain();
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ChaosTest)
#include "chaostest.moc"
