// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tabledelegate.h"

#include "theme/typography.h"
#include "widgets/datatable.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tierwatch {

namespace {

constexpr double headHeight = 28, outerPadding = 14, innerPadding = 8, barWidth = 3;

QRect roomIn(const QRect& cell, const QModelIndex& index)
{
    const bool last = index.column() == index.model()->columnCount() - 1;
    return cell.adjusted(px(index.column() == 0 ? outerPadding : innerPadding), 0,
                         -px(last ? outerPadding : innerPadding), -1);
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                 const Colors& colors)
{
    const QRect& cell = option.rect;
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const auto* table = qobject_cast<const DataTable*>(view);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || (table && table->hoveredRow() == index.row()))
        painter.fillRect(cell, colors(selected ? Token::Selection : Token::Hover));
    if (index.row() < index.model()->rowCount() - 1)
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), colors(Token::Grid));
    const bool current = view && view->currentIndex().row() == index.row();
    if (index.column() == 0 && current && selected)
        painter.fillRect(QRect(cell.left(), cell.top(), px(barWidth), cell.height() - 1),
                         colors(Token::Accent));
}

} // namespace

TableDelegate::TableDelegate(QObject* parent, double rowHeight)
    : QStyledItemDelegate(parent), m_rowHeight(rowHeight)
{
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const Colors colors = Colors::of(option.palette);
    painter->save();
    paintGround(*painter, option, index, colors);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(fontOf(option, index));
    painter->setPen(colors(inkOf(index)));
    paintContent(*painter, roomIn(option.rect, index), index, colors);
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int width = contentWidth(QFontMetrics(fontOf(option, index)), index);
    return {width - roomIn({}, index).width() + 2, px(m_rowHeight)};
}

bool TableDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    const int needed = contentWidth(QFontMetrics(fontOf(option, index)), index);
    if (tip.isEmpty() && needed > roomIn(option.rect, index).width())
        tip = index.data().toString();
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

Token TableDelegate::inkOf(const QModelIndex&) const
{
    return m_color;
}

QFont TableDelegate::fontOf(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return option.font;
}

int TableDelegate::contentWidth(const QFontMetrics& metrics, const QModelIndex& index) const
{
    return metrics.horizontalAdvance(index.data().toString());
}

void TableDelegate::paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                                 const Colors&) const
{
    paintText(painter, room, index, index.data().toString());
}

void TableDelegate::paintText(QPainter& painter, const QRect& room, const QModelIndex& index,
                              const QString& text)
{
    const auto side = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter.drawText(room, static_cast<int>(side),
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

QTableView* makeTable(const QString& name, QWidget* parent, double rowHeight)
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
    followScale(table, [table, rowHeight] {
        table->verticalHeader()->setDefaultSectionSize(px(rowHeight));
        table->horizontalHeader()->setFixedHeight(px(headHeight));
    });
    return table;
}

} // namespace tierwatch
