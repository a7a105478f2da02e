// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datatable.h"

#include "theme/typography.h"
#include "widgets/datadelegate.h"

#include <QHeaderView>
#include <QMouseEvent>

#include <numeric>
#include <utility>

namespace tierwatch {

namespace {

constexpr double rowHeightPx = 30, headHeight = 28, arrowRoom = 10;
constexpr int leastRows = 3;

} // namespace

DataTable::DataTable(const QString& name, int stretched, QWidget* parent)
    : QTableView(parent), m_stretched(stretched)
{
    setAccessibleName(name);
    setItemDelegate(new DataDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFixedHeight(px(headHeight));
    followScale(this, [this] {
        verticalHeader()->setDefaultSectionSize(px(rowHeightPx));
        horizontalHeader()->setFixedHeight(px(headHeight));
        horizontalHeader()->setMinimumSectionSize(px(24));
        m_widths.clear();
        fitColumns();
    });
}

void DataTable::setDroppable(const QList<int>& columns, double least)
{
    m_droppable = columns;
    m_least = least;
    dropColumns();
}

void DataTable::fitColumns()
{
    if (!model())
        return;
    m_widths.resize(model()->columnCount());
    for (int column = 0; column < model()->columnCount(); ++column) {
        const bool stretches = column == m_stretched;
        horizontalHeader()->setSectionResizeMode(column, stretches ? QHeaderView::Stretch
                                                                   : QHeaderView::Interactive);
        const int needed = std::max(sizeHintForColumn(column), headWidth(column));
        if (stretches || needed <= m_widths[column])
            continue;
        m_widths[column] = needed;
        setColumnWidth(column, needed);
    }
    dropColumns();
    updateGeometry();
}

/// The style would reserve more than its own padding and the arrow take.
int DataTable::headWidth(int column) const
{
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    const bool outer = column == 0 || column == model()->columnCount() - 1;
    return QFontMetrics(textFont(TextStyle::Small)).horizontalAdvance(text) +
           px(outer ? 14 + 8 : 2 * 8) + px(arrowRoom);
}

void DataTable::dropColumns()
{
    if (m_widths.isEmpty())
        return;
    int left = viewport()->width() - std::accumulate(m_widths.begin(), m_widths.end(), 0);
    for (const int column : std::as_const(m_droppable)) {
        const bool dropped = left < px(m_least);
        setColumnHidden(column, dropped);
        if (dropped)
            left += m_widths[column];
    }
}

int DataTable::heightOf(int rows) const
{
    return px(headHeight) + rows * px(rowHeightPx);
}

QSize DataTable::sizeHint() const
{
    return {px(600), heightOf(model() ? std::max(1, model()->rowCount()) : 1)};
}

QSize DataTable::minimumSizeHint() const
{
    const int rows = model() ? std::max(1, model()->rowCount()) : 1;
    return {px(400), heightOf(std::min(rows, leastRows))};
}

void DataTable::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    setHovered(rowAt(event->position().toPoint().y()));
}

void DataTable::leaveEvent(QEvent* event)
{
    QTableView::leaveEvent(event);
    setHovered(-1);
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    dropColumns();
}

void DataTable::setHovered(int row)
{
    if (std::exchange(m_hovered, row) != row)
        viewport()->update();
}

} // namespace tierwatch
