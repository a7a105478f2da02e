// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/shortcutsdialog.h"

#include "theme/typography.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace tierwatch {

namespace {

QAbstractItemModel* shortcutModel(const std::vector<ShortcutText>& shortcuts, QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    for (const ShortcutText& shortcut : shortcuts) {
        model->appendRow({new QStandardItem(shortcut.keys.toString(QKeySequence::NativeText)),
                          new QStandardItem(shortcut.what)});
    }
    auto* filtered = new QSortFilterProxyModel(parent);
    filtered->setSourceModel(model);
    filtered->setFilterKeyColumn(-1);
    filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    return filtered;
}

QTableView* shortcutTable(QAbstractItemModel* model, QWidget* parent)
{
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->horizontalHeader()->hide();
    table->resizeColumnToContents(0);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const std::vector<ShortcutText>& shortcuts, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    auto* search = new QLineEdit(this);
    search->setPlaceholderText(tr("Find a key or what it does"));
    search->setAccessibleName(search->placeholderText());
    auto* model = shortcutModel(shortcuts, this);
    QTableView* table = shortcutTable(model, this);
    table->setAccessibleName(windowTitle());
    layout->addWidget(search);
    layout->addWidget(table);
    connect(search, &QLineEdit::textChanged, qobject_cast<QSortFilterProxyModel*>(model),
            &QSortFilterProxyModel::setFilterFixedString);
    resize(pxSize(440, 480));
}

} // namespace tierwatch
