// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <cstddef>
#include <vector>

/// What charts compute without painting. Pure functions; any thread.
namespace tierwatch::plot {

/// Indices of the points to draw, ascending: of each of `columns` pixel columns between `from` and
/// `to` those with the least and the greatest y. Points that are not finite are left out; points
/// outside the range too, but for the nearest on either side, to which the line runs on.
[[nodiscard]] std::vector<std::size_t> extremesPerColumn(const std::vector<QPointF>& points,
                                                         double from, double to, int columns);

/// A time rounded up to a whole pixel column, so that a live chart moves by whole columns.
[[nodiscard]] qint64 quantised(qint64 timeMs, qint64 lengthMs, int columns);

/// Distance of time labels (ms) so that there are at most `most`: 1 s .. 1 day, at round values.
[[nodiscard]] qint64 tickStep(qint64 lengthMs, int most);
/// Times (Unix ms) of the labels, at round values of local time.
[[nodiscard]] std::vector<qint64> timeTicks(qint64 fromMs, qint64 toMs, qint64 stepMs);

/// From 0, or from below it where values are, to above the greatest: 3 to 6 round values.
[[nodiscard]] std::vector<double> valueTicks(double least, double greatest);

/// The largest of a day, an hour, a minute and a second (ms) that the greatest duration of an axis
/// holds twice; else 1.
[[nodiscard]] double durationUnit(double greatestMs);

/// Moves ascending positions apart to `gap` at least, within lowest .. highest, as little as can
/// be.
[[nodiscard]] std::vector<double> spread(std::vector<double> positions, double gap, double lowest,
                                         double highest);

/// Groups ascending positions: one joins the group before it if it is closer than `gap` to that
/// group's first. Gives the number of positions in each group.
[[nodiscard]] std::vector<std::size_t> merged(const std::vector<double>& positions, double gap);

} // namespace tierwatch::plot
