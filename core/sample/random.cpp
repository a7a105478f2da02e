// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/random.h"

#include <algorithm>
#include <bit>

namespace tierwatch {
namespace {

quint64 splitMix64(quint64& state)
{
    state += 0x9E3779B97F4A7C15ULL;
    quint64 mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

} // namespace

Random::Random(quint64 seed)
{
    for (quint64& word : m_state)
        word = splitMix64(seed);
}

quint64 Random::next()
{
    const quint64 result = std::rotl(m_state[1] * 5, 7) * 9;
    const quint64 shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

WeightedChoice::WeightedChoice(std::span<const int> weights)
{
    quint32 sum = 0;
    for (const int weight : weights)
        m_upTo.push_back(sum += quint32(weight));
}

WeightedChoice WeightedChoice::zipf(int count, int flatness)
{
    std::vector<int> weights;
    weights.reserve(std::size_t(count));
    for (int rank = 0; rank < count; ++rank)
        weights.push_back(1'000'000 / (rank + flatness));
    return WeightedChoice(weights);
}

int WeightedChoice::pick(Random& random) const
{
    const auto found = std::ranges::upper_bound(m_upTo, random.below(m_upTo.back()));
    return int(found - m_upTo.begin());
}

} // namespace tierwatch
