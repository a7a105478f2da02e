// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/pricepanel.h"

#include "models/pricetablemodel.h"
#include "theme/typography.h"
#include "widgets/card.h"
#include "widgets/kpiband.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int mostVisibleRows = 8;

/// A hair line below each row, and more room at the outer edges.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Colors colors = Colors::of(option.palette);
        const bool last = index.row() == index.model()->rowCount() - 1;
        if (!last)
            painter->fillRect(
                QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                colors(Token::Grid));
        const QRect text = textRect(option.rect, index);
        painter->setPen(colors(Token::TextPrimary));
        painter->setFont(option.font);
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->drawText(
            text, static_cast<int>(alignment),
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override
    {
        const int padding = -textRect({}, index).width();
        const QString text = index.data().toString();
        return {option.fontMetrics.horizontalAdvance(text) + padding + 2, px(24)};
    }

private:
    static QRect textRect(const QRect& cell, const QModelIndex& index)
    {
        const bool last = index.column() == index.model()->columnCount() - 1;
        return cell.adjusted(px(index.column() == 0 ? 14 : 8), 0, -px(last ? 14 : 8), -1);
    }
};

} // namespace

PricePanel::PricePanel(QWidget* parent) : QFrame(parent)
{
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    buildFigures(*layout);
    layout->addWidget(makeHairLine(this));
    buildTable(*layout);
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
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setAccessibleName(tr("Price by type"));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView* heads = m_table->horizontalHeader();
    heads->setSectionResizeMode(QHeaderView::ResizeToContents);
    heads->setSectionResizeMode(PriceTableModel::Type, QHeaderView::Stretch);
    heads->setSectionsClickable(false);
    heads->setHighlightSections(false);
    layout.addWidget(m_table, 1);
    followScale(m_table, [this] { fitTable(); });
}

void PricePanel::setPrice(const Preview& price, const Names& names)
{
    const PriceFigures figures = priceFigures(price, Format());
    m_entries->setFigure(figures.entries);
    m_entries->setComparison(figures.entriesLine, Token::TextSecondary);
    m_time->setFigure(figures.time);
    m_time->setComparison(figures.timeLine, Token::TextSecondary);
    m_hitRate->setFigure(figures.hitRate);
    m_hitRate->setComparison(figures.hitRateLine, Token::TextSecondary);
    for (KpiColumn* column : {m_entries, m_time, m_hitRate})
        column->setFigureColor(Token::TextPrimary);
    m_model->setRows(price.rows, names);
    fitTable();
}

void PricePanel::setPending()
{
    for (KpiColumn* column : {m_entries, m_time, m_hitRate}) {
        column->setFigureColor(Token::TextSecondary);
        if (m_model->rowCount() == 0)
            column->setFigure(Format::unknown());
    }
}

void PricePanel::fitTable()
{
    const int row = px(24);
    m_table->verticalHeader()->setDefaultSectionSize(row);
    m_table->horizontalHeader()->setFixedHeight(px(26));
    m_table->setMinimumHeight(px(26) + row * std::clamp(m_model->rowCount(), 1, mostVisibleRows));
}

} // namespace tierwatch
