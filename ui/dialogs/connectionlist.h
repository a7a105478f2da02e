// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connectionmodel.h"

#include <QSet>
#include <QSortFilterProxyModel>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeView;

namespace tierwatch {

/// The left part of the connections dialog: a field to find one, the tree of groups, and what can
/// be done to the list. One of the connections that are shown is the current one, by mouse or
/// keyboard; Alt+Up and Alt+Down move it, as dragging does. GUI thread; the book outlives it.
class ConnectionList final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionList(ConnectionBook& book, QWidget* parent = nullptr);

    /// The id of the current one; empty where none is.
    [[nodiscard]] const QString& current() const { return m_current; }
    /// Makes it the current one, even where what is looked for would hide it.
    void setCurrent(const QString& id);

Q_SIGNALS:
    void currentChanged(const QString& id);
    void addWanted();
    void duplicateWanted();
    void removeWanted();
    void importWanted();
    void exportWanted();

private:
    void buildTree();
    void buildButtons();
    [[nodiscard]] QToolButton* addButton(QHBoxLayout& row, const QString& icon,
                                         const QString& text);
    void find(const QString& text);
    void choose(const QModelIndex& index);
    void showAgain();
    void moveBy(int places);
    void updateButtons();

    ConnectionModel m_model;
    QSortFilterProxyModel m_found;
    QLineEdit* m_find;
    QTreeView* m_tree;
    QSet<QString> m_folded; ///< names of groups
    QString m_current;
    QList<QToolButton*> m_needOne; ///< buttons that are about the current connection
    bool m_showing = false;        ///< what the tree says then is not a person's wish
};

} // namespace tierwatch
