// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QIcon>
#include <QPainterPath>

#include <optional>

class QPainter;

namespace tierwatch {

/// The icons by our own names ("overview", "invalidate", ...), drawn from paths at any scale. An
/// unknown name is a programming error and gives an empty icon with a warning. GUI thread only.
namespace icons {

/// In the palette's text colour (disabled: the disabled one), or in `color` where given.
[[nodiscard]] QIcon icon(const QString& name, std::optional<Token> color = {});
/// Paints the icon into `rect`, for delegates and painted widgets.
void paint(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);
/// A filled circle in `color`, 8 of 16 px: the dot before "Live".
[[nodiscard]] QIcon dot(Token color);
/// Shapes on a grid of 16 x 16, to be filled one after the other; empty if there is no such icon.
[[nodiscard]] QList<QPainterPath> paths(const QString& name);
[[nodiscard]] QStringList names();

/// The program's own icon, painted at all the sizes that windows ask for.
[[nodiscard]] QIcon program();
/// The program's icon on a square of `side` pixels; dark schemes get a border line.
void paintProgram(QPainter& painter, const QRectF& square, Scheme scheme);

} // namespace icons
} // namespace tierwatch
