// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/price.h"
#include "theme/tokens.h"

#include <QFrame>

class QTableView;
class QHBoxLayout;
class QVBoxLayout;

namespace tierwatch {

class KpiColumn;
class PriceTableModel;
class TableDelegate;
class TextLabel;

/// What an invalidation would cost: three figures, and a table by type below them.
class PricePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit PricePanel(Names names, QWidget* parent = nullptr);

    void setPrice(const Preview& price);
    /// The figures are those of another scope, or there are none: grey until setPrice().
    void setPending();
    /// Nobody can tell the price.
    void setUnknown();

private:
    void buildFigures(QVBoxLayout& layout);
    void buildTable(QVBoxLayout& layout);
    void fitTable();
    void setColor(Token color);
    [[nodiscard]] int neededWidth() const;
    [[nodiscard]] int namesWidth() const;
    [[nodiscard]] int cellsWidth(int column) const;
    [[nodiscard]] KpiColumn* addFigure(QHBoxLayout& row, const QString& label);

    const Names m_names;
    KpiColumn* m_entries = nullptr;
    KpiColumn* m_time = nullptr;
    KpiColumn* m_hitRate = nullptr;
    QTableView* m_table = nullptr;
    PriceTableModel* m_model = nullptr;
    TableDelegate* m_rows = nullptr;
    TextLabel* m_caution = nullptr;
};

} // namespace tierwatch
