// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/fleettable.h"

#include "theme/typography.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/meterdelegate.h"
#include "widgets/sparklinedelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

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
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FleetTable::chosenChanged);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        Q_EMIT openWanted(m_model->connectionId(index.row()));
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        fit();
        Q_EMIT chosenChanged();
    });
    // Once a batch, which is told of row by row, and of the rows that can be seen.
    connect(&fleet, &Fleet::changed, this, &FleetTable::fit);
    m_table->horizontalHeader()->setResizeContentsPrecision(0);
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
        ids.append(m_model->connectionId(row.row()));
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

bool FleetTable::press(int key, Qt::KeyboardModifiers modifiers)
{
    const QStringList ids = chosen();
    if (ids.isEmpty())
        return false;
    if (key == Qt::Key_Delete) {
        Q_EMIT removeWanted(ids);
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return false;
    if (modifiers.testFlag(Qt::ControlModifier))
        Q_EMIT openInNewWindowWanted(ids.constFirst());
    else
        Q_EMIT openWanted(ids.constFirst());
    return true;
}

} // namespace tierwatch
