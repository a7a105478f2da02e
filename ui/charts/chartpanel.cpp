// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpanel.h"

#include "charts/savefile.h"
#include "charts/timechart.h"
#include "charts/twinmodel.h"
#include "theme/typography.h"
#include "widgets/buttons.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace tierwatch {

using namespace Qt::StringLiterals;

ChartPanel::ChartPanel(TimeChart* chart, QWidget* parent)
    : QWidget(parent),
      m_chart(chart),
      m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)),
      m_twin(new TwinModel(this)),
      m_button(makeIconButton(u"more"_s, tr("Chart menu"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    setupTable();
    setupMenu();
    connect(m_chart, &TimeChart::dataChanged, this, &ChartPanel::refreshTable);
}

void ChartPanel::addView(TimeChart* chart)
{
    m_stack->addWidget(chart);
    connect(chart, &TimeChart::dataChanged, this, &ChartPanel::refreshTable);
    QMenu* menu = m_button->menu();
    if (!m_views) {
        m_views = new QActionGroup(this);
        m_firstOfMenu = menu->insertSeparator(menu->actions().constFirst());
        addViewAction(m_chart);
        m_views->actions().constFirst()->setChecked(true);
    }
    addViewAction(chart);
}

void ChartPanel::addViewAction(TimeChart* chart)
{
    auto* action = new QAction(chart->accessibleName(), m_views);
    action->setCheckable(true);
    m_button->menu()->insertAction(m_firstOfMenu, action);
    connect(action, &QAction::triggered, this, [this, chart] { showView(chart); });
}

void ChartPanel::showView(TimeChart* chart)
{
    const bool table = showsTable();
    m_chart = chart;
    m_table->setAccessibleName(chart->accessibleName());
    setTableShown(table);
    Q_EMIT viewChanged(chart);
}

void ChartPanel::setupTable()
{
    m_table->setModel(m_twin);
    m_table->setAccessibleName(m_chart->accessibleName());
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    followScale(m_table, [this] { m_table->verticalHeader()->setDefaultSectionSize(px(28)); });
    connect(m_twin, &TwinModel::modelReset, this, &ChartPanel::widenColumns);
}

/// Columns share the width, but none gets narrower than its figures.
void ChartPanel::widenColumns()
{
    const QAbstractItemView& view = *m_table;
    QHeaderView* heads = m_table->horizontalHeader();
    int widest = 0;
    for (int column = 0; column < m_twin->columnCount(); ++column)
        widest = std::max({widest, view.sizeHintForColumn(column), heads->sectionSizeHint(column)});
    heads->setMinimumSectionSize(widest);
}

void ChartPanel::setupMenu()
{
    auto* menu = new QMenu(m_button);
    m_showTable = menu->addAction(tr("Show as table"), this, &ChartPanel::setTableShown);
    m_showTable->setCheckable(true);
    m_showTable->setShortcut(QKeySequence(u"Ctrl+Shift+A"_s));
    QAction* copy = menu->addAction(tr("Copy picture"), this, &ChartPanel::copyPicture);
    copy->setShortcut(QKeySequence(u"Ctrl+Shift+C"_s));
    for (QAction* action : {m_showTable, copy}) {
        action->setShortcutContext(Qt::WindowShortcut);
        addAction(action);
    }
    menu->addAction(tr("Save PNG\u2026"), this, &ChartPanel::savePicture);
    menu->addAction(tr("Save CSV\u2026"), this, &ChartPanel::saveTable);
    QMenu* series = menu->addMenu(tr("Series"));
    connect(series, &QMenu::aboutToShow, this, [this, series] { addSeriesActions(*series); });
    m_button->setMenu(menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
}

void ChartPanel::addSeriesActions(QMenu& menu)
{
    menu.clear();
    for (const EndLabel& label : m_chart->endLabels()) {
        QAction* action = menu.addAction(label.look.name);
        action->setCheckable(true);
        action->setChecked(label.shown);
        connect(action, &QAction::toggled, m_chart,
                [chart = m_chart, series = label.series](bool on) {
                    chart->setSeriesShown(series, on);
                });
    }
}

bool ChartPanel::showsTable() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartPanel::setTableShown(bool shown)
{
    m_showTable->setChecked(shown);
    m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_table) : m_chart);
    refreshTable();
}

void ChartPanel::refreshTable()
{
    if (showsTable())
        m_twin->setTwin(m_chart->tableTwin());
}

void ChartPanel::copyPicture()
{
    QGuiApplication::clipboard()->setPixmap(m_chart->picture());
}

void ChartPanel::savePicture()
{
    askWhere(tr("Save the chart as a picture"), u"png"_s,
             [image = m_chart->picture().toImage()](const QString& path) {
                 return image.save(path, "PNG");
             });
}

void ChartPanel::saveTable()
{
    askWhere(
        tr("Save the figures of the chart"), u"csv"_s,
        [text = m_chart->csv().toUtf8()](const QString& path) { return writeText(path, text); });
}

void ChartPanel::askWhere(const QString& title, const QString& suffix,
                          const std::function<bool(const QString&)>& write)
{
    saveFile(this, title, suffix, write, [this](bool written, const QString& sentence) {
        if (written)
            Q_EMIT saved(sentence);
        else
            Q_EMIT saveFailed(sentence);
    });
}

} // namespace tierwatch
