// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QListView>

namespace tierwatch {

struct EventItem
{
    qint64 id = 0;
    qint64 timeMs = 0; ///< Unix ms
    int mark = 0;      ///< number of its mark on the chart; 0 = none
    QString title;
    QString detail;
    QString link; ///< text of an action on it ("Undo until 14:38"); empty = none
    friend bool operator==(const EventItem&, const EventItem&) = default;
};

class EventListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ItemRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;
    /// Replaces the items; rows that stay the same are left alone.
    void setItems(QList<EventItem> items);
    [[nodiscard]] const QList<EventItem>& items() const { return m_items; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<EventItem> m_items;
};

/// What happened, newest first: time, number of the mark on the chart, title, second line. Shows as
/// many whole rows as fit. Enter follows the current row's link or, if it has none, opens the
/// event.
class EventList final : public QListView
{
    Q_OBJECT

public:
    explicit EventList(QWidget* parent = nullptr);

    void setEvents(QList<EventItem> items);
    void select(qint64 id);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void opened(qint64 id);
    void linkActivated(qint64 id);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void activate(const QModelIndex& index, bool onLink);
    void hideCutRows();

    EventListModel* m_model;
};

} // namespace tierwatch
Q_DECLARE_METATYPE(tierwatch::EventItem)
