// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/wake.h"

#include "support/latch.h"

#include <QTest>

#include <atomic>

namespace tierwatch::test {

namespace {

constexpr auto forEver = std::chrono::hours(1);

/// Counts what it is given, and stops when it goes.
class Worker final
{
public:
    ~Worker() { m_wake.stop(m_thread, m_mutex); }

    void give()
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_given;
        }
        m_wake.one();
    }
    [[nodiscard]] int done() const { return m_done; }

private:
    void work(const std::stop_token& stop)
    {
        Wake::Lock lock(m_mutex);
        while (!stop.stop_requested()) {
            if (m_wake.waitFor(lock, stop, forEver, [this] { return m_given > m_done; }))
                ++m_done;
        }
    }

    std::mutex m_mutex;
    Wake m_wake;
    int m_given = 0;
    std::atomic<int> m_done = 0;
    std::jthread m_thread{[this](const std::stop_token& stop) { work(stop); }};
};

} // namespace

class WakeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSleeperIsWokenForWhatItWaitsFor()
    {
        Worker worker;
        for (int i = 1; i <= 100; ++i) {
            worker.give();
            QTRY_COMPARE(worker.done(), i);
        }
    }

    void aSleeperIsWokenToStopHoweverTheRequestMeetsIt()
    {
        for (int i = 0; i < 2000; ++i) {
            Worker worker;
            if (i % 3 == 0)
                worker.give();
            if (i % 2 == 0)
                std::this_thread::yield();
        }
    }

    void whoSleptInVainIsToldSo()
    {
        std::mutex mutex;
        Wake wake;
        Wake::Lock lock(mutex);
        const auto never = [] { return false; };
        QVERIFY(!wake.waitFor(lock, {}, std::chrono::milliseconds(1), never));
        QVERIFY(!wake.waitUntil(lock, {}, std::chrono::steady_clock::now(), never));
        QVERIFY(wake.wait(lock, {}, [] { return true; }));
    }

    void stoppingWhatNeverStartedDoesNothing()
    {
        std::mutex mutex;
        Wake wake;
        std::jthread none;
        wake.stop(none, mutex);
        QVERIFY(!none.joinable());
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::WakeTest)
#include "waketest.moc"
