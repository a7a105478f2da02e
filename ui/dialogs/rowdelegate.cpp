// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/rowdelegate.h"

#include "theme/typography.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tierwatch {

namespace {

QRect textRect(const QRect& cell, const QModelIndex& index)
{
    const bool last = index.column() == index.model()->columnCount() - 1;
    return cell.adjusted(px(index.column() == 0 ? 14 : 8), 0, -px(last ? 14 : 8), -1);
}

bool isCut(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    return option.fontMetrics.horizontalAdvance(index.data().toString()) >
           textRect(option.rect, index).width();
}

} // namespace

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const
{
    const Colors colors = Colors::of(option.palette);
    const bool last = index.row() == index.model()->rowCount() - 1;
    if (!last)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          colors(Token::Grid));
    const QRect text = textRect(option.rect, index);
    painter->setPen(colors(m_color));
    painter->setFont(option.font);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(
        text, static_cast<int>(alignment),
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int padding = -textRect({}, index).width();
    const QString text = index.data().toString();
    return {option.fontMetrics.horizontalAdvance(text) + padding + 2, px(24)};
}

bool RowDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                            const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(),
                       isCut(option, index) ? index.data().toString() : QString(), view);
    return true;
}

} // namespace tierwatch
