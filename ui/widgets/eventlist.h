// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/eventlistmodel.h"

#include <QListView>

namespace tierwatch {

class EventDelegate;

/// What happened, newest first: time, number of the mark on the chart, title, second line. Shows as
/// many whole rows as fit. Enter follows the current row's link or, if it has none, opens the
/// event.
class EventList final : public QListView
{
    Q_OBJECT

public:
    explicit EventList(QWidget* parent = nullptr);

    void setEvents(const QList<EventItem>& items);
    void select(qint64 id);
    /// Events of old are grey and keep their place.
    void setGrey(bool grey);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(qint64 id);
    void linkActivated(qint64 id);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] bool isOnLink(const QModelIndex& index, const QPoint& position) const;
    void hideCutRows();

    EventListModel* m_model;
    EventDelegate* m_delegate;
};

} // namespace tierwatch
