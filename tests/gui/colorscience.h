// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

namespace tierwatch::test {

/// Contrast of two colours after WCAG 2.2: 1 .. 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

enum class Vision { Normal, Deuteranopia, Protanopia, Tritanopia };

/// CIEDE2000 between two colours as eyes with this vision see them (Machado, Oliveira and Fernandes
/// 2009, severity 1, on linear RGB, clipped). 10 is plainly different side by side.
[[nodiscard]] double difference(const QColor& a, const QColor& b, Vision vision);
/// The least of all four visions.
[[nodiscard]] double leastDifference(const QColor& a, const QColor& b);

} // namespace tierwatch::test
