// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verdict.h"
#include "values/watermarks.h"

namespace tierwatch {

/// What the words below need to know beside the company itself.
struct FreshnessLook
{
    const Names& names;
    const Format& format;
    bool watched = false; ///< the monitor checks by itself
    qint64 nowMs = 0;
};

[[nodiscard]] State stateOf(const CompanyWatermark& company);
/// "Current", "Behind", ...; "Checking" while the database is being asked.
[[nodiscard]] QString stateWord(const CompanyWatermark& company);
/// Larger is worse; what is shown first.
[[nodiscard]] int severity(const CompanyWatermark& company);
/// For how long it has been behind, at most; absent where it is not.
[[nodiscard]] std::optional<qint64> behindForMs(const CompanyWatermark& company, qint64 nowMs);
/// That long in words: seconds too, while they count.
[[nodiscard]] QString behindForText(qint64 ms, const Format& format);
/// What happened last, or what comes next.
[[nodiscard]] QString whatHappens(const CompanyWatermark& company, const FreshnessLook& look);
/// The same where there is little room; empty where it can't be any shorter.
[[nodiscard]] QString brieflyHappens(const CompanyWatermark& company, const FreshnessLook& look);
/// The last change in a sentence; empty where there was none.
[[nodiscard]] QString changeSentence(const CompanyWatermark& company, const FreshnessLook& look);
/// "12 postings", "1 posting".
[[nodiscard]] QString postingsText(qint64 postings);

/// How many companies are current, and what is the matter with the others.
[[nodiscard]] Verdict freshnessVerdict(const Watermarks& watermarks, const FreshnessLook& look);
/// What a check found, in one line: of one company or of all.
[[nodiscard]] QString checkedSentence(const Watermarks& watermarks, std::optional<qint64> companyId,
                                      const FreshnessLook& look);
/// Whose answers grow old once nobody watches, those that change most often first.
[[nodiscard]] QStringList autoOffText(const Watermarks& watermarks, const FreshnessLook& look);

} // namespace tierwatch
