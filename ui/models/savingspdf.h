// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savingstext.h"

namespace tierwatch {

/// What the report of the savings says, for people who never see the program.
struct SavingsPaper
{
    QString workspace;
    QString sentence;
    QString reckoning; ///< and what is simulated, if anything is
    QString before;    ///< what the trend is against; empty = there is none
    std::vector<SavedOnDay> days;
    qint64 todayMs = 0; ///< when the running day began, Unix ms
    qint64 dayCount = 7;
    std::vector<SavingsRow> companies;
    std::vector<SavingsRow> types;
    qint64 atMs = 0; ///< as of then
};

/// A PDF of A4 pages: the sentence, how it is reckoned, the days, companies and types. GUI thread.
[[nodiscard]] QByteArray savingsPdf(const SavingsPaper& paper);

} // namespace tierwatch
