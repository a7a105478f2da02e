// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/pricepanel.h"

#include "models/pricetablemodel.h"
#include "theme/typography.h"
#include "widgets/card.h"
#include "widgets/kpiband.h"
#include "widgets/tabledelegate.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double rowHeight = 24;
constexpr int mostVisibleRows = 8;

/// A name longer than this ends in an ellipsis.
constexpr int widestName = 280;

} // namespace

PricePanel::PricePanel(Names names, QWidget* parent) : QFrame(parent), m_names(std::move(names))
{
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    buildFigures(*layout);
    layout->addWidget(makeHairLine(this));
    buildTable(*layout);
    m_caution = new TextLabel(TextStyle::Small, Token::TextSecondary, this);
    m_caution->setBreakable(true);
    m_caution->hide();
    layout->addWidget(m_caution);
    followScale(m_caution, [this] { m_caution->setContentsMargins(pxMargins(14, 8, 14, 8)); });
}

void PricePanel::buildFigures(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_entries = addFigure(*row, tr("Entries"));
    m_time = addFigure(*row, tr("Database time to load again"));
    m_hitRate = addFigure(*row, tr("Hit rate"));
    layout.addLayout(row);
}

KpiColumn* PricePanel::addFigure(QHBoxLayout& row, const QString& label)
{
    if (row.count() > 0) {
        QFrame* line = makeHairLine(this);
        line->setFixedWidth(1);
        line->setMaximumHeight(QWIDGETSIZE_MAX);
        row.addWidget(line);
    }
    auto* column = new KpiColumn(label, TextStyle::DialogFigure, this);
    column->layout()->setContentsMargins(pxMargins(14, 10, 14, 10));
    row.addWidget(column);
    return column;
}

void PricePanel::buildTable(QVBoxLayout& layout)
{
    m_model = new PriceTableModel(this);
    m_table = makeTable(tr("Price by type"), this, rowHeight);
    m_rows = new TableDelegate(m_table, rowHeight);
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_rows);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->horizontalHeader()->setSectionResizeMode(PriceTableModel::Type, QHeaderView::Stretch);
    layout.addWidget(m_table, 1);
    followScale(m_table, [this] { fitTable(); });
}

void PricePanel::setPrice(const Preview& price)
{
    const PriceFigures figures = priceFigures(price, Format());
    m_entries->setFigure(figures.entries);
    m_entries->setComparison(figures.entriesLine, Token::TextSecondary);
    m_time->setFigure(figures.time);
    m_time->setComparison(figures.timeLine, Token::TextSecondary);
    m_hitRate->setFigure(figures.hitRate);
    m_hitRate->setComparison(figures.hitRateLine, Token::TextSecondary);
    m_model->setRows(price.rows, m_names);
    m_caution->setText(price.caution.value_or(QString()));
    m_caution->setVisible(price.caution.has_value());
    setColor(Token::TextPrimary);
    fitTable();
}

void PricePanel::setPending()
{
    setColor(Token::TextSecondary);
    if (m_model->rowCount() == 0)
        setUnknown();
}

void PricePanel::setUnknown()
{
    setColor(Token::TextSecondary);
    for (KpiColumn* column : {m_entries, m_time, m_hitRate}) {
        column->setFigure(Format::unknown());
        column->setComparison({});
    }
    m_model->setRows({}, m_names);
    m_caution->hide();
}

void PricePanel::setColor(Token color)
{
    for (KpiColumn* column : {m_entries, m_time, m_hitRate})
        column->setFigureColor(color);
    m_rows->setColor(color);
    m_table->viewport()->update();
}

void PricePanel::fitTable()
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostVisibleRows);
    m_table->horizontalHeader()->setFixedHeight(px(26));
    m_table->setMinimumHeight(px(26) + px(rowHeight) * rows);
    m_table->setMinimumWidth(neededWidth());
}

int PricePanel::neededWidth() const
{
    const QHeaderView& heads = *m_table->horizontalHeader();
    int width = std::max(heads.sectionSizeHint(PriceTableModel::Type), namesWidth());
    for (int column = PriceTableModel::Type + 1; column < m_model->columnCount(); ++column)
        width += std::max(heads.sectionSizeHint(column), cellsWidth(column));
    if (m_model->rowCount() > mostVisibleRows)
        width += m_table->verticalScrollBar()->sizeHint().width();
    return width;
}

/// Of all types there are, so that the dialog does not grow when a price comes.
int PricePanel::namesWidth() const
{
    const auto room = [this](const ReportType& type) {
        return m_table->fontMetrics().horizontalAdvance(m_names.type(type.type)) + px(14 + 8) + 2;
    };
    int width = cellsWidth(PriceTableModel::Type);
    for (const ReportType& type : m_names.catalog().types)
        width = std::max(width, room(type));
    return std::min(width, px(widestName));
}

int PricePanel::cellsWidth(int column) const
{
    QStyleOptionViewItem option;
    option.initFrom(m_table);
    int width = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width, m_rows->sizeHint(option, m_model->index(row, column)).width());
    return width;
}

} // namespace tierwatch
