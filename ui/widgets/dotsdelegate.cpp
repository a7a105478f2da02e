// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dotsdelegate.h"

#include "widgets/legendlabel.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tierwatch {

namespace {

constexpr double dotSide = 9, margin = 2, leastWidth = 124;
constexpr double gridStep = 3; // decades

struct Dot
{
    LegendLabel::Mark mark;
    Token color;
    std::optional<double> ms;
};

double xOf(const Dots& dots, const QRectF& room, double ms)
{
    const double share =
        (std::log10(std::max(ms, 1e-6)) - dots.lowest) / (dots.highest - dots.lowest);
    return room.left() + std::clamp(share, 0.0, 1.0) * room.width();
}

void paintGrid(QPainter& painter, const Dots& dots, const QRectF& room, const Colors& colors)
{
    painter.setPen(colors(Token::Grid));
    for (double decade = dots.lowest; decade <= dots.highest; decade += gridStep) {
        const double x = std::round(xOf(dots, room, std::pow(10.0, decade))) + 0.5;
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()));
    }
}

void paintDots(QPainter& painter, const Dots& dots, const QRectF& room, const Colors& colors)
{
    const Dot all[] = {{LegendLabel::Mark::Diamond, Token::Database, dots.databaseMs},
                       {LegendLabel::Mark::Square, Token::Disk, dots.diskMs},
                       {LegendLabel::Mark::Circle, Token::Memory, dots.memoryMs}};
    double least = room.right();
    double most = room.left();
    for (const Dot& dot : all) {
        if (!dot.ms)
            continue;
        least = std::min(least, xOf(dots, room, *dot.ms));
        most = std::max(most, xOf(dots, room, *dot.ms));
    }
    painter.setPen(QPen(colors(Token::Border), 2));
    if (most > least)
        painter.drawLine(QPointF(least, room.center().y()), QPointF(most, room.center().y()));
    for (const Dot& dot : all) {
        if (!dot.ms)
            continue;
        QRectF box(0, 0, px(dotSide), px(dotSide));
        box.moveCenter({xOf(dots, room, *dot.ms), room.center().y()});
        LegendLabel::paintMark(painter, dot.mark, box, colors, dot.color);
    }
}

} // namespace

int DotsDelegate::contentWidth(const QFontMetrics&, const QModelIndex&) const
{
    return px(leastWidth);
}

void DotsDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                                const Colors& colors) const
{
    const auto dots = index.data(DotsRole).value<Dots>();
    if (!dots.memoryMs && !dots.diskMs && !dots.databaseMs)
        return TableDelegate::paintContent(painter, room, index, colors);
    painter.setOpacity(isGrey() ? 0.5 : 1);
    const QRectF axis = QRectF(room).adjusted(px(margin), 0, -px(margin), 0);
    paintGrid(painter, dots, axis, colors);
    paintDots(painter, dots, axis, colors);
}

} // namespace tierwatch
