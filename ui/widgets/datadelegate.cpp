// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datadelegate.h"

#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/chip.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double tickSide = 12, tickGap = 6, chipPadding = 8;
constexpr double iconSide = 16, iconGap = 6;

/// In line with the words on the chips above and below.
void paintTick(QPainter& painter, const QRect& cell, const QString& text, const Colors& colors)
{
    QRectF tick(0, 0, px(tickSide), px(tickSide));
    tick.moveCenter({cell.left() + px(chipPadding) + tick.width() / 2, QRectF(cell).center().y()});
    icons::paint(painter, u"tick"_s, tick, colors(Token::Ok));
    painter.drawText(cell.adjusted(px(chipPadding + tickSide + tickGap), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

/// The room that is left for the text.
QRect paintIcon(QPainter& painter, const QRect& cell, const QString& name, const Colors& colors)
{
    QRectF icon(0, 0, px(iconSide), px(iconSide));
    icon.moveCenter({cell.left() + icon.width() / 2, QRectF(cell).center().y()});
    icons::paint(painter, name, icon, colors(Token::TextSecondary));
    return cell.adjusted(px(iconSide + iconGap), 0, 0, 0);
}

} // namespace

Token DataDelegate::inkOf(const QModelIndex& index) const
{
    const QVariant color = index.data(ColorRole);
    return color.isValid() ? static_cast<Token>(color.toInt()) : TableDelegate::inkOf(index);
}

QFont DataDelegate::fontOf(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return textFont(index.data(EmphasisRole).toBool() ? TextStyle::Heading : TextStyle::Body);
}

int DataDelegate::contentWidth(const QFontMetrics& metrics, const QModelIndex& index) const
{
    if (index.data(StateRole).isValid())
        return chipSize(index.data().toString()).width();
    const int icon = index.data(IconRole).isValid() ? px(iconSide + iconGap) : 0;
    return icon + TableDelegate::contentWidth(metrics, index);
}

void DataDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                                const Colors& colors) const
{
    const QString text = index.data().toString();
    const QString brief = index.data(BriefRole).toString();
    const QVariant state = index.data(StateRole);
    const QString icon = index.data(IconRole).toString();
    const QRect left = icon.isEmpty() ? room : paintIcon(painter, room, icon, colors);
    const bool tooLong = painter.fontMetrics().horizontalAdvance(text) > left.width();
    if (!state.isValid())
        paintText(painter, left, index, tooLong && !brief.isEmpty() ? brief : text);
    else if (static_cast<State>(state.toInt()) == State::Ok)
        paintTick(painter, room, text, colors);
    else
        paintChip(painter, room, static_cast<State>(state.toInt()), text, colors);
}

} // namespace tierwatch
