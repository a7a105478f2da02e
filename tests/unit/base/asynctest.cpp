// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/async.h"

#include <QTest>

#include <thread>

namespace tierwatch::test {

/// What follows a future follows it once, whenever the future ends.
class AsyncTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsAFutureThatHasEnded();
    void followsAFutureThatEndsLater();
    void followsAFutureThatEndsMeanwhileOnce();
    void isCancelledWithWhatItFollows();
};

void AsyncTest::followsAFutureThatHasEnded()
{
    const auto next = followed(ready(20), [](int value) { return value + 1; });
    QVERIFY(next.isFinished());
    QCOMPARE(next.result(), 21);
}

void AsyncTest::followsAFutureThatEndsLater()
{
    QPromise<int> promise;
    promise.start();
    const auto twice = [](int value) { return 2 * value; };
    const auto last = followed(followed(promise.future(), twice), twice);
    QVERIFY(!last.isFinished());
    promise.addResult(3);
    promise.finish();
    QCOMPARE(last.result(), 12);
}

void AsyncTest::followsAFutureThatEndsMeanwhileOnce()
{
    constexpr int times = 50'000;
    std::atomic<QPromise<int>*> current = nullptr;
    std::atomic<int> runs = 0;
    std::thread ending([&] {
        for (int i = 0; i < times; ++i) {
            QPromise<int>* taken = nullptr;
            while (!taken)
                taken = current.exchange(nullptr);
            const std::unique_ptr<QPromise<int>> promise(taken);
            promise->addResult(i);
            promise->finish();
        }
    });
    for (int i = 0; i < times; ++i) {
        auto promise = std::make_unique<QPromise<int>>();
        promise->start();
        const QFuture<int> future = promise->future();
        current = promise.release();
        auto next = followed(future, [&runs](int value) {
            ++runs;
            return value;
        });
        next.waitForFinished();
    }
    ending.join();
    QCOMPARE(runs, times);
}

void AsyncTest::isCancelledWithWhatItFollows()
{
    auto promise = std::make_unique<QPromise<int>>();
    promise->start();
    const auto next = followed(promise->future(), [](int value) { return value; });
    promise.reset();
    QVERIFY(next.isFinished() && next.isCanceled());
    QCOMPARE(next.resultCount(), 0);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::AsyncTest)
#include "asynctest.moc"
