// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/perthread.h"

#include "support/latch.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

std::atomic<int> living = 0;

/// Knows whether the thread that destroys it is the one that made it.
class Thing final
{
public:
    Thing() { ++living; }
    ~Thing()
    {
        --living;
        if (m_maker != std::this_thread::get_id())
            qFatal("destroyed by a foreign thread");
    }
    Q_DISABLE_COPY_MOVE(Thing)

private:
    std::thread::id m_maker = std::this_thread::get_id();
};

Result<std::unique_ptr<Thing>> make()
{
    return std::make_unique<Thing>();
}

} // namespace

class PerThreadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(living.load(), 0); }

    void aThreadKeepsItsOwn()
    {
        PerThread<Thing> things;
        Thing* const mine = *things.local(make);
        QCOMPARE(*things.local(make), mine);
        Thing* other = nullptr;
        std::jthread([&] { other = *things.local(make); }).join();
        QVERIFY(other != mine);
        QCOMPARE(living.load(), 1);
    }

    void twoOwnersDoNotShare()
    {
        PerThread<Thing> things;
        PerThread<Thing> others;
        QVERIFY(*things.local(make) != *others.local(make));
    }

    void theDestroyingThreadsOwnGoesAtOnce()
    {
        {
            PerThread<Thing> things;
            QVERIFY(things.local(make).ok());
        }
        QCOMPARE(living.load(), 0);
    }

    void anotherThreadsGoesAtItsNextUse()
    {
        auto things = std::make_unique<PerThread<Thing>>();
        Latch used(1);
        Latch gone(1);
        int afterwards = -1;
        std::jthread thread([&] {
            QVERIFY(things->local(make).ok());
            used.count_down();
            gone.wait();
            PerThread<Thing> next;
            QVERIFY(next.local(make).ok());
            afterwards = living;
        });
        used.wait();
        things.reset();
        QCOMPARE(living.load(), 1);
        gone.count_down();
        thread.join();
        QCOMPARE(afterwards, 1);
    }

    void whatIsDroppedIsMadeAnew()
    {
        PerThread<Thing> things;
        int made = 0;
        const auto count = [&] {
            ++made;
            return make();
        };
        QVERIFY(things.local(count).ok());
        things.drop();
        QCOMPARE(living.load(), 0);
        QVERIFY(things.local(count).ok());
        QCOMPARE(made, 2);
    }

    void aFailureIsToldAndTriedAgain()
    {
        PerThread<Thing> things;
        const auto failed = things.local([]() -> Result<std::unique_ptr<Thing>> {
            return Error{ErrorCode::Source, u"not today"_s};
        });
        QVERIFY(!failed.ok());
        QVERIFY(things.local(make).ok());
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::PerThreadTest)
#include "perthreadtest.moc"
