// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionmodel.h"

#include "settings/connectioncheck.h"

#include <QCollator>
#include <QColor>
#include <QMimeData>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto mimeType = "application/x-tierwatch-connection"_L1;

/// Its own number plus one; what is below the root has none.
quintptr idOfGroup(int group)
{
    return static_cast<quintptr>(group) + 1;
}

QString whereOf(const TargetConnection& connection)
{
    switch (connection.kind) {
    case TargetConnection::Kind::Workspace:
        return ConnectionModel::tr("Workspace");
    case TargetConnection::Kind::File:
        return ConnectionModel::tr("File");
    case TargetConnection::Kind::Service:
        break;
    }
    return connection.production ? ConnectionModel::tr("Production")
                                 : ConnectionModel::tr("Service");
}

} // namespace

QString titleOf(const TargetConnection& connection)
{
    const QString name = withoutHiddenCharacters(connection.name).simplified();
    if (!name.isEmpty())
        return name;
    return connection.place.isEmpty() ? ConnectionModel::tr("New connection") : connection.place;
}

ConnectionModel::ConnectionModel(ConnectionBook& book, QObject* parent)
    : QAbstractItemModel(parent), m_book(book), m_groups(groupsOf(book))
{
    connect(&m_book, &ConnectionBook::changed, this, &ConnectionModel::follow);
}

std::vector<ConnectionModel::Group> ConnectionModel::groupsOf(const ConnectionBook& book)
{
    QCollator order;
    order.setCaseSensitivity(Qt::CaseInsensitive);
    const auto before = [&order](const QString& one, const QString& other) {
        if (one.isEmpty() || other.isEmpty())
            return !one.isEmpty() && other.isEmpty();
        const int compared = order.compare(one, other);
        return compared == 0 ? one < other : compared < 0;
    };
    std::map<QString, std::vector<TargetConnection>, decltype(before)> sorted(before);
    for (const TargetConnection& connection : book.all())
        sorted[connection.group.trimmed()].push_back(connection);
    std::vector<Group> groups;
    groups.reserve(sorted.size());
    for (auto& [name, connections] : sorted)
        groups.push_back({name, std::move(connections)});
    return groups;
}

bool ConnectionModel::hasSameRows(const std::vector<Group>& groups) const
{
    return std::ranges::equal(m_groups, groups, [](const Group& one, const Group& other) {
        return one.name == other.name &&
               std::ranges::equal(one.connections, other.connections, {}, &TargetConnection::id,
                                  &TargetConnection::id);
    });
}

void ConnectionModel::follow()
{
    std::vector<Group> groups = groupsOf(m_book);
    if (!hasSameRows(groups)) {
        beginResetModel();
        m_groups = std::move(groups);
        endResetModel();
        return;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (std::size_t c = 0; c < groups[g].connections.size(); ++c) {
            TargetConnection& shown = m_groups[g].connections[c];
            if (shown == groups[g].connections[c])
                continue;
            shown = groups[g].connections[c];
            const QModelIndex row =
                index(static_cast<int>(c), 0, index(static_cast<int>(g), 0, {}));
            Q_EMIT dataChanged(row, row);
        }
    }
}

QModelIndex ConnectionModel::indexOf(const QString& id) const
{
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        const auto& all = m_groups[g].connections;
        const auto found = std::ranges::find(all, id, &TargetConnection::id);
        if (found != all.end())
            return createIndex(static_cast<int>(found - all.begin()), 0,
                               idOfGroup(static_cast<int>(g)));
    }
    return {};
}

void ConnectionModel::moveBy(const QString& id, int places)
{
    const QModelIndex from = indexOf(id);
    if (!from.isValid())
        return;
    const Group group = m_groups[static_cast<std::size_t>(from.parent().row())];
    const int to = from.row() + places;
    if (to < 0 || to >= static_cast<int>(group.connections.size()))
        return;
    put(id, group, static_cast<std::size_t>(places > 0 ? to + 1 : to));
}

/// Before the group's connection of that row, or behind its last.
void ConnectionModel::put(const QString& id, const Group& group, std::size_t row)
{
    const TargetConnection* found = m_book.find(id);
    if (!found)
        return;
    TargetConnection moved = *found;
    const QString before = row < group.connections.size() ? group.connections[row].id : QString();
    if (moved.group.trimmed() != group.name) {
        moved.group = group.name;
        static_cast<void>(m_book.change(moved).ok());
    }
    m_book.move(id, before);
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? idOfGroup(parent.row()) : 0);
}

QModelIndex ConnectionModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr(0));
}

int ConnectionModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].connections.size());
}

int ConnectionModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ConnectionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isGroup = index.internalId() == 0;
    const Group& group =
        m_groups[static_cast<std::size_t>(isGroup ? index.row() : index.parent().row())];
    if (isGroup) {
        if (role == Qt::DisplayRole)
            return group.name.isEmpty() ? tr("Without a group")
                                        : withoutHiddenCharacters(group.name);
        return {};
    }
    const TargetConnection& connection = group.connections[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return titleOf(connection);
    case Qt::ToolTipRole:
        return connection.place.toHtmlEscaped();
    case IdRole:
        return connection.id;
    case ColourRole:
        return QColor(connection.colour);
    case WhereRole:
        return whereOf(connection);
    case FindRole:
        return QStringList{connection.name, connection.place, group.name}.join(u'\n');
    default:
        return {};
    }
}

Qt::ItemFlags ConnectionModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == 0)
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled |
           Qt::ItemNeverHasChildren;
}

QStringList ConnectionModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData* ConnectionModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(mimeType, indexes.constFirst().data(IdRole).toString().toUtf8());
    return data;
}

/// The view would remove the row that was dragged; the book has moved it already.
bool ConnectionModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                   const QModelIndex& parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(mimeType) || !parent.isValid() ||
        parent.internalId() != 0)
        return false;
    const Group group = m_groups[static_cast<std::size_t>(parent.row())];
    const QString id = QString::fromUtf8(data->data(mimeType));
    put(id, group, row < 0 ? group.connections.size() : static_cast<std::size_t>(row));
    return false;
}

} // namespace tierwatch
