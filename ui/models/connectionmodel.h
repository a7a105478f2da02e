// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/connectionbook.h"

#include <QAbstractItemModel>

namespace tierwatch {

/// The connections of a book as a tree: groups by name, those without one last, and in each its
/// connections in the book's order. Dragging them moves them in the book. GUI thread; the book
/// outlives it.
class ConnectionModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< of a connection; empty for a group
        ColourRole,                ///< the dot's QColor; invalid = none
        WhereRole,                 ///< one short word about where it is
        FindRole,                  ///< all that a person may look for
    };

    explicit ConnectionModel(ConnectionBook& book, QObject* parent = nullptr);

    [[nodiscard]] QModelIndex indexOf(const QString& id) const;
    /// Moves a connection by so many places within its group.
    void moveBy(const QString& id, int places);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    struct Group
    {
        QString name;
        std::vector<TargetConnection> connections;
        friend bool operator==(const Group&, const Group&) = default;
    };

    [[nodiscard]] static std::vector<Group> groupsOf(const ConnectionBook& book);
    [[nodiscard]] bool hasSameRows(const std::vector<Group>& groups) const;
    void follow();
    void put(const QString& id, const Group& group, std::size_t row);

    ConnectionBook& m_book;
    std::vector<Group> m_groups;
};

/// "Reports", or where it is where it has no name.
[[nodiscard]] QString titleOf(const TargetConnection& connection);

} // namespace tierwatch
