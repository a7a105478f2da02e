// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectiondelegate.h"

#include "models/connectionmodel.h"
#include "theme/tokens.h"
#include "theme/typography.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double rowHeight = 28, dotSide = 8, gap = 8, padding = 6;

void paintDot(QPainter& painter, const QRectF& dot, const QColor& colour, const Colors& colors)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour.isValid() ? colour : colors(Token::BorderStrong), 1.5));
    painter.setBrush(colour.isValid() ? QBrush(colour) : QBrush());
    painter.drawEllipse(dot);
}

/// At the right; gives how wide it is.
int paintWhere(QPainter& painter, const QRect& room, const QString& where, const Colors& colors)
{
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(Token::TextSecondary));
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, where);
    return painter.fontMetrics().horizontalAdvance(where);
}

void paintName(QPainter& painter, const QRect& room, const QString& name, TextStyle style,
               const Colors& colors)
{
    painter.setFont(textFont(style));
    painter.setPen(colors(Token::TextPrimary));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, room.width()));
}

} // namespace

void ConnectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    const Colors colors = Colors::of(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isUnderMouse = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    if (isSelected || (isUnderMouse && index.parent().isValid()))
        painter->fillRect(option.rect, colors(isSelected ? Token::Selection : Token::Hover));
    QRect room = option.rect.adjusted(px(padding), 0, -px(padding), 0);
    if (!index.parent().isValid()) {
        paintName(*painter, room, index.data().toString(), TextStyle::Heading, colors);
        painter->restore();
        return;
    }
    QRectF dot(0, 0, px(dotSide), px(dotSide));
    dot.moveCenter({room.left() + dot.width() / 2, QRectF(room).center().y()});
    paintDot(*painter, dot, index.data(ConnectionModel::ColourRole).value<QColor>(), colors);
    room.setLeft(room.left() + px(dotSide + gap));
    const QString where = index.data(ConnectionModel::WhereRole).toString();
    room.setRight(room.right() - paintWhere(*painter, room, where, colors) - px(gap));
    paintName(*painter, room, index.data().toString(), TextStyle::Body, colors);
    painter->restore();
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {px(rowHeight), px(rowHeight)};
}

} // namespace tierwatch
