// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/monthlyroutine.h"
#include "sample/trading.h"

namespace tierwatch {

/// The books of one invented company, day by day, given to a sink. The same company, size and seed
/// give the same rows everywhere. One thread; sink and calendar must outlive it.
class CompanyBooks final
{
public:
    CompanyBooks(const SampleCompany& company, const SampleCalendar& calendar,
                 const PartnerWords& words, qint64 postings, quint64 seed, BookSink& sink);
    Q_DISABLE_COPY_MOVE(CompanyBooks)

    /// What is there before the first day.
    void open();
    /// Days in order, each once.
    void run(int day);

    [[nodiscard]] qint64 postings() const { return m_journal.count(); }

private:
    [[nodiscard]] int documentsOf(int day) const;

    const SampleCompany& m_company;
    BookSink& m_sink;
    Random m_random;
    ExchangeRates m_rates;
    PartnerBook m_partners;
    Journal m_journal;
    Trading m_trading;
    MonthlyRoutine m_routine;
    std::vector<qint64> m_documentsBefore; ///< by day, how many documents come earlier
};

} // namespace tierwatch
