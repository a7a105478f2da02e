// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/charttypes.h"

#include <vector>

namespace tierwatch {

/// The box beside a crosshair at `x`: a title, then a row a reading; on the side of the line that
/// has more room, within `plot`.
void paintCrosshairBox(QPainter& painter, const QRectF& plot, double x, const QString& title,
                       const std::vector<Reading>& readings, const Colors& colors);

} // namespace tierwatch
