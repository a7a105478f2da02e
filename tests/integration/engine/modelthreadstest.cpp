// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QRandomGenerator>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Several threads ask while one changes the source and invalidates. Every value carries the
/// version of its key at the source; a request is never answered with less than was promised for
/// its key before it began. TIERWATCH_SEED plays the same changes again.
class ModelThreadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyGetsLessThanWasPromised_data();
    void nobodyGetsLessThanWasPromised();

private:
    static constexpr int keys = 12;
    static constexpr int readers = 4;
    static constexpr int rounds = 150;

    [[nodiscard]] static Request requestOf(int key);
    [[nodiscard]] static bool reaches(const Scope& scope, const Request& request);
    [[nodiscard]] Scope anyScope();
    void ask(quint32 seed, const std::stop_token& stop);
    void change();
    void mistakeAndUndo();
    void disturb();
    void waitForReaders();

    CacheEngine& engine() { return m_workspace->engine(); }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    QRandomGenerator m_random;
    std::array<std::atomic<int>, keys> m_source{};
    std::array<std::atomic<int>, keys> m_promised{};
    std::atomic<qint64> m_requests = 0;
    std::atomic<qint64> m_hits = 0;
    std::atomic<int> m_tooOld = 0;
    std::atomic<int> m_failed = 0;
    qint64 m_cameBack = 0;
};

Request ModelThreadsTest::requestOf(int key)
{
    Request request =
        test::requestOf(key % 2 ? u"odd"_s : u"even"_s, key, key % 4 < 2 ? u"ana"_s : u"bob"_s);
    request.companyId = key % 3;
    request.tags = {u"tag%1"_s.arg(key % 5)};
    return request;
}

bool ModelThreadsTest::reaches(const Scope& scope, const Request& request)
{
    return (!scope.type || *scope.type == request.type) &&
           (!scope.companyId || scope.companyId == request.companyId) &&
           (!scope.username || scope.username == request.username) &&
           (!scope.tag || request.tags.contains(*scope.tag)) &&
           (!scope.cacheKey || scope.cacheKey->toUtf8() == CacheKey::of(request)->text());
}

Scope ModelThreadsTest::anyScope()
{
    const int key = static_cast<int>(m_random.bounded(keys));
    const Request request = requestOf(key);
    switch (m_random.bounded(7)) {
    case 0:
        return {};
    case 1:
        return {.companyId = request.companyId};
    case 2:
        return {.type = request.type};
    case 3:
        return {.companyId = request.companyId, .type = request.type};
    case 4:
        return {.username = request.username};
    case 5:
        return {.tag = request.tags.first()};
    default:
        return {.cacheKey = QString::fromUtf8(CacheKey::of(request)->text())};
    }
}

void ModelThreadsTest::ask(quint32 seed, const std::stop_token& stop)
{
    QRandomGenerator random(seed);
    while (!stop.stop_requested()) {
        const auto key = static_cast<size_t>(random.bounded(keys));
        const int atLeast = m_promised[key];
        const auto answer =
            engine().fetch(requestOf(static_cast<int>(key)), [&]() -> Result<QByteArray> {
                const int version = m_source[key];
                // Some are overtaken by an invalidation, and by those who ask after it.
                for (quint32 turns = random.bounded(100U); turns > 0; --turns)
                    std::this_thread::yield();
                return QByteArray::number(version);
            });
        m_failed += !answer;
        m_tooOld += answer && answer->value.toInt() < atLeast;
        m_hits += answer && answer->origin != Origin::Database;
        ++m_requests;
    }
}

/// What changes at the source is promised once its invalidation has returned.
void ModelThreadsTest::change()
{
    const Scope scope = anyScope();
    std::array<int, keys> versions{};
    for (size_t key = 0; key < keys; ++key)
        versions[key] = m_source[key] += reaches(scope, requestOf(static_cast<int>(key)));
    const bool purges = m_random.bounded(8) == 0;
    const auto done =
        purges ? engine().purge(scope, u"tester"_s) : engine().invalidate(scope, u"tester"_s);
    QVERIFY(done);
    for (size_t key = 0; key < keys; ++key) {
        if (reaches(scope, requestOf(static_cast<int>(key))))
            m_promised[key] = versions[key];
    }
}

/// Nothing changed at the source, but something may while it is out: that stays away.
void ModelThreadsTest::mistakeAndUndo()
{
    engine().settle(); // only what is on disk can come back
    const auto done = engine().invalidate(anyScope(), u"tester"_s);
    QVERIFY(done && done->id);
    if (m_random.bounded(2) == 0)
        change();
    const auto undone = engine().undo(*done->id);
    QVERIFY(undone);
    m_cameBack += undone->entries;
}

void ModelThreadsTest::disturb()
{
    switch (m_random.bounded(4)) {
    case 0:
        return engine().memory().clear();
    case 1:
        return engine().settle();
    case 2:
        return m_clock.advanceMs(m_random.bounded(2) == 0 ? 10 : 400'000);
    default:
        QVERIFY(engine().cleanUp());
    }
}

/// Until each had time to ask for most keys.
void ModelThreadsTest::waitForReaders()
{
    const qint64 enough = m_requests + keys;
    while (m_requests < enough)
        std::this_thread::yield();
}

void ModelThreadsTest::nobodyGetsLessThanWasPromised_data()
{
    QTest::addColumn<quint32>("seed");
    bool given = false;
    const auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("TIERWATCH_SEED", &given));
    const auto byTime = static_cast<quint32>(SystemClock().wallMs() % 1'000'000);
    QTest::addRow("seed %u", given ? seed : byTime) << (given ? seed : byTime);
    if (!given)
        QTest::addRow("seed 1") << 1U;
}

void ModelThreadsTest::nobodyGetsLessThanWasPromised()
{
    QFETCH(quint32, seed);
    m_random.seed(seed);
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
    {
        std::vector<std::jthread> threads;
        threads.reserve(readers);
        for (quint32 i = 0; i < readers; ++i)
            threads.emplace_back(
                [this, i, seed](const std::stop_token& stop) { ask(seed + i, stop); });
        for (int round = 0; round < rounds && !QTest::currentTestFailed(); ++round) {
            m_random.bounded(3) == 0 ? mistakeAndUndo() : change();
            if (m_random.bounded(3) == 0)
                disturb();
            waitForReaders();
        }
    }
    qInfo() << "requests" << m_requests << "hits" << m_hits << "came back" << m_cameBack;
    QCOMPARE(m_tooOld.load(), 0);
    QCOMPARE(m_failed.load(), 0);
    QCOMPARE_GT(m_hits.load(), rounds);
    QCOMPARE_GT(m_cameBack, 0);
    m_workspace.reset();
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ModelThreadsTest)
#include "modelthreadstest.moc"
