// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStringList>
#include <QWidget>

class QGridLayout;

namespace tierwatch {

/// A few rows of figures under small heads, for a KPI column: first column text, the others numbers
/// at the right; the first row larger. Values change in place.
class FigureTable final : public QWidget
{
    Q_OBJECT

public:
    explicit FigureTable(const QStringList& heads, QWidget* parent = nullptr);
    /// Each row has as many cells as there are heads.
    void setRows(const QList<QStringList>& rows);
    void setFigureColor(Token color);

private:
    void addRow(qsizetype columns);

    QGridLayout* m_grid;
    Token m_color = Token::TextPrimary;
    QList<QList<class TextLabel*>> m_cells;
};

} // namespace tierwatch
