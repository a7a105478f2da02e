// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewpage.h"

#include "charts/chartpanel.h"
#include "charts/reasonchart.h"
#include "charts/sharechart.h"
#include "dialogs/targetactions.h"
#include "models/verdict.h"
#include "pages/controls.h"
#include "pages/kpisummary.h"
#include "pages/overviewlayout.h"
#include "pages/sizecard.h"
#include "target/cachetarget.h"
#include "theme/typography.h"
#include "widgets/card.h"
#include "widgets/dotplot.h"
#include "widgets/emptystate.h"
#include "widgets/eventlist.h"
#include "widgets/legendlabel.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QToolButton>

#include <algorithm>

namespace tierwatch {

namespace {

constexpr int wideFrom = 1800 - 208;
constexpr int lowBelow = 740;     // smaller cards
constexpr int compactBelow = 660; // and shorter figures
constexpr qsizetype mostEvents = 30;

QWidget* makeTimesLegend(QWidget* parent)
{
    auto* legend = new QWidget(parent);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins({});
    followScale(legend, [row] { row->setSpacing(px(8)); });
    row->addWidget(new LegendLabel(LegendLabel::Mark::Circle, Token::Memory,
                                   OverviewPage::tr("Cached"), legend));
    row->addWidget(new LegendLabel(LegendLabel::Mark::Diamond, Token::Database,
                                   OverviewPage::tr("Database"), legend));
    return legend;
}

} // namespace

OverviewPage::OverviewPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                           QWidget* parent)
    : Page(tr("Overview"), view, clock, parent),
      m_actions(actions),
      m_summary(new KpiSummary(widget())),
      m_layout(new OverviewLayout(widget()))
{
    body().addWidget(m_summary);
    body().addWidget(m_layout, 1);
    buildCards();
    connect(&banners(), &BannerStack::countChanged, this, &OverviewPage::arrange);
    for (const TimeChart* chart :
         {static_cast<TimeChart*>(m_chart), static_cast<TimeChart*>(m_reasons)})
        connect(chart, &TimeChart::markActivated, m_events, &EventList::select);
    connect(m_events, &EventList::linkActivated, this, &OverviewPage::undo);
    connect(m_events, &EventList::opened, this, &OverviewPage::pointAt);
    connect(&m_chart->emptyState(), &EmptyState::triggered, m_actions.loadAction(),
            &QAction::trigger);
}

void OverviewPage::buildCards()
{
    m_controls = new Controls(m_actions, m_layout);
    m_size = new SizeCard(m_layout);
    m_chartCard = buildChart();
    m_timesCard = buildTimes();
    m_eventsCard = buildEvents();
    m_layout->setCards({.chart = m_chartCard,
                        .controls = m_controls,
                        .times = m_timesCard,
                        .size = m_size,
                        .events = m_eventsCard});
}

Card* OverviewPage::buildChart()
{
    auto* card = new Card(tr("Where answers came from"), m_layout);
    m_chart = new ShareChart(card);
    m_reasons = new ReasonChart(card);
    m_shownChart = m_chart;
    auto* panel = new ChartPanel(m_chart, card);
    panel->addView(m_reasons);
    connect(panel, &ChartPanel::viewChanged, this, [this](TimeChart* chart) {
        m_shownChart = chart;
        showChartTitle();
    });
    connect(panel, &ChartPanel::saved, this, &OverviewPage::said);
    connect(panel, &ChartPanel::saveFailed, this, &OverviewPage::showProblem);
    card->setCorner(panel->menuButton());
    card->body()->addWidget(panel);
    return card;
}

Card* OverviewPage::buildTimes()
{
    auto* card = new Card(tr("Response times, median"), m_layout);
    m_times = new DotPlot(card);
    card->setCorner(makeTimesLegend(card));
    card->body()->addWidget(m_times);
    return card;
}

Card* OverviewPage::buildEvents()
{
    auto* card = new Card(tr("Recent events"), m_layout);
    m_events = new EventList(card);
    card->body()->addWidget(m_events);
    return card;
}

void OverviewPage::targetChanged()
{
    m_summary->clear();
    m_size->clear();
    m_chart->setHistory({});
    m_reasons->setHistory({});
    m_chart->setMarks({});
    m_reasons->setMarks({});
    m_times->setRows({});
    m_events->setEvents({});
    banners().removeBanner(Banner::Kind::Simulated);
    m_controls->setSample(target() && target()->isSample());
    header().setVerdict({State::Info, tr("Reading."), tr("The first figures are on their way.")});
    m_chart->emptyState().setTitle(tr("Reading the history"));
    m_chart->emptyState().setSentence({});
    m_chart->emptyState().setAction({});
}

void OverviewPage::showFigures()
{
    const RangeChoice range = view().range();
    m_summary->setFigures(*snapshot(), range);
    m_size->setFigures(*snapshot(), range);
    showVerdict();
    showHistory();
    showTimes();
    showEvents();
    if (!snapshot()->stats)
        return;
    m_controls->setStats(*snapshot()->stats, snapshot()->atMs);
    showLoad();
}

void OverviewPage::showVerdict()
{
    const Snapshot& now = *snapshot();
    if (now.stats && now.history)
        header().setVerdict(verdictOf(*now.stats, *now.history, now.events ? *now.events : Events{},
                                      view().range(), names(), Format()));
    else if (now.stats && now.history.error().code == ErrorCode::NotAvailable)
        header().setVerdict(
            {State::Info, tr("Not everything is told."), now.history.error().message});
}

void OverviewPage::showChartTitle()
{
    const bool reasons = m_shownChart == m_reasons;
    m_chartCard->setTitle(m_shownChart->accessibleName());
    const QString range = lastPhrase(view().range());
    const bool known = snapshot() && snapshot()->history;
    m_chartCard->setSubtitle(
        reasons && known ? tr("each %1, %2").arg(Format().age(snapshot()->history->stepMs), range)
                         : tr("% of requests, %1").arg(range));
}

void OverviewPage::showHistory()
{
    showChartTitle();
    if (!snapshot()->history) {
        m_chartCard->setNotAvailable(snapshot()->history.error().message);
        return;
    }
    m_chartCard->setNotAvailable({});
    const QString untold =
        snapshot()->stats ? snapshot()->stats->detailsUnavailable.value_or(QString()) : QString();
    m_chart->setTiersKnown(untold.isEmpty());
    m_chart->setHistory(*snapshot()->history);
    m_reasons->setHistory(untold.isEmpty() ? *snapshot()->history : History{});
    m_reasons->emptyState().setTitle(untold.isEmpty() ? tr("No misses in this range")
                                                      : tr("Not available"));
    m_reasons->emptyState().setSentence(untold);
    offerLoad();
}

void OverviewPage::offerLoad()
{
    EmptyState& empty = m_chart->emptyState();
    const Tally& asked = snapshot()->history->total;
    if (asked.answered() == 0 && asked.bypassed > 0) {
        empty.setTitle(tr("Nobody asked the cache"));
        empty.setSentence(tr("%1.").arg(bypassedText(asked.bypassed)));
        empty.setAction({});
        return;
    }
    const bool running = snapshot()->stats && snapshot()->stats->sampleLoad &&
                         snapshot()->stats->sampleLoad->running;
    empty.setTitle(tr("No requests yet"));
    if (!target() || !target()->isSample() || running) {
        empty.setSentence(running ? tr("The first answers are on their way.")
                                  : tr("The chart fills once somebody asks the cache."));
        empty.setAction({});
        return;
    }
    empty.setSentence(tr("Simulated users ask the sample\u2019s reports until you stop them."));
    empty.setAction(tr("Start the sample load"));
}

void OverviewPage::showTimes()
{
    if (!snapshot()->times) {
        m_timesCard->setNotAvailable(snapshot()->times.error().message);
        return;
    }
    m_timesCard->setNotAvailable({});
    m_timesCard->setEmpty(snapshot()->times->types.empty() ? tr("No report was asked yet.")
                                                           : QString());
    // Where nobody tells how many requests there were, there is only a mean.
    const auto& types = snapshot()->times->types;
    const bool means = std::ranges::any_of(types, [](const auto& t) { return !t.cached.count; });
    const auto typical = means ? &Latency::meanMs : &Latency::medianMs;
    m_timesCard->setTitle(means ? tr("Response times, mean") : tr("Response times, median"));
    std::vector<DotRow> rows;
    rows.reserve(types.size());
    for (const TypeTimes& type : types)
        rows.push_back({names().type(type.type), type.cached.*typical, type.database.*typical});
    m_times->setRows(std::move(rows));
}

void OverviewPage::showEvents()
{
    if (!snapshot()->events) {
        m_eventsCard->setNotAvailable(snapshot()->events.error().message);
        return;
    }
    m_eventsCard->setNotAvailable({});
    const bool untold = snapshot()->stats && snapshot()->stats->detailsUnavailable;
    m_eventsCard->setEmpty(!snapshot()->events->events.empty() ? QString()
                           : untold ? tr("The file does not tell what its owner does. What is done "
                                         "from here will stand here.")
                                    : tr("Nothing happened yet."));
    const Format format;
    std::vector<ChartMark> marks;
    if (snapshot()->history) {
        const History& history = *snapshot()->history;
        for (const NumberedEvent& one :
             markedEvents(*snapshot()->events, history.fromMs, history.toMs))
            marks.push_back({one.event.id, one.event.timeMs, one.number,
                             eventText(one.event, names(), format).what});
    }
    QList<EventItem> items;
    for (const Event& event : snapshot()->events->events) {
        if (items.size() == mostEvents)
            break;
        const EventText text = eventText(event, names(), format);
        const auto mark = std::ranges::find(marks, event.id, &ChartMark::id);
        items.append({event.id, event.timeMs, mark == marks.end() ? 0 : mark->number, text.what,
                      text.effect, m_actions.canUndo(event) ? tr("Undo") : QString()});
    }
    m_chart->setMarks(marks);
    m_reasons->setMarks(marks);
    m_events->setEvents(items);
}

void OverviewPage::showLoad()
{
    const auto& load = snapshot()->stats->sampleLoad;
    if (load && load->running)
        banners().setBanner(Banner::Kind::Simulated,
                            tr("Simulated users are asking %1 times a second.")
                                .arg(Format().count(qRound64(load->ratePerSecond))),
                            tr("Stop"));
    else
        banners().removeBanner(Banner::Kind::Simulated);
}

const Event* OverviewPage::eventOf(qint64 id) const
{
    if (!snapshot() || !snapshot()->events)
        return nullptr;
    const std::vector<Event>& events = snapshot()->events->events;
    const auto found = std::ranges::find(events, id, &Event::id);
    return found == events.end() ? nullptr : &*found;
}

/// Where the event is on the chart.
void OverviewPage::pointAt(qint64 id)
{
    const Event* event = eventOf(id);
    if (event && event->timeMs >= m_chart->fromMs())
        m_shownChart->setCrosshair(event->timeMs);
}

void OverviewPage::undo(qint64 id)
{
    if (const Event* event = eventOf(id))
        m_actions.undo(*event);
}

void OverviewPage::setGrey(bool grey)
{
    m_summary->setGrey(grey);
    m_size->setGrey(grey);
    m_times->setGrey(grey);
    m_events->setGrey(grey);
}

/// The chart keeps its last point and leaves a gap up to now.
void OverviewPage::figuresAged(qint64 nowMs)
{
    m_chart->advanceTo(nowMs);
    m_reasons->advanceTo(nowMs);
}

void OverviewPage::bannerAction(Banner::Kind kind)
{
    if (kind == Banner::Kind::Simulated)
        m_actions.loadAction()->trigger();
    Page::bannerAction(kind);
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    arrange();
    Page::resizeEvent(event);
}

/// Banners take room from the cards.
void OverviewPage::arrange()
{
    const int taken = banners().isHidden() ? 0 : banners().sizeHint().height() + px(10);
    const int height = viewport()->height() - taken;
    const bool low = height < px(lowBelow);
    m_summary->setCompact(height < px(compactBelow));
    m_controls->setLow(low);
    m_layout->arrange(viewport()->width() >= px(wideFrom), low);
}

} // namespace tierwatch
