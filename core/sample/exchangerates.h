// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/bookrows.h"
#include "sample/random.h"

#include <array>
#include <vector>

namespace tierwatch {

/// What a euro and a dollar cost on each day, wandering a little; the same for all companies.
/// Immutable; any thread.
class ExchangeRates final
{
public:
    ExchangeRates(int days, Random random);

    /// Lei for one unit, times 10,000.
    [[nodiscard]] int rate(Currency currency, int day) const;
    /// An amount of the currency in bani, rounded.
    [[nodiscard]] qint64 inBani(qint64 amount, Currency currency, int day) const;

private:
    std::array<std::vector<int>, 2> m_rates; ///< euro, dollar
};

} // namespace tierwatch
