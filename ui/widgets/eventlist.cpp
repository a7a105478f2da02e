// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/eventlist.h"

#include "theme/typography.h"
#include "widgets/eventdelegate.h"

#include <QMouseEvent>

namespace tierwatch {

EventList::EventList(QWidget* parent)
    : QListView(parent), m_model(new EventListModel(this)), m_delegate(new EventDelegate(this))
{
    setModel(m_model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Recent events"));
    setProperty("inCard", true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    followScale(this, [this] { scheduleDelayedItemsLayout(); });
}

void EventList::setEvents(const QList<EventItem>& items)
{
    m_model->setItems(items);
    hideCutRows();
}

void EventList::select(qint64 id)
{
    if (const int row = m_model->rowOf(id); row >= 0)
        setCurrentIndex(m_model->index(row));
}

void EventList::setGrey(bool grey)
{
    m_delegate->setTitleColor(grey ? Token::TextSecondary : Token::TextPrimary);
    viewport()->update();
}

QSize EventList::sizeHint() const
{
    constexpr int usualRows = 5;
    return {px(320), usualRows * EventDelegate::rowHeight()};
}

QSize EventList::minimumSizeHint() const
{
    return {px(200), 2 * EventDelegate::rowHeight()};
}

void EventList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    hideCutRows();
}

void EventList::hideCutRows()
{
    const int fitting = viewport()->height() / EventDelegate::rowHeight();
    for (int row = 0; row < m_model->rowCount(); ++row)
        setRowHidden(row, row >= fitting);
}

bool EventList::isOnLink(const QModelIndex& index, const QPoint& position) const
{
    return index.isValid() && EventDelegate::linkRect(visualRect(index), m_model->item(index.row()))
                                  .contains(position);
}

void EventList::mouseMoveEvent(QMouseEvent* event)
{
    QListView::mouseMoveEvent(event);
    const QPoint position = event->position().toPoint();
    const bool onLink = isOnLink(indexAt(position), position);
    viewport()->setCursor(onLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EventList::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const qint64 id = m_model->item(index.row()).id;
    if (isOnLink(index, position))
        Q_EMIT linkActivated(id);
    else
        Q_EMIT opened(id);
}

void EventList::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || !currentIndex().isValid()) {
        QListView::keyPressEvent(event);
        return;
    }
    const EventItem& item = m_model->item(currentIndex().row());
    if (item.link.isEmpty())
        Q_EMIT opened(item.id);
    else
        Q_EMIT linkActivated(item.id);
}

} // namespace tierwatch
