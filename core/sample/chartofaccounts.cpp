// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/chartofaccounts.h"

#include <array>

namespace tierwatch {
namespace {

constexpr std::array<AccountInfo, std::size_t(Account::Count)> accounts{{
    {u"1012", u"Share capital, paid in", u"equity"},
    {u"117", u"Retained result", u"equity"},
    {u"121", u"Result of the year", u"equity"},
    {u"1621", u"Long-term bank loans", u"liability"},
    {u"212", u"Buildings", u"asset"},
    {u"213", u"Plant and vehicles", u"asset"},
    {u"2813", u"Wear of plant and vehicles", u"asset"},
    {u"301", u"Raw materials", u"asset"},
    {u"371", u"Goods", u"asset"},
    {u"401", u"Suppliers", u"liability"},
    {u"4111", u"Customers", u"asset"},
    {u"421", u"Wages payable", u"liability"},
    {u"4315", u"Social insurance", u"liability"},
    {u"4316", u"Health insurance", u"liability"},
    {u"436", u"Work insurance", u"liability"},
    {u"444", u"Tax on wages", u"liability"},
    {u"4423", u"VAT payable", u"liability"},
    {u"4426", u"VAT deductible", u"asset"},
    {u"4427", u"VAT collected", u"liability"},
    {u"5121", u"Bank accounts in lei", u"asset"},
    {u"5124", u"Bank accounts in foreign currency", u"asset"},
    {u"5311", u"Cash in lei", u"asset"},
    {u"581", u"Transfers between own accounts", u"asset"},
    {u"601", u"Raw materials used", u"expense"},
    {u"605", u"Energy and water", u"expense"},
    {u"607", u"Cost of goods sold", u"expense"},
    {u"611", u"Repairs", u"expense"},
    {u"612", u"Rent", u"expense"},
    {u"613", u"Insurance", u"expense"},
    {u"622", u"Fees and commissions", u"expense"},
    {u"624", u"Transport", u"expense"},
    {u"626", u"Post and telecommunications", u"expense"},
    {u"627", u"Bank charges", u"expense"},
    {u"628", u"Other services", u"expense"},
    {u"641", u"Wages", u"expense"},
    {u"646", u"Work insurance paid by the employer", u"expense"},
    {u"666", u"Interest", u"expense"},
    {u"665", u"Loss from exchange rates", u"expense"},
    {u"6811", u"Depreciation", u"expense"},
    {u"704", u"Services rendered", u"income"},
    {u"707", u"Sales of goods", u"income"},
    {u"765", u"Gain from exchange rates", u"income"},
}};

} // namespace

std::span<const AccountInfo> chartOfAccounts()
{
    return accounts;
}

} // namespace tierwatch
