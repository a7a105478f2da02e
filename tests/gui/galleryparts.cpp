// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "galleryparts.h"

#include "charts/chartpanel.h"
#include "charts/sharechart.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/dotplot.h"
#include "widgets/emptystate.h"
#include "widgets/eventlist.h"
#include "widgets/figuretable.h"
#include "widgets/kpiband.h"
#include "widgets/legendlabel.h"
#include "widgets/meter.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/statusdot.h"
#include "widgets/textlabel.h"
#include "widgets/toggle.h"
#include "widgets/verdictline.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch::gallery {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 mebibyte = 1024 * 1024;

} // namespace

qint64 noon()
{
    return QDateTime(QDate(2026, 11, 12), QTime(14, 32)).toMSecsSinceEpoch();
}

History anHour()
{
    History history{.fromMs = noon() - 60 * minuteMs,
                    .toMs = noon(),
                    .stepMs = 10'000,
                    .points = {},
                    .total = {},
                    .previous = {}};
    for (int i = 0; i < 360; ++i) {
        Tally tally;
        const double wave = std::sin(i * 0.21) + 0.7 * std::sin(i * 0.067);
        const double dip = i < 156 ? 0 : std::exp(-(i - 156) / 18.0);
        const double memory = 72 + wave - 40 * dip, hits = 94 + 0.4 * wave - 22 * dip;
        tally.memory = qRound64(memory * 10);
        tally.disk = qRound64((hits - memory) * 10);
        tally.database = 1000 - tally.memory - tally.disk;
        if (i >= 290 && i < 312) {
            tally = {};
            tally.bypassed = 300;
        }
        history.points.push_back({history.fromMs + i * history.stepMs, tally});
        history.total += tally;
    }
    return history;
}

namespace {

QList<EventItem> someEvents()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch(), yesterday = now - 24 * 60 * minuteMs;
    return {
        {5,
         now,
         2,
         u"Euxin Shipping: 46 new postings"_s,
         u"214 entries expired; −3 points for 2 min"_s,
         {}},
        {4, now, 0, u"Clean-up removed 1,204 expired entries"_s, u"58.3 MiB freed on disk"_s, {}},
        {3, now, 1, u"Everything invalidated by radu.ionescu"_s, u"61,304 entries, −81 points."_s,
         u"Undo until 14:38"_s},
        {2,
         yesterday,
         0,
         u"Cache on again for mihai.radu, who had switched it off to compare"_s,
         u"Was off for 10 min, switched back by itself"_s,
         {}},
        {1, now, 0, u"Memory limit raised to 256 MiB"_s, u"by ioana.pop, was 192 MiB"_s, {}}};
}

KpiBand* makeBand(QWidget* parent)
{
    auto* band = new KpiBand(parent);
    KpiColumn* rate = band->addColumn(u"Hit rate"_s, TextStyle::Hero);
    auto* legend = new ShareLegend(rate);
    legend->setShares(Format::shares({712, 220, 68}));
    rate->setFigure(Format().percent(93.2));
    rate->setBeside(legend);
    rate->setTrend(State::Ok, 1.4, Format().points(1.4), u"above the hour before (91.8%)"_s);
    KpiColumn* response = band->addColumn(u"Average response"_s);
    response->setFigure(Format().duration(39));
    response->setComparison(u"13 times faster"_s);
    response->setContext(u"without the cache: 515 ms"_s);
    auto* saved = new FigureTable({u"Saved"_s, u"queries"_s, u"database time"_s}, band);
    saved->setRows({{u"Last 24 h"_s, u"1,482,100"_s, u"8 d 18 h"_s},
                    {u"7 days"_s, u"8,619,400"_s, u"50 d 23 h"_s},
                    {u"Total"_s, u"94,123,060"_s, u"557 d"_s}});
    band->addColumn(saved);
    KpiColumn* freshness = band->addColumn(u"Freshness"_s);
    freshness->setFigure(u"21 of 23"_s);
    freshness->setComparison(u"companies current, checked 4 s ago"_s);
    freshness->setContext(u"2 behind, longest for 10 min"_s);
    freshness->setContextState(State::Warning);
    return band;
}

Card* makeChartCard(QWidget* parent)
{
    auto* card = new Card(u"Where answers came from"_s, parent);
    card->setSubtitle(u"% of requests, last hour"_s);
    auto* chart = new ShareChart;
    auto* panel = new ChartPanel(chart, card);
    card->setCorner(panel->menuButton());
    card->body()->addWidget(panel);
    chart->setHistory(anHour());
    chart->setMarks({{1, noon() - 34 * minuteMs, 1, u"Carpatia Foods invalidated"_s},
                     {2, noon() - 14 * minuteMs, 2, u"Euxin Shipping"_s},
                     {3, noon() - 13 * minuteMs, 3, u"Cache off"_s}});
    chart->setAlarmLines({{85, u"alarm under 85%"_s}});
    return card;
}

Card* makeControls(QWidget* parent)
{
    auto* card = new Card(u"Controls"_s, parent);
    const auto addRow = [card](const QString& title, const QString& state, bool on) {
        auto* row = new ToggleRow(title, card);
        row->setStateText(state);
        row->toggle().setChecked(on);
        card->body()->addWidget(row);
        card->body()->addSpacing(8);
        return row;
    };
    addRow(u"Cache for everyone"_s, u"On"_s, true);
    addRow(u"Cache for me"_s, u"Off, back on in 6:55"_s, false);
    addRow(u"Auto-invalidation"_s, u"No monitor yet"_s, true)->setReason(u"No monitor yet."_s);
    card->body()->addWidget(makeHairLine(card));
    card->body()->addSpacing(10);
    card->body()->addWidget(
        makeButton(ButtonKind::Danger, u"invalidate"_s, u"Invalidate…"_s, card));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(7));
    row->addWidget(makeButton(ButtonKind::Plain, u"Clean up"_s, card));
    row->addWidget(makeButton(ButtonKind::Plain, u"Benchmark…"_s, card));
    card->body()->addSpacing(7);
    card->body()->addLayout(row);
    card->body()->addStretch(1);
    return card;
}

Card* makeTimes(QWidget* parent)
{
    auto* card = new Card(u"Response times, median"_s, parent);
    auto* legend = new QWidget(card);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins({});
    row->setSpacing(px(8));
    row->addWidget(new LegendLabel(LegendLabel::Mark::Circle, Token::Memory, u"Cached"_s, legend));
    row->addWidget(
        new LegendLabel(LegendLabel::Mark::Diamond, Token::Database, u"Database"_s, legend));
    card->setCorner(legend);
    auto* plot = new DotPlot(card);
    plot->setRows({{u"Dashboard totals"_s, 0.041, 184.0},
                   {u"Trial balance"_s, 0.096, 742.0},
                   {u"Receivables ageing"_s, 0.073, 1120.0},
                   {u"Invoices by month"_s, 0.058, 395.0},
                   {u"Treasury forecast"_s, {}, 528.0},
                   {u"Top partners"_s, 0.062, 68.0}});
    card->body()->addWidget(plot);
    card->body()->addStretch(1);
    return card;
}

Card* makeSizes(QWidget* parent)
{
    auto* card = new Card(u"Size"_s, parent);
    auto* memory = new TierMeter(Token::Memory, u"Memory"_s, card);
    memory->setSize(103 * mebibyte, 256 * mebibyte);
    memory->setDetail(u"2,118 entries, 40% full"_s);
    auto* disk = new TierMeter(Token::Disk, u"Disk"_s, card);
    disk->setSize(951 * mebibyte, 1024 * mebibyte);
    disk->setDetail(u"7,192 entries, 93% full"_s);
    card->body()->addWidget(memory);
    card->body()->addSpacing(12);
    card->body()->addWidget(disk);
    card->body()->addStretch(1);
    card->body()->addWidget(makeHairLine(card));
    card->body()->addSpacing(6);
    card->body()->addWidget(new TextLabel(u"Pushed out in the last hour: 0"_s, TextStyle::Small,
                                          Token::TextSecondary, card));
    return card;
}

Card* makeEvents(QWidget* parent)
{
    auto* card = new Card(u"Recent events"_s, parent);
    card->setCorner(makeLink(u"All activity"_s, card));
    auto* list = new EventList(card);
    list->setEvents(someEvents());
    list->select(4);
    card->body()->addWidget(list);
    return card;
}

QWidget* makeHeader(QWidget* parent)
{
    auto* header = new QWidget(parent);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins({});
    row->addWidget(new TextLabel(u"Overview"_s, TextStyle::Title, Token::TextPrimary, header), 1);
    auto* range =
        new SegmentedControl(u"Range"_s, {u"5 min"_s, u"1 h"_s, u"24 h"_s, u"7 d"_s}, header);
    range->setCurrentIndex(1);
    row->addWidget(range);
    auto* live = new QToolButton(header);
    live->setText(u"Live, every 1 s"_s);
    live->setIcon(icons::dot(Token::Ok));
    live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setKind(*live, ButtonKind::Plain);
    row->addWidget(live);
    auto* pause = makeIconButton(u"pause"_s, u"Pause"_s, header);
    setKind(*pause, ButtonKind::Plain);
    row->addWidget(pause);
    return header;
}

} // namespace

void fillOverview(QWidget& page)
{
    auto* grid = new QGridLayout(&page);
    grid->setContentsMargins(20, 12, 20, 12);
    grid->setSpacing(12);
    auto* banner = new BannerStack(&page);
    banner->setBanner(Banner::Kind::Production,
                      u"Actions here ask you to type the name of what they touch."_s, {},
                      u"Signed in as ioana.pop, operator"_s);
    banner->setBanner(Banner::Kind::Simulated, u"Simulated users are asking 30 times a second."_s,
                      u"Stop"_s);
    auto* verdict = new VerdictLine(&page);
    verdict->setVerdict(
        State::Warning, u"Recovering."_s,
        u"radu.ionescu invalidated everything at 14:08. Hit rate is back at 88%; normal (93%) at about 14:50."_s);
    grid->addWidget(banner, 0, 0, 1, 12);
    grid->addWidget(makeHeader(&page), 1, 0, 1, 12);
    grid->addWidget(verdict, 2, 0, 1, 12);
    grid->addWidget(makeBand(&page), 3, 0, 1, 12);
    grid->addWidget(makeChartCard(&page), 4, 0, 1, 9);
    grid->addWidget(makeControls(&page), 4, 9, 1, 3);
    grid->addWidget(makeTimes(&page), 5, 0, 1, 5);
    grid->addWidget(makeSizes(&page), 5, 5, 1, 3);
    grid->addWidget(makeEvents(&page), 5, 8, 1, 4);
}

QHBoxLayout* makeButtons(QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->addWidget(makeButton(ButtonKind::Plain, u"Cancel"_s, parent));
    row->addWidget(makeButton(ButtonKind::Primary, u"Create the sample"_s, parent));
    row->addWidget(
        makeButton(ButtonKind::Primary, u"sample"_s, u"Start the sample load"_s, parent));
    row->addWidget(makeButton(ButtonKind::Danger, u"invalidate"_s, u"Invalidate…"_s, parent));
    row->addWidget(makeButton(ButtonKind::DangerFinal, u"Invalidate 1,508 entries"_s, parent));
    for (const ButtonKind kind : {ButtonKind::Plain, ButtonKind::Primary, ButtonKind::Danger}) {
        QPushButton* disabled = makeButton(kind, u"Reckoning…"_s, parent);
        disabled->setEnabled(false);
        row->addWidget(disabled);
    }
    return row;
}

QHBoxLayout* makeFields(QWidget* parent)
{
    auto* row = new QHBoxLayout;
    auto* combo = new QComboBox(parent);
    combo->addItems({u"Delta Energy"_s, u"Carpatia Foods"_s});
    auto* hint = new QLineEdit(parent);
    hint->setPlaceholderText(u"Search or run a command"_s);
    auto* off = new QComboBox(parent);
    off->addItem(u"All types"_s);
    off->setEnabled(false);
    auto* radio = new QRadioButton(u"Invalidate"_s, parent);
    radio->setChecked(true);
    auto* check = new QCheckBox(u"Watch-only"_s, parent);
    check->setChecked(true);
    const QList<QWidget*> widgets{
        combo, new QLineEdit(u"Delta Energy"_s, parent), hint,  off,
        radio, new QRadioButton(u"Purge"_s, parent),     check, new QCheckBox(u"Off"_s, parent)};
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    return row;
}

QHBoxLayout* makeChips(QWidget* parent)
{
    auto* row = new QHBoxLayout;
    for (const State state : {State::Ok, State::Info, State::Warning, State::Error, State::Stale})
        row->addWidget(new Chip(state, u"Needs attention"_s, parent));
    auto* connected = new StatusDot(parent);
    connected->setState(State::Ok, u"Connected"_s);
    row->addWidget(connected);
    auto* toggle = new Toggle(parent);
    toggle->setChecked(true);
    row->addWidget(toggle);
    row->addWidget(new Toggle(parent));
    return row;
}

QWidget* makeBanners(QWidget* parent)
{
    auto* banners = new BannerStack(parent);
    banners->setBanner(Banner::Kind::WatchOnly, u"Watch-only: actions are off for this target."_s,
                       u"Allow control…"_s);
    banners->setBanner(Banner::Kind::Stale,
                       u"Figures are from 14:27:41, 4 min ago: the service does not answer."_s,
                       u"Try now"_s);
    banners->setBanner(Banner::Kind::Warning, u"One sentence: what, since when, by whom."_s,
                       u"Do it"_s);
    banners->setBanner(Banner::Kind::Snapshot,
                       u"Snapshot of 12 Nov 2026, 14:30. Nothing here is live."_s, u"Compare…"_s);
    return banners;
}

QHBoxLayout* makeCards(QWidget* parent)
{
    auto* row = new QHBoxLayout;
    auto* missing = new Card(u"Freshness"_s, parent);
    missing->setNotAvailable(u"Not available: this service offers no history."_s);
    row->addWidget(missing);
    auto* panel = new ChartPanel(new ShareChart, parent);
    panel->findChild<ShareChart*>()->setHistory(anHour());
    panel->setTableShown(true);
    auto* table = new Card(u"As a table"_s, parent);
    table->setCorner(panel->menuButton());
    table->body()->addWidget(panel);
    row->addWidget(table, 1);
    auto* empty = new Card(u"Where answers came from"_s, parent);
    auto* chart = new ShareChart;
    chart->emptyState().setSentence(u"Start the sample load or point your service here."_s);
    chart->emptyState().setAction(u"Start the sample load"_s, ButtonKind::Primary);
    empty->body()->addWidget(chart);
    History nothing = anHour();
    nothing.points.clear();
    chart->setHistory(nothing);
    row->addWidget(empty, 1);
    return row;
}

QMenu* makeMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->addAction(icons::icon(u"refresh"_s), u"Refresh"_s)->setShortcut(Qt::Key_F5);
    menu->addAction(u"Show as table"_s)->setCheckable(true);
    menu->actions().constLast()->setChecked(true);
    menu->addSeparator();
    menu->addAction(u"Not now"_s)->setEnabled(false);
    return menu;
}

} // namespace tierwatch::gallery
