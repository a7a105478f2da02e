// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QPushButton;

namespace tierwatch {

class AgeGrid;
class AgeScale;
class Card;
class FreshnessKpis;
class FreshnessTable;
class LagChart;
class TargetActions;
class TextLabel;
class Toggle;

/// Is what is cached still what the database has: company by company, over time, and how old the
/// oldest answers are.
class FreshnessPage final : public Page
{
    Q_OBJECT
public:
    FreshnessPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                  QWidget* parent = nullptr);

    [[nodiscard]] bool wantsFreshness() const override { return true; }

protected:
    void showFigures() override;
    void targetChanged() override;
    void setGrey(bool grey) override;
    void figuresAged(qint64 nowMs) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader();
    [[nodiscard]] QWidget* buildSwitch();
    void buildInterval();
    void showSwitch();
    void showInterval();
    [[nodiscard]] QString intervalText(qint64 seconds) const;
    void shortenHeader();
    void buildLower();
    [[nodiscard]] Card* buildChart(QWidget* parent);
    [[nodiscard]] Card* buildGrid(QWidget* parent);
    void syncHeader();
    void showVerdict();
    void showTable();
    void showChart();
    void showAges();
    void saveTable();
    void saveAges();
    void save(const QString& title, const QByteArray& text);
    void arrange();
    [[nodiscard]] const Watermarks* watermarks() const;
    [[nodiscard]] const FreshnessReport* report() const;

    TargetActions& m_actions;
    bool m_narrow = false;
    Toggle* m_auto = nullptr;
    TextLabel* m_autoLabel = nullptr;
    QComboBox* m_interval = nullptr;
    QPushButton* m_check = nullptr;
    FreshnessKpis* m_kpis;
    FreshnessTable* m_table;
    QWidget* m_lower = nullptr;
    Card* m_chartCard = nullptr;
    LagChart* m_chart = nullptr;
    Card* m_gridCard = nullptr;
    AgeGrid* m_grid = nullptr;
    AgeScale* m_scale = nullptr;
};

} // namespace tierwatch
