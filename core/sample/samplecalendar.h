// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDate>
#include <QStringList>

#include <array>
#include <vector>

namespace tierwatch {

/// The days of the sample's books: three fiscal years, the last one up to a fixed day.
[[nodiscard]] inline QDate sampleFirstDay()
{
    return {2024, 1, 1};
}
[[nodiscard]] inline QDate sampleLastDay()
{
    return {2026, 10, 31};
}

/// The days by number from 0, with what the simulation asks of each. Immutable; any thread.
class SampleCalendar final
{
public:
    struct Day
    {
        QString iso;
        int month = 1;
        int dayOfMonth = 1;
        int weekday = 1; ///< 1 = Monday
        bool lastOfMonth = false;
    };

    SampleCalendar();

    [[nodiscard]] int size() const { return int(m_days.size()); }
    [[nodiscard]] const Day& day(int number) const { return m_days[std::size_t(number)]; }
    /// How busy each day is, for a company's seasons; weekends are quiet and business grows.
    [[nodiscard]] std::vector<qint64> weights(const std::array<int, 12>& seasonPermille) const;
    /// The number of a date, within the calendar.
    [[nodiscard]] static int number(QDate date) { return int(sampleFirstDay().daysTo(date)); }

private:
    std::vector<Day> m_days;
};

} // namespace tierwatch
