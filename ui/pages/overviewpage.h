// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

namespace tierwatch {

class Card;
class Controls;
class DotPlot;
class EventList;
class KpiSummary;
class OverviewLayout;
class ReasonChart;
class ShareChart;
class SizeCard;
class TargetActions;
class TimeChart;
struct OverviewCards;

/// Is the cache working, is it worth it, what happened, what can I do: in one look.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    OverviewPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                 QWidget* parent = nullptr);

protected:
    void showFigures() override;
    void targetChanged() override;
    void setGrey(bool grey) override;
    void figuresAged(qint64 nowMs) override;
    void bannerAction(Banner::Kind kind) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildCards();
    void arrange();
    [[nodiscard]] Card* buildChart();
    [[nodiscard]] Card* buildTimes();
    [[nodiscard]] Card* buildEvents();
    void showVerdict();
    void showHistory();
    void showChartTitle();
    void showTimes();
    void showEvents();
    void showLoad();
    [[nodiscard]] const Event* eventOf(qint64 id) const;
    void pointAt(qint64 id);
    void undo(qint64 id);
    void offerLoad();

    TargetActions& m_actions;
    KpiSummary* m_summary;
    OverviewLayout* m_layout;
    Controls* m_controls = nullptr;
    SizeCard* m_size = nullptr;
    Card* m_chartCard = nullptr;
    ShareChart* m_chart = nullptr;
    ReasonChart* m_reasons = nullptr;
    TimeChart* m_shownChart = nullptr; ///< one of the two
    Card* m_timesCard = nullptr;
    DotPlot* m_times = nullptr;
    Card* m_eventsCard = nullptr;
    EventList* m_events = nullptr;
};

} // namespace tierwatch
