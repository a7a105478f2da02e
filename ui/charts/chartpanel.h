// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QActionGroup;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace tierwatch {

class TimeChart;
class TwinModel;

/// A chart and its table twin in one place, and the "..." menu for a card's corner: another view,
/// show as table, copy picture, save PNG, save CSV, show or hide a series. GUI thread only.
class ChartPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the chart over.
    explicit ChartPanel(TimeChart* chart, QWidget* parent = nullptr);

    /// For `Card::setCorner`, which takes it over.
    [[nodiscard]] QToolButton* menuButton() const { return m_button; }
    /// Another chart for the same place, which the menu offers by its accessible name; taken over.
    void addView(TimeChart* chart);
    [[nodiscard]] bool showsTable() const;
    void setTableShown(bool shown);

Q_SIGNALS:
    /// A picture or a table was written, and where; or could not be, and why.
    void saved(const QString& sentence);
    void saveFailed(const QString& sentence);
    /// The person chose another chart.
    void viewChanged(tierwatch::TimeChart* chart);

private:
    void setupTable();
    void setupMenu();
    void widenColumns();
    void addViewAction(TimeChart* chart);
    void showView(TimeChart* chart);
    void addSeriesActions(QMenu& menu);
    void copyPicture();
    void savePicture();
    void saveTable();
    void askWhere(const QString& title, const QString& suffix,
                  const std::function<bool(const QString&)>& write);
    void refreshTable();

    TimeChart* m_chart;
    QStackedWidget* m_stack;
    QTableView* m_table;
    TwinModel* m_twin;
    QToolButton* m_button;
    QAction* m_showTable = nullptr;
    QActionGroup* m_views = nullptr;  ///< only where there is more than one
    QAction* m_firstOfMenu = nullptr; ///< after the views
};

} // namespace tierwatch
