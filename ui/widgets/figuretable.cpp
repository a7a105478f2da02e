// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretable.h"

#include "widgets/textlabel.h"

#include <QGridLayout>

namespace tierwatch {

FigureTable::FigureTable(const QStringList& heads, QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    for (int column = 0; column < heads.size(); ++column) {
        const TextStyle style = column == 0 ? TextStyle::Body : TextStyle::Small;
        auto* head = new TextLabel(heads[column], style, Token::TextSecondary, this);
        head->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_grid->addWidget(head, 0, column);
    }
    followScale(this, [this] {
        m_grid->setHorizontalSpacing(px(20));
        m_grid->setVerticalSpacing(px(3));
    });
}

void FigureTable::setRows(const QList<QStringList>& rows)
{
    while (m_cells.size() < rows.size())
        addRow(rows[m_cells.size()].size());
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < rows[row].size(); ++column)
            m_cells[row][column]->setText(rows[row][column]);
    }
}

void FigureTable::setFigureColor(Token color)
{
    m_color = color;
    for (const QList<TextLabel*>& row : std::as_const(m_cells)) {
        for (TextLabel* cell : row)
            cell->setColor(color);
    }
}

void FigureTable::addRow(qsizetype columns)
{
    const int row = int(m_cells.size());
    QList<TextLabel*> cells;
    for (int column = 0; column < columns; ++column) {
        const TextStyle style = column > 0 && row == 0 ? TextStyle::Lead : TextStyle::Body;
        auto* cell = new TextLabel(style, m_color, this);
        cell->setElidable(false);
        cell->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_grid->addWidget(cell, row + 1, column);
        cells.append(cell);
    }
    m_cells.append(cells);
}

} // namespace tierwatch
