// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/trading.h"

#include <algorithm>

namespace tierwatch {
namespace {

constexpr int neverPaidPermille = 18;
constexpr int inTwoPartsPermille = 120;
constexpr qint64 comfortableStock = 150'000'000; // 1.5 million lei

constexpr std::array<int, 4> documentWeights{550, 300, 100, 50};

Account bankOf(Currency currency)
{
    return currency == Currency::Lei ? Account::BankLei : Account::BankForeign;
}

int bankAccountOf(Currency currency)
{
    return int(currency) + 1;
}

qint64 share(qint64 amount, qint64 permille)
{
    return (amount * permille + 500) / 1000;
}

/// How many days after the due day a partner pays as a rule; each has its habit.
int habitOf(int partner)
{
    constexpr std::array habits{-3, 0, 0, 2, 4, 7, 10, 15, 25, 45};
    return habits[std::size_t(partner * 7919 % int(habits.size()))];
}

} // namespace

Trading::Trading(const Parts& parts) : m_with(parts), m_payments(std::size_t(parts.calendar.size()))
{
}

void Trading::run(int day, int documents)
{
    for (const Payment& payment : m_payments[std::size_t(day)])
        settle(payment, day);
    m_payments[std::size_t(day)] = {};
    for (int i = 0; i < documents; ++i)
        doBusiness(day);
    if (m_with.calendar.day(day).weekday == 5)
        bankCash(day);
}

void Trading::doBusiness(int day)
{
    static const WeightedChoice kind(documentWeights);
    switch (kind.pick(m_with.random)) {
    case 0:
        sell(day);
        break;
    case 1:
        buy(day);
        break;
    case 2:
        sellForCash(day);
        break;
    default:
        payExpense(day);
    }
}

void Trading::sell(int day)
{
    const Partner& customer = m_with.partners.pickCustomer(m_with.random);
    Invoice invoice = draft(customer, day, true, pickAmount());
    postSale(invoice);
    planPayments(invoice, customer);
    m_with.sink.add(invoice);
}

void Trading::buy(int day)
{
    const Partner& supplier = m_with.partners.pickSupplier(m_with.random);
    const Account account = pickPurchaseAccount();
    const bool shortOfStock =
        account == Account::Goods && m_with.journal.balance(Account::Goods) < comfortableStock;
    Invoice invoice = draft(supplier, day, false, pickAmount() * (shortOfStock ? 3 : 1));
    postPurchase(invoice, account);
    planPayments(invoice, supplier);
    m_with.sink.add(invoice);
}

void Trading::sellForCash(int day)
{
    Posting entry{.day = day,
                  .debit = Account::Cash,
                  .credit = Account::GoodsIncome,
                  .amount = pickAmount() / 12,
                  .document = DocumentKind::Receipt,
                  .documentNumber = ++m_documents,
                  .text = u"Cash sale",
                  .costCentre = CostCentre::Sales};
    m_with.journal.post(entry);
    entry.credit = Account::VatCollected;
    entry.amount = share(entry.amount, vatPercent(day) * 10);
    m_with.journal.post(entry);
}

void Trading::payExpense(int day)
{
    constexpr std::array accounts{Account::Transport, Account::Telecom, Account::OtherServices,
                                  Account::MaterialsUsed};
    const qint64 amount = pickAmount() / 25;
    if (m_with.journal.balance(Account::Cash) < amount)
        return;
    m_with.journal.post({.day = day,
                         .debit = accounts[m_with.random.below(accounts.size())],
                         .credit = Account::Cash,
                         .amount = amount,
                         .document = DocumentKind::Receipt,
                         .documentNumber = ++m_documents,
                         .text = u"Small expense",
                         .costCentre = CostCentre(m_with.random.between(1, 4))});
}

void Trading::bankCash(int day)
{
    Posting entry{.day = day,
                  .debit = Account::CashInTransit,
                  .credit = Account::Cash,
                  .amount = m_with.journal.balance(Account::Cash) / 2,
                  .document = DocumentKind::Statement,
                  .documentNumber = ++m_documents,
                  .text = u"Cash taken to the bank",
                  .bankAccount = bankAccountOf(Currency::Lei)};
    m_with.journal.post(entry);
    entry.debit = Account::BankLei;
    entry.credit = Account::CashInTransit;
    m_with.journal.post(entry);
}

Invoice Trading::draft(const Partner& partner, int day, bool issued, qint64 netLei)
{
    Invoice invoice{.id = ++m_invoices,
                    .issued = issued,
                    .partner = partner.id,
                    .day = day,
                    .dueDay = day + partner.paymentDays};
    if (m_with.random.permille(m_with.company.foreignPermille))
        invoice.currency = m_with.random.permille(700) ? Currency::Euro : Currency::Dollar;
    invoice.rate = m_with.rates.rate(invoice.currency, day);
    if (invoice.currency == Currency::Lei) {
        invoice.net = netLei;
        invoice.vat = share(netLei, vatPercent(day) * 10);
        invoice.totalInCurrency = invoice.total();
    } else { // across the border, without VAT
        invoice.totalInCurrency = netLei * 10'000 / invoice.rate;
        invoice.net = m_with.rates.inBani(invoice.totalInCurrency, invoice.currency, day);
    }
    return invoice;
}

Posting Trading::entryFor(const Invoice& invoice, const char16_t* text) const
{
    return {.day = invoice.day,
            .document =
                invoice.issued ? DocumentKind::InvoiceIssued : DocumentKind::InvoiceReceived,
            .documentNumber = invoice.id,
            .text = text,
            .partner = invoice.partner,
            .invoice = invoice.id,
            .currency = invoice.currency,
            .amountInCurrency = invoice.totalInCurrency};
}

void Trading::postSale(const Invoice& invoice)
{
    const bool goods = m_with.random.permille(m_with.company.goodsPermille);
    Posting entry = entryFor(invoice, goods ? u"Sale of goods" : u"Services rendered");
    entry.debit = Account::Customers;
    entry.credit = goods ? Account::GoodsIncome : Account::ServicesRendered;
    entry.amount = invoice.net;
    entry.costCentre = goods ? CostCentre::Sales : CostCentre::Production;
    m_with.journal.post(entry);
    entry.credit = Account::VatCollected;
    entry.amount = invoice.vat;
    m_with.journal.post(entry);
    if (!goods)
        return;
    entry.debit = Account::GoodsSold;
    entry.credit = Account::Goods;
    entry.amount = std::min(share(invoice.net, m_with.random.between(640, 800)),
                            m_with.journal.balance(Account::Goods));
    entry.text = u"Goods taken from stock";
    m_with.journal.post(entry);
}

void Trading::postPurchase(const Invoice& invoice, Account account)
{
    Posting entry = entryFor(invoice, u"Purchase");
    entry.debit = account;
    entry.credit = Account::Suppliers;
    entry.amount = invoice.net;
    entry.costCentre =
        isExpense(account) ? CostCentre(m_with.random.between(1, 4)) : CostCentre::None;
    m_with.journal.post(entry);
    entry.debit = Account::VatDeductible;
    entry.amount = invoice.vat;
    m_with.journal.post(entry);
}

Account Trading::pickPurchaseAccount()
{
    constexpr std::array expenses{Account::MaterialsUsed, Account::Utilities, Account::Repairs,
                                  Account::Fees,          Account::Transport, Account::Telecom,
                                  Account::OtherServices, Account::Transport};
    if (m_with.random.permille(m_with.company.goodsPermille))
        return Account::Goods;
    return expenses[m_with.random.below(expenses.size())];
}

qint64 Trading::pickAmount()
{
    // Quantiles in bani; between two of them every amount is as likely.
    constexpr std::array<int, 13> quantiles{2'900,     9'900,     24'000,   49'000,  85'000,
                                            138'000,   210'000,   320'000,  490'000, 780'000,
                                            1'350'000, 2'900'000, 9'600'000};
    const std::size_t step = m_with.random.below(quantiles.size() - 1);
    return m_with.random.between(quantiles[step], quantiles[step + 1]);
}

int Trading::vatPercent(int day) const
{
    static const int raised = SampleCalendar::number({2025, 8, 1});
    return day < raised ? 19 : 21;
}

void Trading::planPayments(Invoice& invoice, const Partner& partner)
{
    if (m_with.random.permille(neverPaidPermille))
        return;
    const int lateness = habitOf(partner.id) + m_with.random.between(-3, 6);
    const int first = std::max(invoice.day, invoice.dueDay + lateness);
    int last = first;
    if (m_with.random.permille(inTwoPartsPermille)) {
        last += m_with.random.between(10, 40);
        planPayment(invoice, invoice.totalInCurrency / 2, invoice.total() / 2, first);
        planPayment(invoice, invoice.totalInCurrency - invoice.totalInCurrency / 2,
                    invoice.total() - invoice.total() / 2, last);
    } else {
        planPayment(invoice, invoice.totalInCurrency, invoice.total(), first);
    }
    if (last < m_with.calendar.size())
        invoice.settledDay = last;
}

void Trading::planPayment(const Invoice& invoice, qint64 inCurrency, qint64 booked, int day)
{
    // What is paid on the day of the invoice comes after the day's payments were made.
    if (day == invoice.day)
        settle({invoice, inCurrency, booked}, day);
    else if (day < m_with.calendar.size())
        m_payments[std::size_t(day)].push_back({invoice, inCurrency, booked});
}

void Trading::settle(const Payment& payment, int day)
{
    const Invoice& invoice = payment.invoice;
    Posting entry =
        entryFor(invoice, invoice.issued ? u"Receipt from customer" : u"Payment to supplier");
    entry.day = day;
    entry.document = DocumentKind::Statement;
    entry.documentNumber = ++m_documents;
    entry.bankAccount = bankAccountOf(invoice.currency);
    entry.amountInCurrency = payment.inCurrency;
    const qint64 paid = invoice.currency == Currency::Lei
                            ? payment.booked
                            : m_with.rates.inBani(payment.inCurrency, invoice.currency, day);
    if (invoice.issued)
        settleReceivable(entry, paid, payment.booked);
    else
        settlePayable(entry, paid, payment.booked);
}

void Trading::settleReceivable(Posting entry, qint64 paid, qint64 booked)
{
    entry.debit = bankOf(entry.currency);
    entry.credit = Account::Customers;
    entry.amount = std::min(paid, booked);
    m_with.journal.post(entry);
    entry.text = u"Difference of exchange rates";
    if (paid > booked)
        entry.credit = Account::ExchangeGain;
    else
        entry.debit = Account::ExchangeLoss;
    entry.amount = std::abs(paid - booked);
    m_with.journal.post(entry);
}

void Trading::settlePayable(Posting entry, qint64 paid, qint64 booked)
{
    entry.debit = Account::Suppliers;
    entry.credit = bankOf(entry.currency);
    entry.amount = std::min(paid, booked);
    m_with.journal.post(entry);
    entry.text = u"Difference of exchange rates";
    if (paid > booked)
        entry.debit = Account::ExchangeLoss;
    else
        entry.credit = Account::ExchangeGain;
    entry.amount = std::abs(paid - booked);
    m_with.journal.post(entry);
}

} // namespace tierwatch
