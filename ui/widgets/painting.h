// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

class QPainter;
class QRectF;
class QWidget;

namespace tierwatch {

/// The focus ring of painted controls: 2 px accent, 2 px outside of `control`.
void paintFocusRing(QPainter& painter, const QRectF& control, double radius, const Colors& colors);

/// The filled circle with a number that marks an event on a chart and in a list; wider texts make
/// it a pill.
void paintEventMark(QPainter& painter, const QRectF& circle, const QString& text,
                    const Colors& colors);

/// Whether the system (or the test) wants things to move.
[[nodiscard]] bool isMotionWanted(const QWidget& widget);

} // namespace tierwatch
