// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>
#include <span>
#include <vector>

namespace tierwatch {

/// Numbers that are the same on every machine for the same seed, which the standard library's
/// distributions do not promise. xoshiro256** by David Blackman and Sebastiano Vigna (2018), seeded
/// through splitmix64 by Sebastiano Vigna (2015), both in the public domain. Used by one thread at
/// a time.
class Random final
{
public:
    explicit Random(quint64 seed);

    [[nodiscard]] quint64 next();
    /// 0 to bound - 1.
    [[nodiscard]] quint32 below(quint32 bound) { return quint32(((next() >> 32) * bound) >> 32); }
    /// Both ends included.
    [[nodiscard]] int between(int low, int high)
    {
        return low + int(below(quint32(high - low) + 1));
    }
    [[nodiscard]] bool permille(int chance) { return int(below(1000)) < chance; }
    /// 0 to just under 1.
    [[nodiscard]] double unit() { return double(next() >> 11) * 0x1.0p-53; }

private:
    std::array<quint64, 4> m_state;
};

/// Picks an index by its weight. Any thread may read it.
class WeightedChoice final
{
public:
    explicit WeightedChoice(std::span<const int> weights);
    /// The law of Zipf: the weight of rank r, counted from 0, is 1 / (r + flatness).
    [[nodiscard]] static WeightedChoice zipf(int count, int flatness);

    [[nodiscard]] int pick(Random& random) const;

private:
    std::vector<quint32> m_upTo; ///< sums of the weights
};

} // namespace tierwatch
