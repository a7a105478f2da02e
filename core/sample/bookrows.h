// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sample/chartofaccounts.h"

namespace tierwatch {

enum class Currency : quint8 { Lei, Euro, Dollar };
enum class CostCentre : quint8 { None, Production, Sales, Logistics, Administration };
/// What an entry rests on; also the letters of its document number.
enum class DocumentKind : quint8 { InvoiceIssued, InvoiceReceived, Statement, Receipt, Note };

/// The rows of a company's books. Money is in bani or cents, days count from sampleFirstDay().
struct Partner
{
    int id = 0;
    QString name;
    QString fiscalCode;
    QString city;
    QString county;
    bool supplier = false;
    int paymentDays = 30;
    QString agent; ///< the user who looks after it
};

struct BankAccount
{
    int id = 0;
    QString iban;
    QString bank;
    Currency currency = Currency::Lei;
    Account account = Account::BankLei;
};

struct Invoice
{
    int id = 0;
    bool issued = true;
    int partner = 0;
    int day = 0;
    int dueDay = 0;
    Currency currency = Currency::Lei;
    int rate = 10'000; ///< lei for one unit of the currency, times 10,000
    qint64 net = 0;    ///< in bani
    qint64 vat = 0;
    qint64 totalInCurrency = 0;
    int settledDay = -1; ///< the last payment; -1 = still open on the last day

    [[nodiscard]] qint64 total() const { return net + vat; }
};

/// One line of the journal: the amount goes from the credit account to the debit account, which is
/// what keeps the books balanced.
struct Posting
{
    int day = 0;
    Account debit = Account::Cash;
    Account credit = Account::Cash;
    qint64 amount = 0;
    DocumentKind document = DocumentKind::Note;
    int documentNumber = 0;
    const char16_t* text = u"";
    int partner = 0; ///< 0 = none, as for the ones below
    int invoice = 0;
    int bankAccount = 0;
    CostCentre costCentre = CostCentre::None;
    Currency currency = Currency::Lei;
    qint64 amountInCurrency = 0;
};

/// Takes the rows of one company as they come into being, postings in the order of their days.
class BookSink
{
public:
    BookSink() = default;
    virtual ~BookSink() = default;
    Q_DISABLE_COPY_MOVE(BookSink)

    virtual void add(const Partner& partner) = 0;
    virtual void add(const BankAccount& account) = 0;
    virtual void add(const Invoice& invoice) = 0;
    virtual void add(const Posting& posting) = 0;
};

} // namespace tierwatch
