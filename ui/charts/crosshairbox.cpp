// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/crosshairbox.h"

#include <QPainter>

namespace tierwatch {

namespace {

constexpr double padding = 10, markSide = 10, markGap = 6, columnGap = 16, distance = 10,
                 radius = 5;

struct BoxSize
{
    double nameWidth = 0, valueWidth = 0, rowHeight = 0, titleHeight = 0, width = 0, height = 0;
};

BoxSize measure(const QString& title, const std::vector<Reading>& readings)
{
    const QFontMetricsF small(textFont(TextStyle::Small));
    const QFontMetricsF heading(textFont(TextStyle::Heading));
    BoxSize size;
    for (const Reading& reading : readings) {
        size.nameWidth = std::max(size.nameWidth, small.horizontalAdvance(reading.look.name));
        size.valueWidth = std::max(size.valueWidth, small.horizontalAdvance(reading.text));
    }
    size.rowHeight = small.height() + px(2);
    size.titleHeight = heading.height() + px(2);
    const double row = px(markSide + markGap + columnGap) + size.nameWidth + size.valueWidth;
    size.width = std::ceil(std::max(row, heading.horizontalAdvance(title))) + 2 * px(padding);
    size.height = size.titleHeight + size.rowHeight * double(readings.size()) + 2 * px(padding);
    return size;
}

QRectF place(const BoxSize& size, const QRectF& plot, double x)
{
    const bool right = plot.right() - x >= x - plot.left();
    const double left = right ? x + px(distance) : x - px(distance) - size.width;
    return {std::round(left) + 0.5, std::round(plot.top() + px(8)) + 0.5, size.width, size.height};
}

} // namespace

void paintCrosshairBox(QPainter& painter, const QRectF& plot, double x, const QString& title,
                       const std::vector<Reading>& readings, const Colors& colors)
{
    const BoxSize size = measure(title, readings);
    const QRectF box = place(size, plot, x);
    painter.setPen(QPen(colors(Token::Border), 1));
    painter.setBrush(colors(Token::Surface));
    painter.drawRoundedRect(box, radius, radius);

    QRectF row = box.adjusted(px(padding), px(padding), -px(padding), 0);
    row.setHeight(size.titleHeight);
    painter.setFont(textFont(TextStyle::Heading));
    painter.setPen(colors(Token::TextPrimary));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.setFont(textFont(TextStyle::Small));
    row.translate(0, size.titleHeight);
    row.setHeight(size.rowHeight);
    for (const Reading& reading : readings) {
        QRectF mark(0, 0, px(markSide), px(markSide));
        mark.moveCenter({row.left() + mark.width() / 2, row.center().y()});
        LegendLabel::paintMark(painter, reading.look.mark, mark, colors, reading.look.color);
        painter.setPen(colors(Token::TextSecondary));
        painter.drawText(row.adjusted(px(markSide + markGap), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, reading.look.name);
        painter.setPen(colors(Token::TextPrimary));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, reading.text);
        row.translate(0, size.rowHeight);
    }
}

} // namespace tierwatch
