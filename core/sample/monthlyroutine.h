// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/journal.h"
#include "sample/samplecalendar.h"

namespace tierwatch {

/// What a company's accountant does by the calendar: opening entries, wages, taxes, rent, wear, VAT
/// and closing the months. One thread; what it is given must outlive it.
class MonthlyRoutine final
{
public:
    MonthlyRoutine(const SampleCalendar& calendar, Journal& journal);

    void openBooks();
    /// What falls on the day; after the day's trading.
    void run(int day);

private:
    void payWages(int day);
    void payTaxes(int day);
    void payFixedCosts(int day);
    void bookWages(int day);
    void bookWear(int day);
    void settleVat(int day);
    void closeMonth(int day);
    void closeYear(int day);

    [[nodiscard]] qint64 incomeOfMonth() const;
    void note(int day, Account debit, Account credit, qint64 amount, const char16_t* text,
              CostCentre costCentre = CostCentre::None);
    void pay(int day, Account debit, qint64 amount, const char16_t* text);

    const SampleCalendar& m_calendar;
    Journal& m_journal;
    int m_notes = 0;
};

} // namespace tierwatch
