// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/meterdelegate.h"

#include "theme/typography.h"

#include <QPainter>

#include <algorithm>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double barWidth = 34, barHeight = 6, gap = 6;

} // namespace

Token MeterDelegate::inkOf(const QModelIndex& index) const
{
    const bool faded = index.data(FadedRole).toBool() || !index.data(ShareRole).isValid();
    return faded ? Token::TextSecondary : TableDelegate::inkOf(index);
}

int MeterDelegate::contentWidth(const QFontMetrics& metrics, const QModelIndex& index) const
{
    const int meter = px(barWidth + gap) + metrics.horizontalAdvance(u"100%"_s);
    return index.data(ShareRole).isValid()
               ? meter
               : std::max(meter, TableDelegate::contentWidth(metrics, index));
}

void MeterDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                                 const Colors& colors) const
{
    const QString text = index.data().toString();
    const QVariant share = index.data(ShareRole);
    if (!share.isValid()) {
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
        return;
    }
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
    QRectF bar(room.left(), 0, px(barWidth), px(barHeight));
    bar.moveTop(room.center().y() - bar.height() / 2 + 0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::Track));
    painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    const double filled = std::clamp(share.toDouble(), 0.0, 1.0);
    if (filled <= 0)
        return;
    bar.setWidth(std::max(bar.height(), bar.width() * filled));
    painter.setBrush(colors(index.data(FadedRole).toBool() ? Token::NoSignal : m_fill));
    painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2);
}

} // namespace tierwatch
