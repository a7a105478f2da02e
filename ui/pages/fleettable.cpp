// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/fleettable.h"

#include "theme/typography.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/meterdelegate.h"
#include "widgets/sparklinedelegate.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double leastName = 165, emptyHeight = 150;

} // namespace

FleetTable::FleetTable(const Fleet& fleet, const Clock& clock, QWidget* parent)
    : QFrame(parent),
      m_model(new FleetModel(fleet, clock, this)),
      m_table(new DataTable(tr("Targets"), FleetModel::Target, this)),
      m_empty(new EmptyState({}, tr("No target matches"), this))
{
    setProperty("card", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addWidget(m_empty);
    m_empty->setSentence(tr("Another word, or another group, may find it."));
    setupTable(fleet);
    followScale(this, [this, layout] {
        layout->setContentsMargins(pxMargins(1, 3, 1, 3)); // within the rounded border
        m_empty->setMinimumHeight(px(emptyHeight));
    });
    fit();
}

void FleetTable::setupTable(const Fleet& fleet)
{
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setDroppable({FleetModel::Group, FleetModel::ClockColumn, FleetModel::Disk,
                           FleetModel::Memory, FleetModel::LastHour},
                          leastName);
    m_table->setItemDelegateForColumn(FleetModel::LastHour, new SparklineDelegate(this));
    m_table->setItemDelegateForColumn(FleetModel::Memory, new MeterDelegate(Token::Memory, this));
    m_table->setItemDelegateForColumn(FleetModel::Disk, new MeterDelegate(Token::Disk, this));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &FleetTable::showMenu);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    followSelection();
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!m_model->isHeading(index.row()))
            Q_EMIT openWanted(m_model->connectionIds(index.row()).constFirst());
    });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            toggle(index.row());
    });
    const auto rowsChanged = [this] {
        fit();
        Q_EMIT chosenChanged();
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        fit();
        chooseAnew();
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, rowsChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, rowsChanged);
    // Once a batch, which is told of row by row, and of the rows that can be seen.
    connect(&fleet, &Fleet::changed, this, &FleetTable::fit);
    m_table->horizontalHeader()->setResizeContentsPrecision(0);
}

void FleetTable::followSelection()
{
    const QItemSelectionModel* selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, [this, selection] {
        m_chosenKeys.clear();
        for (const QModelIndex& row : selection->selectedRows())
            m_chosenKeys.append(m_model->keyOf(row.row()));
        Q_EMIT chosenChanged();
    });
    connect(selection, &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        m_currentKey = now.isValid() ? m_model->keyOf(now.row()) : QString();
    });
}

/// A reset left nothing chosen, and told nobody of it.
void FleetTable::chooseAnew()
{
    QItemSelection chosen;
    for (const QString& key : std::exchange(m_chosenKeys, {})) {
        if (const int row = m_model->rowOf(key); row >= 0)
            chosen.select(m_model->index(row, 0), m_model->index(row, FleetModel::columns - 1));
    }
    QItemSelectionModel& selection = *m_table->selectionModel();
    m_table->setAutoScroll(false); // what is looked at stays in sight
    if (const int row = m_model->rowOf(m_currentKey); row >= 0)
        selection.setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::NoUpdate);
    m_table->setAutoScroll(true);
    if (chosen.isEmpty())
        Q_EMIT chosenChanged();
    else
        selection.select(chosen, QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void FleetTable::fit()
{
    m_empty->setVisible(m_model->rowCount() == 0);
    m_table->setVisible(m_model->rowCount() > 0);
    m_table->fitColumns();
    updateGeometry();
}

QStringList FleetTable::chosen() const
{
    QStringList ids;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        ids.append(m_model->connectionIds(row.row()));
    return ids;
}

bool FleetTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Enter)
        m_model->setHeld(true);
    if (watched == m_table->viewport() && event->type() == QEvent::Leave)
        m_model->setHeld(false);
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    return press(key->key(), key->modifiers()) || QFrame::eventFilter(watched, event);
}

/// The keys are the table's own; here they are only told.
void FleetTable::showMenu(const QPoint& position)
{
    const QStringList ids = chosen();
    if (ids.isEmpty())
        return;
    auto* menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"targetMenu"_s);
    const auto add = [&](const QString& text, const QKeySequence& key, auto run) {
        QAction* action = menu->addAction(text, this, run);
        action->setShortcut(key);
        action->setShortcutVisibleInContextMenu(true);
        return action;
    };
    add(tr("Open"), Qt::Key_Enter, [this, ids] {
        Q_EMIT openWanted(ids.constFirst());
    })->setEnabled(ids.size() == 1);
    add(tr("Open in a new window"), Qt::CTRL | Qt::Key_Enter, [this, ids] {
        Q_EMIT openInNewWindowWanted(ids.constFirst());
    })->setEnabled(ids.size() == 1);
    menu->addSeparator();
    add(tr("Remove from the list\u2026"), Qt::Key_Delete,
        [this, ids] { Q_EMIT removeWanted(ids); });
    const QRect row = m_table->visualRect(m_table->currentIndex());
    const bool onRows = m_table->viewport()->rect().contains(position) && position.y() > 0;
    menu->popup(m_table->viewport()->mapToGlobal(onRows ? position : row.center()));
}

void FleetTable::toggle(int row)
{
    if (m_model->isHeading(row))
        m_model->setFolded(row, !m_model->isFolded(row));
}

/// As in a tree: Left goes up to the heading before it folds, Right goes down once it is open.
bool FleetTable::fold(int row, bool folded)
{
    const int heading = m_model->headingOf(row);
    if (heading < 0)
        return false;
    if (heading == row && m_model->isFolded(row) != folded)
        m_model->setFolded(row, folded);
    else if (heading != row && folded)
        m_table->selectRow(heading);
    else if (heading == row && !folded)
        m_table->selectRow(row + 1);
    return true;
}

bool FleetTable::press(int key, Qt::KeyboardModifiers modifiers)
{
    const int row = m_table->currentIndex().row();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (row >= 0 && (key == Qt::Key_Left || key == Qt::Key_Right))
        return fold(row, key == Qt::Key_Left);
    if (row >= 0 && isEnter && m_model->isHeading(row)) {
        toggle(row);
        return true;
    }
    const QStringList ids = chosen();
    if (ids.isEmpty())
        return false;
    if (key == Qt::Key_Delete)
        Q_EMIT removeWanted(ids);
    else if (isEnter && modifiers.testFlag(Qt::ControlModifier))
        Q_EMIT openInNewWindowWanted(ids.constFirst());
    else if (isEnter)
        Q_EMIT openWanted(ids.constFirst());
    return isEnter || key == Qt::Key_Delete;
}

} // namespace tierwatch
