// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QMargins>
#include <QSize>

#include <functional>

class QWidget;

namespace tierwatch {

/// The type scale. Points are those at a 10 pt system font; they grow with the application's font.
enum class TextStyle {
    Hero,         ///< 29, the one figure of a page
    Welcome,      ///< 21, title of the first-run page
    Figure,       ///< 19, KPI figures on Overview
    PageFigure,   ///< 17, KPI figures elsewhere
    DialogFigure, ///< 16
    Title,        ///< 15, page title
    Door,         ///< 13, empty states
    Lead,         ///< 12, first row of a small table
    Heading,      ///< 10, card titles, verdict words
    Body,         ///< 10
    Small,        ///< 9, legends, second lines
    Emphasis,     ///< 9 DemiBold, the amount in a small line
    Mark,         ///< 8.5, number in an event mark
    Code,         ///< 9, fixed pitch
};
[[nodiscard]] QFont textFont(TextStyle style);

/// Sizes in the code are logical pixels at a 10 pt font; all are multiplied by this.
[[nodiscard]] double uiScale();
/// A size in pixels: `logical` times the scale, rounded. GUI thread only, like all of this.
[[nodiscard]] int px(double logical);
[[nodiscard]] QSize pxSize(double width, double height);
[[nodiscard]] QMargins pxMargins(double left, double top, double right, double bottom);

/// Calls `apply` now and whenever the Theme has changed the font (so the scale), as long as
/// `widget` lives. For layout margins, spacings and fixed sizes.
void followScale(QWidget* widget, std::function<void()> apply);

} // namespace tierwatch
