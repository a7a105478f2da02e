// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace tierwatch {

class TimeChart;
class TwinModel;

/// A chart and its table twin in one place, and the "..." menu for a card's corner: show as table,
/// copy picture, save PNG, save CSV, show or hide a series.
class ChartPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the chart over.
    explicit ChartPanel(TimeChart* chart, QWidget* parent = nullptr);

    /// For `Card::setCorner`, which takes it over.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }
    [[nodiscard]] bool showsTable() const;
    void setTableShown(bool shown);

private:
    void buildMenu();
    void copyPicture();
    void save(const QString& suffix);
    void refreshTable();

    TimeChart* m_chart;
    QStackedWidget* m_stack;
    QTableView* m_table;
    TwinModel* m_twin;
    QToolButton* m_menu;
};

} // namespace tierwatch
