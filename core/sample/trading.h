// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/exchangerates.h"
#include "sample/journal.h"
#include "sample/partnerbook.h"
#include "sample/samplecalendar.h"
#include "sample/samplecompanies.h"

namespace tierwatch {

/// The daily business of one company: sales, purchases, cash, and the payments that follow when
/// partners keep their habits. One thread; what it is given must outlive it.
class Trading final
{
public:
    struct Parts
    {
        const SampleCompany& company;
        const SampleCalendar& calendar;
        const ExchangeRates& rates;
        const PartnerBook& partners;
        Journal& journal;
        BookSink& sink;
        Random& random;
    };

    explicit Trading(const Parts& parts);

    /// Payments that fall on the day, then so many new documents. Days in order.
    void run(int day, int documents);

private:
    struct Payment
    {
        Invoice invoice;
        qint64 inCurrency = 0;
        qint64 booked = 0; ///< the share of the invoice's total that it settles, in bani
    };

    void doBusiness(int day);
    void sell(int day);
    void buy(int day);
    void sellForCash(int day);
    void payExpense(int day);
    void bankCash(int day);

    [[nodiscard]] Invoice draft(const Partner& partner, int day, bool issued, qint64 netLei);
    [[nodiscard]] Posting entryFor(const Invoice& invoice, const char16_t* text) const;
    void postSale(const Invoice& invoice);
    void postPurchase(const Invoice& invoice, Account account);
    [[nodiscard]] Account pickPurchaseAccount();
    [[nodiscard]] qint64 pickAmount();
    [[nodiscard]] int vatPercent(int day) const;

    void planPayments(Invoice& invoice, const Partner& partner);
    void planPayment(const Invoice& invoice, qint64 inCurrency, qint64 booked, int day);
    void settle(const Payment& payment, int day);
    void settleReceivable(Posting entry, qint64 paid, qint64 booked);
    void settlePayable(Posting entry, qint64 paid, qint64 booked);

    Parts m_with;
    std::vector<std::vector<Payment>> m_payments; ///< by day
    int m_invoices = 0;
    int m_documents = 0;
};

} // namespace tierwatch
