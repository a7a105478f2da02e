// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QPainter>

namespace tierwatch::icons {

namespace {

struct Bar
{
    QRectF rect; ///< on a grid of 32 x 32
    Token color;
};

constexpr QRgb tileLight = 0xFF1F2937;
constexpr QRgb tileDark = 0xFF0E1013;

} // namespace

void paintProgram(QPainter& painter, const QRectF& square, Scheme scheme)
{
    // The bars have the colours of the dark column in both schemes: their ground is dark.
    const Colors colors(Scheme::Dark);
    const bool dark = scheme == Scheme::Dark;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 32, square.height() / 32);
    painter.setPen(dark ? QPen(colors(Token::Border), 1) : QPen(Qt::NoPen));
    painter.setBrush(QColor::fromRgb(dark ? tileDark : tileLight));
    painter.drawRoundedRect(QRectF(1, 1, 30, 30), 7, 7);
    painter.setPen(Qt::NoPen);
    for (const Bar& bar : {Bar{{7, 8, 18, 4}, Token::Memory}, Bar{{7, 14, 13, 4}, Token::Disk},
                           Bar{{7, 20, 6, 4}, Token::Database}}) {
        painter.setBrush(colors(bar.color));
        painter.drawRoundedRect(bar.rect, 1, 1);
    }
    painter.restore();
}

QIcon program()
{
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintProgram(painter, QRectF(0, 0, side, side), Scheme::Light);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace tierwatch::icons
