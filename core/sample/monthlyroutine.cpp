// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/monthlyroutine.h"

#include <algorithm>

namespace tierwatch {
namespace {

constexpr qint64 lei = 100;

} // namespace

MonthlyRoutine::MonthlyRoutine(const SampleCalendar& calendar, Journal& journal)
    : m_calendar(calendar), m_journal(journal)
{
}

void MonthlyRoutine::openBooks()
{
    constexpr auto text = u"Opening balance";
    note(0, Account::BankLei, Account::ShareCapital, 24'000'000 * lei, text);
    note(0, Account::BankForeign, Account::ShareCapital, 6'000'000 * lei, text);
    note(0, Account::Goods, Account::ShareCapital, 3'000'000 * lei, text);
    note(0, Account::RawMaterials, Account::ShareCapital, 400'000 * lei, text);
    note(0, Account::Buildings, Account::RetainedResult, 9'500'000 * lei, text);
    note(0, Account::Equipment, Account::BankLoan, 7'200'000 * lei, text);
    note(0, Account::Cash, Account::ShareCapital, 20'000 * lei, text);
}

void MonthlyRoutine::run(int day)
{
    const SampleCalendar::Day& today = m_calendar.day(day);
    if (today.dayOfMonth == 5)
        payFixedCosts(day);
    if (today.dayOfMonth == 10)
        payWages(day);
    if (today.dayOfMonth == 25)
        payTaxes(day);
    if (!today.lastOfMonth)
        return;
    bookWages(day);
    bookWear(day);
    settleVat(day);
    closeMonth(day);
    if (today.month == 12)
        closeYear(day);
}

void MonthlyRoutine::payWages(int day)
{
    pay(day, Account::StaffPayable, -m_journal.balance(Account::StaffPayable), u"Wages");
}

void MonthlyRoutine::payTaxes(int day)
{
    for (const Account account : {Account::SocialInsurance, Account::HealthInsurance,
                                  Account::WorkInsurance, Account::WageTax, Account::VatPayable})
        pay(day, account, -m_journal.balance(account), u"Taxes of the month before");
}

void MonthlyRoutine::payFixedCosts(int day)
{
    pay(day, Account::Rent, 38'500 * lei, u"Rent");
    pay(day, Account::Insurance, 6'240 * lei, u"Insurance");
    pay(day, Account::BankFees, 1'185 * lei, u"Charges of the bank");
    pay(day, Account::Interest, 41'300 * lei, u"Interest on the loan");
    pay(day, Account::BankLoan, 60'000 * lei, u"Instalment of the loan");
}

void MonthlyRoutine::bookWages(int day)
{
    constexpr std::array<int, 4> sharesPermille{70, 35, 30, 25}; // of the month's income
    const qint64 income = incomeOfMonth();
    for (std::size_t i = 0; i < sharesPermille.size(); ++i) {
        const qint64 gross = income * sharesPermille[i] / 1000;
        const auto centre = CostCentre(i + 1);
        note(day, Account::Wages, Account::StaffPayable, gross, u"Wages", centre);
        note(day, Account::StaffPayable, Account::SocialInsurance, gross * 25 / 100,
             u"Social insurance", centre);
        note(day, Account::StaffPayable, Account::HealthInsurance, gross * 10 / 100,
             u"Health insurance", centre);
        note(day, Account::StaffPayable, Account::WageTax, gross * 65 / 1000, u"Tax on wages",
             centre);
        note(day, Account::WorkInsuranceCost, Account::WorkInsurance, gross * 225 / 10'000,
             u"Work insurance", centre);
    }
}

void MonthlyRoutine::bookWear(int day)
{
    note(day, Account::Wear, Account::EquipmentWear, 72'000 * lei, u"Wear of the month",
         CostCentre::Production);
}

void MonthlyRoutine::settleVat(int day)
{
    const qint64 collected = -m_journal.balance(Account::VatCollected);
    const qint64 deducted = std::min(collected, m_journal.balance(Account::VatDeductible));
    note(day, Account::VatCollected, Account::VatDeductible, deducted, u"VAT of the month");
    note(day, Account::VatCollected, Account::VatPayable, collected - deducted,
         u"VAT of the month");
}

void MonthlyRoutine::closeMonth(int day)
{
    for (int i = 0; i < int(Account::Count); ++i) {
        const auto account = Account(i);
        const qint64 balance = m_journal.balance(account);
        if (isExpense(account))
            note(day, Account::YearResult, account, balance, u"Closing of expenses");
        else if (isIncome(account))
            note(day, account, Account::YearResult, -balance, u"Closing of income");
    }
}

void MonthlyRoutine::closeYear(int day)
{
    const qint64 result = m_journal.balance(Account::YearResult);
    note(day, Account::YearResult, Account::RetainedResult, -result, u"Profit of the year");
    note(day, Account::RetainedResult, Account::YearResult, result, u"Loss of the year");
}

qint64 MonthlyRoutine::incomeOfMonth() const
{
    return -m_journal.balance(Account::GoodsIncome) - m_journal.balance(Account::ServicesRendered);
}

void MonthlyRoutine::note(int day, Account debit, Account credit, qint64 amount,
                          const char16_t* text, CostCentre costCentre)
{
    m_journal.post({.day = day,
                    .debit = debit,
                    .credit = credit,
                    .amount = amount,
                    .document = DocumentKind::Note,
                    .documentNumber = ++m_notes,
                    .text = text,
                    .costCentre = costCentre});
}

void MonthlyRoutine::pay(int day, Account debit, qint64 amount, const char16_t* text)
{
    m_journal.post(
        {.day = day,
         .debit = debit,
         .credit = Account::BankLei,
         .amount = amount,
         .document = DocumentKind::Statement,
         .documentNumber = ++m_notes,
         .text = text,
         .bankAccount = 1,
         .costCentre = isExpense(debit) ? CostCentre::Administration : CostCentre::None});
}

} // namespace tierwatch
