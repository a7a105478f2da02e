// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/exchangerates.h"

#include <algorithm>

namespace tierwatch {

ExchangeRates::ExchangeRates(int days, Random random)
{
    struct Course
    {
        int start, least, most, step;
    };
    constexpr std::array<Course, 2> courses{
        {{49'700, 49'400, 51'200, 60}, {45'300, 42'800, 48'400, 240}}};
    for (std::size_t i = 0; i < courses.size(); ++i) {
        int rate = courses[i].start;
        for (int day = 0; day < days; ++day) {
            rate += random.between(-courses[i].step, courses[i].step);
            rate = std::clamp(rate, courses[i].least, courses[i].most);
            m_rates[i].push_back(rate);
        }
    }
}

int ExchangeRates::rate(Currency currency, int day) const
{
    if (currency == Currency::Lei)
        return 10'000;
    return m_rates[currency == Currency::Euro ? 0 : 1][std::size_t(day)];
}

qint64 ExchangeRates::inBani(qint64 amount, Currency currency, int day) const
{
    return (amount * rate(currency, day) + 5'000) / 10'000;
}

} // namespace tierwatch
