// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bardelegate.h"

#include "theme/typography.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowHeight = 27, barHeight = 8, leastBar = 60;

QRect roomOf(const QRect& cell, const QModelIndex& index)
{
    const bool last = index.column() == index.model()->columnCount() - 1;
    return cell.adjusted(px(index.column() == 0 ? 14 : 8), 0, -px(last ? 14 : 8), -1);
}

int percentWidth(const QStyleOptionViewItem& option)
{
    return option.fontMetrics.horizontalAdvance(u"100.0%"_s) + px(8);
}

} // namespace

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const
{
    const Colors colors = Colors::of(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors(Token::Selection));
    if (index.row() < index.model()->rowCount() - 1)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          colors(Token::Grid));
    QRect room = roomOf(option.rect, index);
    if (const QVariant share = index.data(ShareRole); share.isValid())
        room = paintBar(*painter, room, share.toDouble(), option);
    const Token token = m_grey                          ? Token::TextSecondary
                        : index.data(CostRole).toBool() ? Token::Warning
                                                        : Token::TextPrimary;
    painter->setPen(colors(token));
    painter->setFont(option.font);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(
        room, static_cast<int>(alignment),
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
}

/// Gives the room that is left for the text.
QRect BarDelegate::paintBar(QPainter& painter, const QRect& room, double share,
                            const QStyleOptionViewItem& option) const
{
    const Colors colors = Colors::of(option.palette);
    QRectF track(room.left(), 0, room.width() - percentWidth(option), px(barHeight));
    track.moveTop(room.center().y() - track.height() / 2 + 0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::Track));
    painter.drawRoundedRect(track, 2, 2);
    track.setWidth(track.width() * std::clamp(share, 0.0, 1.0));
    painter.setBrush(colors(m_grey ? Token::NoSignal : Token::Memory));
    painter.drawRoundedRect(track, 2, 2);
    painter.restore();
    return room.adjusted(room.width() - percentWidth(option) + px(8), 0, 0, 0);
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int bar = index.data(ShareRole).isValid() ? px(leastBar) + percentWidth(option) : 0;
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {std::max(text, bar) - roomOf({}, index).width() + 2, px(rowHeight)};
}

bool BarDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                            const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data().toString();
    const bool cut =
        option.fontMetrics.horizontalAdvance(text) > roomOf(option.rect, index).width();
    QToolTip::showText(event->globalPos(), cut ? text : QString(), view);
    return true;
}

} // namespace tierwatch
