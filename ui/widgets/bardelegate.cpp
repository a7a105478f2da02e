// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bardelegate.h"

#include "theme/typography.h"

#include <QPainter>

#include <algorithm>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double barHeight = 8, usualBar = 60, leastBar = 12;

int percentWidth(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(u"100.0%"_s) + px(8);
}

} // namespace

Token BarDelegate::inkOf(const QModelIndex& index) const
{
    const bool loss = !isGrey() && index.data(CostRole).toBool();
    return loss ? Token::Warning : TableDelegate::inkOf(index);
}

int BarDelegate::contentWidth(const QFontMetrics& metrics, const QModelIndex& index) const
{
    const int bar = index.data(ShareRole).isValid() ? px(usualBar) + percentWidth(metrics) : 0;
    return std::max(TableDelegate::contentWidth(metrics, index), bar);
}

void BarDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                               const Colors& colors) const
{
    const QVariant share = index.data(ShareRole);
    const int percent = percentWidth(painter.fontMetrics());
    if (!share.isValid() || room.width() - percent < px(leastBar))
        return TableDelegate::paintContent(painter, room, index, colors);
    QRectF track(room.left(), 0, room.width() - percent, px(barHeight));
    track.moveTop(room.center().y() - track.height() / 2 + 0.5);
    paintText(painter, room.adjusted(room.width() - percent + px(8), 0, 0, 0), index,
              index.data().toString());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::Track));
    painter.drawRoundedRect(track, 2, 2);
    track.setWidth(track.width() * std::clamp(share.toDouble(), 0.0, 1.0));
    painter.setBrush(colors(isGrey() ? Token::NoSignal : Token::Memory));
    painter.drawRoundedRect(track, 2, 2);
}

} // namespace tierwatch
