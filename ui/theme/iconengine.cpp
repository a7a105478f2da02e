// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/iconengine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

namespace tierwatch {

IconEngine::IconEngine(const QList<QPainterPath>& paths, std::optional<Token> color)
    : m_paths(paths), m_color(color)
{
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State)
{
    const QPalette palette = QGuiApplication::palette();
    const Colors colors = Colors::of(palette);
    QColor color = colors(m_color.value_or(Token::TextPrimary));
    if (mode == QIcon::Disabled)
        color = colors(Token::TextDisabled);
    const double side = std::min(rect.width(), rect.height());
    // At the left of a wide rectangle: that is how buttons get room between icon and text.
    const QPointF corner(rect.left(), QRectF(rect).center().y() - side / 2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(corner);
    painter->scale(side / 16, side / 16);
    for (const QPainterPath& path : m_paths)
        painter->fillPath(path, color);
    painter->restore();
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QIconEngine* IconEngine::clone() const
{
    return new IconEngine(*this);
}

} // namespace tierwatch
