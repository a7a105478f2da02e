// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <span>

namespace tierwatch {

/// The accounts that the sample's companies use, by what they are for.
enum class Account : quint8 {
    ShareCapital,
    RetainedResult,
    YearResult,
    BankLoan,
    Buildings,
    Equipment,
    EquipmentWear,
    RawMaterials,
    Goods,
    Suppliers,
    Customers,
    StaffPayable,
    SocialInsurance,
    HealthInsurance,
    WorkInsurance,
    WageTax,
    VatPayable,
    VatDeductible,
    VatCollected,
    BankLei,
    BankForeign,
    Cash,
    CashInTransit,
    MaterialsUsed,
    Utilities,
    GoodsSold,
    Repairs,
    Rent,
    Insurance,
    Fees,
    Transport,
    Telecom,
    BankFees,
    OtherServices,
    Wages,
    WorkInsuranceCost,
    Interest,
    ExchangeLoss,
    Wear,
    ServicesRendered,
    GoodsIncome,
    ExchangeGain,
    Count,
};

struct AccountInfo
{
    const char16_t* code;
    const char16_t* name;
    const char16_t* kind; ///< asset, liability, equity, expense or income
};

/// In the order of Account.
[[nodiscard]] std::span<const AccountInfo> chartOfAccounts();

[[nodiscard]] inline bool isExpense(Account account)
{
    return account >= Account::MaterialsUsed && account <= Account::Wear;
}
[[nodiscard]] inline bool isIncome(Account account)
{
    return account >= Account::ServicesRendered && account <= Account::ExchangeGain;
}

} // namespace tierwatch
