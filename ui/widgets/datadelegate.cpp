// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datadelegate.h"

#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/chip.h"
#include "widgets/datatable.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double tickSide = 12, tickGap = 6, chipPadding = 8, barWidth = 3;

QFont fontOf(const QModelIndex& index)
{
    return textFont(index.data(EmphasisRole).toBool() ? TextStyle::Heading : TextStyle::Body);
}

QRect contentRect(const QRect& cell, const QModelIndex& index)
{
    const bool last = index.column() == index.model()->columnCount() - 1;
    return cell.adjusted(px(index.column() == 0 ? 14 : 8), 0, -px(last ? 14 : 8), -1);
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                 const Colors& colors)
{
    const auto* table = qobject_cast<const DataTable*>(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || (table && table->hoveredRow() == index.row()))
        painter.fillRect(option.rect, colors(selected ? Token::Selection : Token::Hover));
    if (index.row() < index.model()->rowCount() - 1)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         colors(Token::Grid));
    const bool current = table && table->currentIndex().row() == index.row();
    if (index.column() == 0 && current && selected)
        painter.fillRect(
            QRect(option.rect.left(), option.rect.top(), px(barWidth), option.rect.height() - 1),
            colors(Token::Accent));
}

/// In line with the words on the chips above and below.
void paintTick(QPainter& painter, const QRect& cell, const QString& text, const QColor& ink,
               const Colors& colors)
{
    QRectF tick(0, 0, px(tickSide), px(tickSide));
    tick.moveCenter({cell.left() + px(chipPadding) + tick.width() / 2, QRectF(cell).center().y()});
    icons::paint(painter, u"tick"_s, tick, colors(Token::Ok));
    painter.setPen(ink);
    painter.drawText(cell.adjusted(px(chipPadding + tickSide + tickGap), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

Token colorOf(const QModelIndex& index)
{
    const QVariant color = index.data(ColorRole);
    return color.isValid() ? static_cast<Token>(color.toInt()) : Token::TextPrimary;
}

/// The whole text, or the brief one where that does not fit.
QString fittingText(const QRect& cell, const QModelIndex& index, const QFontMetrics& metrics)
{
    const QString text = index.data().toString();
    const QString brief = index.data(BriefRole).toString();
    if (!brief.isEmpty() && metrics.horizontalAdvance(text) > cell.width())
        return metrics.elidedText(brief, Qt::ElideRight, cell.width());
    return metrics.elidedText(text, Qt::ElideRight, cell.width());
}

bool isCut(const QRect& cell, const QModelIndex& index)
{
    return !index.data(StateRole).isValid() &&
           QFontMetrics(fontOf(index)).horizontalAdvance(index.data().toString()) >
               contentRect(cell, index).width();
}

} // namespace

void DataDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Colors colors = Colors::of(*option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, index, colors);
    const QRect cell = contentRect(option.rect, index);
    const QString text = index.data().toString();
    const QVariant state = index.data(StateRole);
    const QColor ink = colors(colorOf(index));
    painter->setFont(fontOf(index));
    if (state.isValid() && static_cast<State>(state.toInt()) != State::Ok) {
        paintChip(*painter, cell, static_cast<State>(state.toInt()), text, colors);
    } else if (state.isValid()) {
        paintTick(*painter, cell, text, ink, colors);
    } else {
        painter->setPen(ink);
        const auto side = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->drawText(cell, static_cast<int>(side),
                          fittingText(cell, index, painter->fontMetrics()));
    }
    painter->restore();
}

QSize DataDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QString text = index.data().toString();
    const int padding = -contentRect({}, index).width();
    if (index.data(StateRole).isValid())
        return {chipSize(text).width() + padding, px(30)};
    return {QFontMetrics(fontOf(index)).horizontalAdvance(text) + padding + 2, px(30)};
}

bool DataDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    if (tip.isEmpty() && isCut(option.rect, index))
        tip = index.data().toString();
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

} // namespace tierwatch
