// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/bookrows.h"
#include "sample/samplecalendar.h"
#include "sample/samplefile.h"

#include <QSqlQuery>

namespace tierwatch {

/// Writes the books of one company to its file. One thread; the calendar must outlive it.
class CompanyFile final : public BookSink
{
public:
    CompanyFile(const QString& path, const SampleCalendar& calendar);

    void add(const Partner& partner) override;
    void add(const BankAccount& account) override;
    void add(const Invoice& invoice) override;
    void add(const Posting& posting) override;

    /// Stores the rows, then makes the indexes.
    void finish();
    [[nodiscard]] const Result<void>& state() const { return m_file.state(); }

private:
    void addAccounts();
    [[nodiscard]] QString dueDate(int day) const;

    const SampleCalendar& m_calendar;
    SampleFile m_file;
    QSqlQuery m_partners;
    QSqlQuery m_bankAccounts;
    QSqlQuery m_invoices;
    QSqlQuery m_postings;
    QStringList m_codes; ///< of the accounts, by Account
    qint64 m_lastPosting = 0;
};

} // namespace tierwatch
