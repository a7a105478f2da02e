// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplecalendar.h"

namespace tierwatch {

SampleCalendar::SampleCalendar()
{
    for (QDate date = sampleFirstDay(); date <= sampleLastDay(); date = date.addDays(1))
        m_days.push_back({date.toString(Qt::ISODate), date.month(), date.day(), date.dayOfWeek(),
                          date.day() == date.daysInMonth()});
}

std::vector<qint64> SampleCalendar::weights(const std::array<int, 12>& seasonPermille) const
{
    constexpr std::array<int, 7> weekdayPermille{1080, 1100, 1060, 1050, 1120, 260, 40};
    constexpr int growthPermilleADay = 3; // in tenths: about 11 % a year
    std::vector<qint64> weights;
    for (int number = 0; number < size(); ++number) {
        const Day& today = day(number);
        const qint64 weekday = weekdayPermille[std::size_t(today.weekday - 1)];
        const qint64 season = seasonPermille[std::size_t(today.month - 1)];
        weights.push_back(weekday * season * (10'000 + growthPermilleADay * number));
    }
    return weights;
}

} // namespace tierwatch
