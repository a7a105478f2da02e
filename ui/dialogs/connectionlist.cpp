// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectionlist.h"

#include "dialogs/connectiondelegate.h"
#include "dialogs/enterkey.h"
#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QToolButton>
#include <QTreeView>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

ConnectionList::ConnectionList(ConnectionBook& book, QWidget* parent)
    : QWidget(parent), m_model(book), m_find(new QLineEdit(this)), m_tree(new QTreeView(this))
{
    m_found.setSourceModel(&m_model);
    m_found.setFilterRole(ConnectionModel::FindRole);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found.setRecursiveFilteringEnabled(true);
    m_find->setPlaceholderText(tr("Find a connection"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_find->setClearButtonEnabled(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(pxMargins(12, 12, 12, 12));
    column->setSpacing(px(8));
    column->addWidget(m_find);
    column->addWidget(m_tree, 1);
    buildTree();
    buildButtons();
    connect(m_find, &QLineEdit::textChanged, this, &ConnectionList::find);
    showAgain();
}

void ConnectionList::buildTree()
{
    m_tree->setModel(&m_found);
    m_tree->setItemDelegate(new ConnectionDelegate(m_tree));
    m_tree->setAccessibleName(tr("Connections"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(px(16));
    m_tree->setMouseTracking(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setDragDropMode(QAbstractItemView::InternalMove);
    m_tree->setMinimumSize(pxSize(260, 200));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConnectionList::choose);
    connect(&m_found, &QAbstractItemModel::modelReset, this, &ConnectionList::showAgain);
    const auto fold = [this](const QModelIndex& group, bool folded) {
        if (!m_showing && folded)
            m_folded.insert(group.data().toString());
        else if (!m_showing)
            m_folded.remove(group.data().toString());
    };
    connect(m_tree, &QTreeView::collapsed, this, [fold](const QModelIndex& g) { fold(g, true); });
    connect(m_tree, &QTreeView::expanded, this, [fold](const QModelIndex& g) { fold(g, false); });
    for (const int places : {-1, 1}) {
        const auto key = places < 0 ? Qt::Key_Up : Qt::Key_Down;
        auto* move = new QShortcut(
            Qt::ALT | key, m_tree, m_tree, [] {}, Qt::WidgetShortcut);
        connect(move, &QShortcut::activated, this, [this, places] { moveBy(places); });
    }
    auto* remove = new QShortcut(
        Qt::Key_Delete, m_tree, m_tree, [] {}, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] {
        if (!m_current.isEmpty())
            Q_EMIT removeWanted();
    });
}

void ConnectionList::buildButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(px(2));
    connect(addButton(*row, u"add"_s, tr("Add a connection (Ctrl+N)")), &QToolButton::clicked, this,
            &ConnectionList::addWanted);
    auto* duplicate = addButton(*row, u"duplicate"_s, tr("Duplicate"));
    connect(duplicate, &QToolButton::clicked, this, &ConnectionList::duplicateWanted);
    auto* remove = addButton(*row, u"purge"_s, tr("Remove\u2026 (Delete)"));
    connect(remove, &QToolButton::clicked, this, &ConnectionList::removeWanted);
    auto* up = addButton(*row, u"up"_s, tr("Move up (Alt+Up)"));
    connect(up, &QToolButton::clicked, this, [this] { moveBy(-1); });
    auto* down = addButton(*row, u"down"_s, tr("Move down (Alt+Down)"));
    connect(down, &QToolButton::clicked, this, [this] { moveBy(1); });
    row->addStretch(1);
    m_needOne = {duplicate, remove, up, down};
    auto* files = new QHBoxLayout;
    files->setSpacing(px(8));
    QPushButton* in = makeButton(ButtonKind::Plain, tr("Import\u2026"), this);
    QPushButton* out = makeButton(ButtonKind::Plain, tr("Export without secrets\u2026"), this);
    for (QPushButton* button : {in, out}) {
        pressOnEnterWithFocus(*button);
        files->addWidget(button);
    }
    files->addStretch(1);
    connect(in, &QPushButton::clicked, this, &ConnectionList::importWanted);
    connect(out, &QPushButton::clicked, this, &ConnectionList::exportWanted);
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    column->addLayout(row);
    column->addLayout(files);
}

QToolButton* ConnectionList::addButton(QHBoxLayout& row, const QString& icon, const QString& text)
{
    QToolButton* button = makeIconButton(icon, text, this);
    row.addWidget(button);
    return button;
}

void ConnectionList::find(const QString& text)
{
    {
        const QScopedValueRollback showing(m_showing, true);
        m_found.setFilterFixedString(text);
    }
    showAgain();
}

void ConnectionList::choose(const QModelIndex& index)
{
    const QString id = index.data(ConnectionModel::IdRole).toString();
    if (m_showing || id.isEmpty() || id == m_current)
        return;
    m_current = id;
    updateButtons();
    Q_EMIT currentChanged(id);
}

void ConnectionList::setCurrent(const QString& id)
{
    const bool another = std::exchange(m_current, id) != id;
    if (!m_found.mapFromSource(m_model.indexOf(id)).isValid())
        m_find->clear();
    showAgain();
    if (another)
        Q_EMIT currentChanged(id);
}

/// As it was before the rows were made anew.
void ConnectionList::showAgain()
{
    const QScopedValueRollback showing(m_showing, true);
    m_tree->expandAll();
    for (int row = 0; row < m_found.rowCount(); ++row) {
        const QModelIndex group = m_found.index(row, 0);
        if (m_find->text().isEmpty() && m_folded.contains(group.data().toString()))
            m_tree->collapse(group);
    }
    const QModelIndex current = m_found.mapFromSource(m_model.indexOf(m_current));
    m_tree->setCurrentIndex(current);
    if (current.isValid())
        m_tree->scrollTo(current);
    updateButtons();
}

void ConnectionList::moveBy(int places)
{
    m_model.moveBy(m_current, places);
}

void ConnectionList::updateButtons()
{
    for (QToolButton* button : m_needOne)
        button->setEnabled(!m_current.isEmpty());
}

} // namespace tierwatch
