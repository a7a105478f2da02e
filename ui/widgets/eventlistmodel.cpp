// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/eventlistmodel.h"

#include "theme/format.h"

#include <QDateTime>

namespace tierwatch {

using namespace Qt::StringLiterals;

void EventListModel::setItems(const QList<EventItem>& items)
{
    const auto keeps = [&items](qint64 id) {
        return std::any_of(items.begin(), items.end(),
                           [id](const EventItem& item) { return item.id == id; });
    };
    // Those that stay keep their order: events are sorted by time, which never changes.
    for (int row = int(m_items.size()) - 1; row >= 0; --row) {
        if (keeps(m_items[row].id))
            continue;
        beginRemoveRows({}, row, row);
        m_items.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(items.size()); ++row) {
        if (row >= int(m_items.size()) || m_items[row].id != items[row].id) {
            beginInsertRows({}, row, row);
            m_items.insert(row, items[row]);
            endInsertRows();
        } else if (m_items[row] != items[row]) {
            m_items[row] = items[row];
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

int EventListModel::rowOf(qint64 id) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [id](const EventItem& item) { return item.id == id; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

int EventListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant EventListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventItem& item = m_items[index.row()];
    if (role == Qt::DisplayRole)
        return item.title;
    if (role != Qt::AccessibleTextRole)
        return {};
    const QString time = Format().moment(item.timeMs, QDateTime::currentMSecsSinceEpoch());
    return QStringList{time, item.title, item.detail, item.link}.join(u", "_s);
}

} // namespace tierwatch
