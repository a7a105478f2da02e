// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/companyfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

QString currencyCode(Currency currency)
{
    static const QStringList codes{u"RON"_s, u"EUR"_s, u"USD"_s};
    return codes[int(currency)];
}

QVariant costCentreName(CostCentre centre)
{
    static const QStringList names{u"production"_s, u"sales"_s, u"logistics"_s,
                                   u"administration"_s};
    return centre == CostCentre::None ? QVariant() : QVariant(names[int(centre) - 1]);
}

QString documentName(DocumentKind kind, int number)
{
    static const QStringList letters{u"FF "_s, u"FP "_s, u"EX "_s, u"BF "_s, u"NC "_s};
    return letters[int(kind)] + QString::number(number);
}

QVariant idOrNull(int id)
{
    return id > 0 ? QVariant(id) : QVariant();
}

} // namespace

CompanyFile::CompanyFile(const QString& path, const SampleCalendar& calendar)
    : m_calendar(calendar), m_file(path)
{
    m_file.runScript(u":/tierwatch/sample/company.sql"_s);
    m_file.exec(u"BEGIN"_s);
    m_partners = m_file.prepared(u"INSERT INTO partners VALUES (?,?,?,?,?,?,?,?)"_s);
    m_bankAccounts = m_file.prepared(u"INSERT INTO bank_accounts VALUES (?,?,?,?,?)"_s);
    m_invoices = m_file.prepared(u"INSERT INTO invoices VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    m_postings = m_file.prepared(u"INSERT INTO act VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    addAccounts();
}

void CompanyFile::addAccounts()
{
    QSqlQuery query = m_file.prepared(u"INSERT INTO accounts VALUES (?,?,?)"_s);
    for (const AccountInfo& account : chartOfAccounts()) {
        m_codes.append(QString::fromUtf16(account.code));
        m_file.insert(query, {m_codes.last(), QString::fromUtf16(account.name),
                              QString::fromUtf16(account.kind)});
    }
}

void CompanyFile::add(const Partner& partner)
{
    m_file.insert(m_partners, {partner.id, partner.name, partner.fiscalCode, partner.city,
                               partner.county, partner.supplier ? u"supplier"_s : u"customer"_s,
                               partner.paymentDays, partner.agent});
}

void CompanyFile::add(const BankAccount& account)
{
    m_file.insert(m_bankAccounts, {account.id, account.iban, account.bank,
                                   currencyCode(account.currency), m_codes[int(account.account)]});
}

void CompanyFile::add(const Invoice& invoice)
{
    const DocumentKind kind =
        invoice.issued ? DocumentKind::InvoiceIssued : DocumentKind::InvoiceReceived;
    m_file.insert(
        m_invoices,
        {invoice.id, invoice.issued ? u"issued"_s : u"received"_s, documentName(kind, invoice.id),
         invoice.partner, m_calendar.day(invoice.day).iso, dueDate(invoice.dueDay),
         invoice.settledDay < 0 ? QVariant() : QVariant(m_calendar.day(invoice.settledDay).iso),
         currencyCode(invoice.currency), invoice.rate / 10'000.0, invoice.net, invoice.vat,
         invoice.total(), invoice.totalInCurrency});
}

void CompanyFile::add(const Posting& posting)
{
    m_file.insert(m_postings,
                  {++m_lastPosting, m_calendar.day(posting.day).iso, m_codes[int(posting.debit)],
                   m_codes[int(posting.credit)], posting.amount, currencyCode(posting.currency),
                   posting.amountInCurrency > 0 ? QVariant(posting.amountInCurrency) : QVariant(),
                   idOrNull(posting.partner), idOrNull(posting.invoice),
                   idOrNull(posting.bankAccount), costCentreName(posting.costCentre),
                   documentName(posting.document, posting.documentNumber),
                   QString::fromUtf16(posting.text)});
}

void CompanyFile::finish()
{
    m_file.exec(u"COMMIT"_s);
    m_file.runScript(u":/tierwatch/sample/company-indexes.sql"_s);
    for (QSqlQuery* query : {&m_partners, &m_bankAccounts, &m_invoices, &m_postings})
        *query = QSqlQuery(); // the file can't close while they live
}

QString CompanyFile::dueDate(int day) const
{
    return day < m_calendar.size() ? m_calendar.day(day).iso
                                   : sampleFirstDay().addDays(day).toString(Qt::ISODate);
}

} // namespace tierwatch
