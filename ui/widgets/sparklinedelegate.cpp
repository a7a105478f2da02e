// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparklinedelegate.h"

#include "theme/typography.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tierwatch {

namespace {

constexpr double usualWidth = 72, height = 18, lineWidth = 1.4;
constexpr float usualLowest = 50, highest = 100;

QPainterPath pathOf(const Sparkline& line, const QRectF& box)
{
    float lowest = usualLowest;
    for (const auto& point : line)
        lowest = point && *point < lowest ? 0 : lowest;
    QPainterPath path;
    bool isDown = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!line[i]) {
            isDown = false;
            continue;
        }
        const double share = std::clamp((*line[i] - lowest) / (highest - lowest), 0.0F, 1.0F);
        const QPointF at(box.left() + box.width() * double(i) / double(line.size() - 1),
                         box.bottom() - box.height() * share);
        isDown ? path.lineTo(at) : path.moveTo(at);
        if (!isDown)
            path.lineTo(at + QPointF(0.5, 0)); // a lone point shows, too
        isDown = true;
    }
    return path;
}

} // namespace

int SparklineDelegate::contentWidth(const QFontMetrics&, const QModelIndex&) const
{
    return px(usualWidth);
}

void SparklineDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                                     const Colors& colors) const
{
    const QVariant told = index.data(LineRole);
    if (!told.isValid())
        return;
    QRectF box(room.left(), 0, room.width(), px(height));
    box.moveTop(room.center().y() - box.height() / 2);
    painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), colors(Token::Grid));
    const auto line = told.value<Sparkline>();
    if (line.size() < 2)
        return;
    const bool faded = isGrey() || index.data(FadedRole).toBool();
    QPen pen(colors(faded ? Token::NoSignal : Token::TextSecondary), lineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(line, box.adjusted(0, 2, 0, -2)));
}

} // namespace tierwatch
