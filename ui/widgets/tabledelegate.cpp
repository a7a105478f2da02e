// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tabledelegate.h"

#include "theme/typography.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

namespace tierwatch {

namespace {

constexpr int rowHeight = 30, headHeight = 28;
constexpr int outerPadding = 14, innerPadding = 8;

QRect textRect(const QRect& cell, const QModelIndex& index)
{
    const bool last = index.column() == index.model()->columnCount() - 1;
    return cell.adjusted(px(index.column() == 0 ? outerPadding : innerPadding), 0,
                         -px(last ? outerPadding : innerPadding), -1);
}

bool isCut(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    return option.fontMetrics.horizontalAdvance(index.data().toString()) >
           textRect(option.rect, index).width();
}

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option,
                     const QModelIndex& index, const Colors& colors)
{
    const QRect& cell = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(cell, colors(Token::Selection));
        if (index.column() == 0)
            painter.fillRect(QRect(cell.left(), cell.top(), px(3), cell.height()),
                             colors(Token::Accent));
    }
    if (index.row() < index.model()->rowCount() - 1)
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), colors(Token::Grid));
}

} // namespace

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const Colors colors = Colors::of(option.palette);
    paintBackground(*painter, option, index, colors);
    const QRect text = textRect(option.rect, index);
    painter->setPen(colors(m_grey ? Token::TextSecondary : Token::TextPrimary));
    painter->setFont(option.font);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(
        text, static_cast<int>(alignment),
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int padding = -textRect({}, index).width();
    const QString text = index.data().toString();
    return {option.fontMetrics.horizontalAdvance(text) + padding + 2, px(rowHeight)};
}

bool TableDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString hint = index.data(Qt::ToolTipRole).toString();
    const QString whole = isCut(option, index) ? index.data().toString() : QString();
    QToolTip::showText(event->globalPos(), hint.isEmpty() ? whole : hint, view);
    return true;
}

QTableView* makeTable(const QString& name, QWidget* parent)
{
    auto* table = new QTableView(parent);
    table->setAccessibleName(name);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    QHeaderView* heads = table->horizontalHeader();
    heads->setSectionResizeMode(QHeaderView::ResizeToContents);
    heads->setSectionsClickable(false);
    heads->setHighlightSections(false);
    followScale(table, [table] {
        table->verticalHeader()->setDefaultSectionSize(px(rowHeight));
        table->horizontalHeader()->setFixedHeight(px(headHeight));
    });
    return table;
}

} // namespace tierwatch
