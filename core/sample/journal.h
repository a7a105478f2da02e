// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/bookrows.h"

#include <array>

namespace tierwatch {

/// The journal of one company: hands postings on and knows the balance of every account, which the
/// simulation steers by. One thread.
class Journal final
{
public:
    explicit Journal(BookSink& sink) : m_sink(sink) {}

    /// A posting of nothing is left out.
    void post(const Posting& posting)
    {
        if (posting.amount <= 0)
            return;
        m_balances[std::size_t(posting.debit)] += posting.amount;
        m_balances[std::size_t(posting.credit)] -= posting.amount;
        ++m_count;
        m_sink.add(posting);
    }

    /// Debits less credits, in bani.
    [[nodiscard]] qint64 balance(Account account) const { return m_balances[std::size_t(account)]; }
    [[nodiscard]] qint64 count() const { return m_count; }

private:
    BookSink& m_sink;
    std::array<qint64, std::size_t(Account::Count)> m_balances{};
    qint64 m_count = 0;
};

} // namespace tierwatch
