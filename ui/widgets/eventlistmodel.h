// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

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

/// The events of an EventList, newest first. GUI thread only.
class EventListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Nothing happens if they are the same; otherwise rows are inserted, removed or changed only
    /// where they differ, so that the selection stays with its event.
    void setItems(const QList<EventItem>& items);
    [[nodiscard]] const EventItem& item(int row) const { return m_items[row]; }
    /// -1 if there is none.
    [[nodiscard]] int rowOf(qint64 id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<EventItem> m_items;
};

} // namespace tierwatch
