// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/freshnesstable.h"

#include "dialogs/targetactions.h"
#include "theme/typography.h"
#include "widgets/datadelegate.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double emptyHeight = 140;

} // namespace

FreshnessTable::FreshnessTable(TargetActions& actions, QWidget* parent)
    : QFrame(parent),
      m_actions(actions),
      m_model(new FreshnessModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_table(new DataTable(tr("Companies"), FreshnessModel::Happens, this)),
      m_empty(new EmptyState(u"freshness"_s, {}, this))
{
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addWidget(m_empty);
    m_empty->hide();
    setupTable();
    // Within the rounded border.
    followScale(this, [this, layout] {
        layout->setContentsMargins(pxMargins(1, 3, 1, 3));
        m_empty->setMinimumHeight(px(emptyHeight));
    });
}

void FreshnessTable::setupTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_sorted->setSortLocaleAware(true);
    m_table->setModel(m_sorted);
    m_table->setDroppable({FreshnessModel::CacheKnows, FreshnessModel::DatabaseHas});
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FreshnessModel::StateColumn, Qt::DescendingOrder);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    connect(m_table, &QWidget::customContextMenuRequested, this, &FreshnessTable::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FreshnessTable::chosenChanged);
}

void FreshnessTable::setFigures(const Watermarks& watermarks, const FreshnessReport* report,
                                const Names& names, qint64 nowMs)
{
    m_empty->hide();
    m_table->show();
    m_sorted->setDynamicSortFilter(!m_table->underMouse());
    m_model->setRows(watermarks, report, names, nowMs);
    m_table->fitColumns();
}

void FreshnessTable::setEmpty(const QString& title, const QString& sentence)
{
    m_model->clear();
    m_table->hide();
    m_empty->setTitle(title);
    m_empty->setSentence(sentence);
    m_empty->show();
}

const CompanyWatermark* FreshnessTable::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr
                          : &m_model->row(m_sorted->mapToSource(rows.front()).row()).company;
}

void FreshnessTable::showMenu(const QPoint& position)
{
    const CompanyWatermark* company = chosen();
    if (!company)
        return;
    const qint64 id = company->companyId;
    auto* menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString& text, const QAction& like, auto run) {
        QAction* action = menu->addAction(text, this, run);
        action->setEnabled(like.isEnabled());
        action->setToolTip(like.isEnabled() ? QString() : like.toolTip());
        return action;
    };
    add(tr("Check now"), *m_actions.checkAction(), [this, id] {
        m_actions.check(id);
    })->setShortcut(m_actions.checkAction()->shortcut());
    add(tr("Invalidate\u2026"), *m_actions.invalidateAction(),
        [this, id] { m_actions.invalidate({.companyId = id}); });
    menu->addSeparator();
    menu->addAction(tr("Save the table as CSV\u2026"), this, &FreshnessTable::exportWanted);
    const QRect row = m_table->visualRect(m_table->currentIndex());
    const bool onRows = m_table->viewport()->rect().contains(position) && position.y() > 0;
    menu->popup(m_table->viewport()->mapToGlobal(onRows ? position : row.center()));
}

bool FreshnessTable::isCheckKey(const QEvent& event)
{
    if (event.type() != QEvent::ShortcutOverride && event.type() != QEvent::KeyPress)
        return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    return key.key() == Qt::Key_R && key.modifiers() == Qt::ControlModifier;
}

/// The window's key checks all companies; with one chosen here, only that.
bool FreshnessTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_table || !isCheckKey(*event) || !chosen())
        return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        m_actions.check(chosen()->companyId);
    return true;
}

} // namespace tierwatch
