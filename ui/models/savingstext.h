// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "models/verdict.h"
#include "theme/format.h"
#include "values/savings.h"

#include <array>

/// What the Savings page writes, worked out from the ledger. Pure functions; any thread.
namespace tierwatch {

/// The periods a person can choose, in the order of Alt+1 to Alt+4.
enum class Period { Day, Week, Month, Total };
inline constexpr std::array periods{Period::Day, Period::Week, Period::Month, Period::Total};

[[nodiscard]] std::optional<qint64> lengthOf(Period period);
/// How many days the chart beside it shows.
[[nodiscard]] qint64 daysFor(Period period);
/// "7 days": on the segmented control.
[[nodiscard]] QString shortName(Period period);
/// "the 7 days before"; empty for the total.
[[nodiscard]] QString beforePhrase(Period period);

/// "In the last 7 days the cache saved 8.6 million queries and 51 days of database time."
[[nodiscard]] QString savingsSentence(const Saved& saved, Period period, const Format& format);
/// How it is reckoned, and what is left out of it.
[[nodiscard]] QString reckoningText(const SavingsReport& report, const Names& names,
                                    const Format& format);
/// Which types pay, and which do not.
[[nodiscard]] Verdict savingsVerdict(const SavingsReport& report, const Names& names,
                                     const Format& format);

/// One row of a table of savings.
struct SavingsRow
{
    QString name;
    Saved saved;
    std::optional<Saved> before;
    std::optional<double> share; ///< percent of all database time saved; absent where it costs
    friend bool operator==(const SavingsRow&, const SavingsRow&) = default;
};
/// Those that saved most first.
[[nodiscard]] std::vector<SavingsRow> typeRows(const SavingsReport& report, const Names& names);
[[nodiscard]] std::vector<SavingsRow> companyRows(const SavingsReport& report, const Names& names);

} // namespace tierwatch
