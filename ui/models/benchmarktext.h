// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "models/verdict.h"
#include "values/benchmarkprogress.h"

/// What is said about benchmarks. Pure functions; any thread.
namespace tierwatch::benchmarktext {

/// The title of its type, or of itself where a type has several.
[[nodiscard]] QString report(const QString& query, const QString& type, const Names& names);
/// "About 2 min 10 s, 120 queries to the database."
[[nodiscard]] QString cost(const BenchmarkEstimate& estimate, const Format& format);
/// "Trial balance, round 7 of 20, 41 s left".
[[nodiscard]] QString progress(const BenchmarkProgress& progress, const Names& names,
                               const Format& format);
/// "12 reports, 20 rounds in 41 s".
[[nodiscard]] QString summary(const BenchmarkRun& run, const Format& format);
/// How many times faster the median from the fastest tier is than that from the database.
[[nodiscard]] std::optional<double> faster(const BenchmarkRow& row);
/// "5.5", "13", "790,000".
[[nodiscard]] QString factor(double times, const Format& format);
/// The run's database median against that of another run: "12% slower"; an en dash where the other
/// did not measure it.
[[nodiscard]] QString against(const BenchmarkRow& row, const BenchmarkRun* other,
                              const Format& format);
/// What the page says first: of the latest run, or that there is none.
[[nodiscard]] Verdict verdict(const BenchmarkRun* latest, qint64 nowMs, const Format& format);

/// The company that a run asked for and, where it is not the main one, the database; else empty.
[[nodiscard]] QString forWhom(const BenchmarkRun& run, const Names& names);
/// "Trial balance: year 2025", a line each; empty where all were as by default.
[[nodiscard]] QString parameters(const BenchmarkRun& run, const Names& names);

} // namespace tierwatch::benchmarktext
