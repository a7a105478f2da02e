// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/freshness.h"
#include "widgets/agegrid.h"

namespace tierwatch {

/// The ages of a report in one unit, which the title of the grid names.
struct AgesShown
{
    AgeTable table;
    QString unit;    ///< "minutes"
    QString longest; ///< "60 min", the longest life any entry was given; empty = no entry
};
[[nodiscard]] AgesShown agesShown(const FreshnessReport& report, const Names& names, qint64 nowMs);

/// The oldest of all; null where there is none.
[[nodiscard]] const AnswerAge* oldestOf(const FreshnessReport& report);
/// A company by its name; entries of none have a name too.
[[nodiscard]] QString companyOf(std::optional<qint64> company, const Names& names);
/// Raw numbers and ISO 8601 UTC, English heads.
[[nodiscard]] QByteArray agesCsv(const FreshnessReport& report, const Names& names);

} // namespace tierwatch
