// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/benchmarkprogress.h"
#include "values/catalog.h"
#include "values/events.h"
#include "values/freshness.h"
#include "values/history.h"
#include "values/invalidate.h"
#include "values/responsetimes.h"
#include "values/savings.h"
#include "values/stats.h"
#include "values/watermarks.h"

namespace tierwatch::test {

class FakeTarget;

/// Half past two of this day in local time; where all the data below end.
[[nodiscard]] qint64 workingDayMs();

/// A healthy cache with a history, six companies, six reports and a morning full of events.
void fillRich(FakeTarget& target);
/// A sample workspace that nobody has asked anything yet.
void fillEmptySample(FakeTarget& target);

[[nodiscard]] Stats richStats();
[[nodiscard]] History richHistory(const HistoryQuery& query);
[[nodiscard]] ResponseTimes richTimes();
[[nodiscard]] Events richEvents();
[[nodiscard]] SavingsReport richSavings(const SavingsQuery& query);
[[nodiscard]] Catalog richCatalog();
/// All six reports, some milliseconds to more than a second each.
[[nodiscard]] BenchmarkEstimate richEstimate(const BenchmarkPlan& plan);
/// Three runs: today's, in which one report failed, one of some hours before, and a cancelled one.
[[nodiscard]] Benchmarks richBenchmarks();
/// Dear for one company or everything; cheap for a company's single report; nothing for company 6.
[[nodiscard]] Preview richPreview(const Scope& scope);

/// Six companies: Delta Energy is behind, and the database does not tell of Dobrogea Logistics.
[[nodiscard]] Watermarks richWatermarks();
[[nodiscard]] FreshnessReport richFreshness();

} // namespace tierwatch::test
