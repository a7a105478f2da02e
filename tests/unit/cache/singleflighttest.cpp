// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/singleflight.h"

#include "cache/stamps.h"
#include "support/latch.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

Answer answerOf(QByteArray value)
{
    Answer answer;
    answer.value = std::move(value);
    return answer;
}

} // namespace

class SingleFlightTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoComesWhileOneLoadsGetsItsValue();
    void whoComesWhileOneLoadsGetsItsError();
    void anOvertakenFlightIsNotJoined();
    void aWaiterThatComesLateIsAnsweredAtOnce();
    void stampsRiseAcrossThreadsAndRestarts();
    void stampsRiseAboveThoseOfARunThatCouldReserveNone();
    void aFailedReservationIsTriedAgain();
};

void SingleFlightTest::whoComesWhileOneLoadsGetsItsValue()
{
    SingleFlight flights;
    const auto yes = [](quint64) { return true; };
    const auto stamp = [] { return quint64(1); };
    const SingleFlight::Ticket leader = flights.enter("k", yes, stamp);
    QVERIFY(leader.leads);

    constexpr int count = 20;
    test::Latch entered(count);
    std::atomic<int> right = 0;
    std::vector<std::jthread> followers;
    followers.reserve(count);
    for (int i = 0; i < count; ++i) {
        followers.emplace_back([&] {
            const SingleFlight::Ticket ticket = flights.enter("k", yes, stamp);
            entered.count_down();
            const Result<Answer> answer = SingleFlight::wait(ticket);
            right += !ticket.leads && answer && answer->value == "v";
        });
    }
    entered.wait();
    flights.land("k", leader, answerOf("v"));
    followers.clear();
    QCOMPARE(right.load(), count);
    QVERIFY(flights.enter("k", yes, stamp).leads);
}

void SingleFlightTest::whoComesWhileOneLoadsGetsItsError()
{
    SingleFlight flights;
    const auto yes = [](quint64) { return true; };
    const auto stamp = [] { return quint64(1); };
    const SingleFlight::Ticket leader = flights.enter("k", yes, stamp);
    const SingleFlight::Ticket follower = flights.enter("k", yes, stamp);
    std::optional<Error> seen;
    SingleFlight::whenLanded(follower, [&](const Result<Answer>& r) { seen = r.error(); });
    flights.land("k", leader, Error{ErrorCode::Source, u"down"_s});
    QVERIFY(seen);
    QCOMPARE(seen->message, u"down"_s);
}

void SingleFlightTest::anOvertakenFlightIsNotJoined()
{
    SingleFlight flights;
    quint64 next = 1;
    quint64 barrier = 0;
    const auto valid = [&](quint64 stamp) { return stamp > barrier; };
    const auto take = [&] { return next++; };
    const SingleFlight::Ticket old = flights.enter("k", valid, take);
    barrier = next++;
    const SingleFlight::Ticket fresh = flights.enter("k", valid, take);
    QVERIFY(fresh.leads);
    flights.land("k", old, answerOf("old"));
    const SingleFlight::Ticket follower = flights.enter("k", valid, take);
    QVERIFY(!follower.leads);
    flights.land("k", fresh, answerOf("new"));
    QCOMPARE(SingleFlight::wait(follower)->value, QByteArray("new"));
}

void SingleFlightTest::aWaiterThatComesLateIsAnsweredAtOnce()
{
    SingleFlight flights;
    const SingleFlight::Ticket leader = flights.enter(
        "k", [](quint64) { return true; }, [] { return quint64(1); });
    flights.land("k", leader, answerOf("v"));
    bool called = false;
    SingleFlight::whenLanded(leader, [&](const Result<Answer>&) { called = true; });
    QVERIFY(called);
}

void SingleFlightTest::stampsRiseAcrossThreadsAndRestarts()
{
    quint64 kept = 1;
    std::mutex mutex;
    const auto reserve = [&](quint64 from, quint64 count) -> Result<quint64> {
        const std::lock_guard lock(mutex);
        const quint64 first = std::max(kept, from);
        kept = first + count;
        return first;
    };
    quint64 highest = 0;
    for (int run = 0; run < 3; ++run) {
        Stamps stamps(reserve);
        std::vector<std::vector<quint64>> taken(4);
        {
            std::vector<std::jthread> threads;
            threads.reserve(taken.size());
            for (auto& mine : taken)
                threads.emplace_back([&] {
                    for (int i = 0; i < 400'000; ++i)
                        mine.push_back(stamps.next());
                });
        }
        quint64 highestNow = highest;
        for (const auto& mine : taken) {
            QVERIFY(std::adjacent_find(mine.begin(), mine.end(), std::greater_equal<>()) ==
                    mine.end());
            QCOMPARE_GT(mine.front(), highest);
            highestNow = std::max(highestNow, mine.back());
        }
        QCOMPARE_LT(highestNow, kept);
        highest = highestNow;
    }
}

void SingleFlightTest::stampsRiseAboveThoseOfARunThatCouldReserveNone()
{
    const auto refuse = [](quint64, quint64) -> Result<quint64> {
        return Error{ErrorCode::Storage, u"full"_s};
    };
    constexpr quint64 kept = 1'350'000;
    Stamps without(refuse, kept);
    quint64 last = 0;
    for (int i = 0; i < 10'000; ++i)
        last = without.next();
    QCOMPARE_GT(last, kept);
    const auto grant = [](quint64 from, quint64) -> Result<quint64> { return from; };
    QCOMPARE_GT(Stamps(grant, kept).next(), last);
}

void SingleFlightTest::aFailedReservationIsTriedAgain()
{
    bool full = true;
    quint64 reserved = 0;
    const auto reserve = [&](quint64 from, quint64 count) -> Result<quint64> {
        if (full)
            return Error{ErrorCode::Storage, u"full"_s};
        reserved = from + count;
        return from;
    };
    Stamps stamps(reserve, 7);
    quint64 before = stamps.next();
    full = false;
    for (int i = 0; i < 3000; ++i) {
        const quint64 stamp = stamps.next();
        QCOMPARE_GT(stamp, before);
        before = stamp;
    }
    QCOMPARE_GT(reserved, before);
}

QTEST_GUILESS_MAIN(SingleFlightTest)
#include "singleflighttest.moc"
