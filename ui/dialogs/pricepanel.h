// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/price.h"

#include <QFrame>

class QTableView;
class QHBoxLayout;
class QVBoxLayout;

namespace tierwatch {

class KpiColumn;
class PriceTableModel;

/// What an invalidation would cost: three figures, and a table by type below them.
class PricePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit PricePanel(QWidget* parent = nullptr);

    void setPrice(const Preview& price, const Names& names);
    /// The figures are those of another scope, or there are none: grey until setPrice().
    void setPending();

private:
    void buildFigures(QVBoxLayout& layout);
    void buildTable(QVBoxLayout& layout);
    void fitTable();
    [[nodiscard]] KpiColumn* addFigure(QHBoxLayout& row, const QString& label);

    KpiColumn* m_entries = nullptr;
    KpiColumn* m_time = nullptr;
    KpiColumn* m_hitRate = nullptr;
    QTableView* m_table = nullptr;
    PriceTableModel* m_model = nullptr;
};

} // namespace tierwatch
