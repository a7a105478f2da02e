// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QIconEngine>
#include <QPainterPath>

#include <optional>

namespace tierwatch {

/// Paints one icon from its path, in the colour the palette has at that moment, at any scale.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(const QList<QPainterPath>& paths, std::optional<Token> color);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine* clone() const override;

private:
    QList<QPainterPath> m_paths; ///< on a grid of 16 x 16
    std::optional<Token> m_color;
};

} // namespace tierwatch
