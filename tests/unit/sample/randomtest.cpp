// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/random.h"

#include <QTest>

namespace tierwatch::test {

class RandomTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNumbersAreThoseOfThePublishedGenerators()
    {
        // splitmix64 from 0 fills the state; xoshiro256** goes on from there.
        Random random(0);
        QCOMPARE(random.next(), 0x99EC5F36CB75F2B4ULL);
        QCOMPARE(random.next(), 0xBF6E1F784956452AULL);
        QCOMPARE(random.next(), 0x1A5F849D4933E6E0ULL);
    }

    void boundsAreKeptAndReached()
    {
        Random random(1);
        bool low = false;
        bool high = false;
        for (int i = 0; i < 10'000; ++i) {
            const int number = random.between(-3, 3);
            QVERIFY(number >= -3 && number <= 3);
            low |= number == -3;
            high |= number == 3;
            const double unit = random.unit();
            QVERIFY(unit >= 0 && unit < 1);
        }
        QVERIFY(low && high);
    }

    void weightsAreFollowed()
    {
        Random random(2);
        const WeightedChoice choice(std::array{700, 0, 300});
        std::array<int, 3> picked{};
        for (int i = 0; i < 100'000; ++i)
            ++picked[std::size_t(choice.pick(random))];
        QCOMPARE(picked[1], 0);
        QVERIFY(std::abs(picked[0] - 70'000) < 1'000);
    }

    void theLawOfZipfIsFollowed()
    {
        Random random(3);
        const WeightedChoice choice = WeightedChoice::zipf(100, 1);
        std::array<int, 100> picked{};
        for (int i = 0; i < 100'000; ++i)
            ++picked[std::size_t(choice.pick(random))];
        QVERIFY(std::abs(picked[0] / double(picked[1]) - 2) < 0.2);
        QVERIFY(std::abs(picked[0] / double(picked[9]) - 10) < 2);
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::RandomTest)
#include "randomtest.moc"
