// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/freshnesspage.h"

#include "charts/chartpanel.h"
#include "charts/lagchart.h"
#include "charts/savefile.h"
#include "dialogs/targetactions.h"
#include "models/agetable.h"
#include "models/freshnesstext.h"
#include "pages/freshnesskpis.h"
#include "pages/freshnesstable.h"
#include "target/cachetarget.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"
#include "widgets/toggle.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int lowBelow = 680, narrowBelow = 1000;
constexpr std::array<qint64, 6> intervals{10, 30, 60, 300, 900, 3'600}; // s
constexpr double lowerHeight = 280, lowerHeightLow = 190;

/// The one that fell behind farthest in the range; none where all were current.
std::optional<std::size_t> worstOf(const FreshnessReport& report)
{
    if (report.lags.empty())
        return std::nullopt;
    const std::vector<LagPoint>& points = report.lags.front().points;
    const bool wasBehind = std::ranges::any_of(
        points, [](const LagPoint& point) { return point.behindMs.value_or(0) > 0; });
    return wasBehind ? std::optional<std::size_t>(0) : std::nullopt;
}

} // namespace

FreshnessPage::FreshnessPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                             QWidget* parent)
    : Page(tr("Freshness"), view, clock, parent),
      m_actions(actions),
      m_kpis(new FreshnessKpis(widget())),
      m_table(new FreshnessTable(actions, widget()))
{
    buildHeader();
    body().addWidget(m_kpis);
    body().addWidget(m_table);
    buildLower();
    body().addWidget(m_lower, 1);
    connect(m_table, &FreshnessTable::chosenChanged, this, &FreshnessPage::showChart);
    connect(m_table, &FreshnessTable::exportWanted, this, &FreshnessPage::saveTable);
    connect(&m_actions, &TargetActions::changed, this, &FreshnessPage::syncHeader);
    connect(&banners(), &BannerStack::countChanged, this, &FreshnessPage::arrange);
    syncHeader();
}

void FreshnessPage::buildHeader()
{
    m_check = makeButton(ButtonKind::Primary, u"freshness"_s, tr("Check now"), this);
    m_check->setObjectName(u"checkNow"_s);
    bindButton(*m_check, *m_actions.checkAction());
    buildInterval();
    header().addButton(m_check);
    header().addButton(m_interval);
    header().addButton(buildSwitch());
}

QWidget* FreshnessPage::buildSwitch()
{
    auto* automatic = new QWidget(this);
    auto* row = new QHBoxLayout(automatic);
    row->setContentsMargins({});
    m_autoLabel =
        new TextLabel(tr("Auto-invalidation"), TextStyle::Body, Token::TextPrimary, automatic);
    m_autoLabel->setElidable(false);
    m_auto = new Toggle(automatic);
    m_auto->setAccessibleName(tr("Auto-invalidation"));
    bindButton(*m_auto, *m_actions.switchAction(SwitchKind::AutoInvalidate));
    row->addWidget(m_autoLabel);
    row->addWidget(m_auto);
    followScale(automatic, [row] {
        row->setSpacing(px(8));
        row->setContentsMargins(pxMargins(0, 0, 8, 0));
    });
    return automatic;
}

void FreshnessPage::buildInterval()
{
    m_interval = new QComboBox(this);
    m_interval->setAccessibleName(tr("How often the database is asked"));
    m_interval->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const qint64 seconds : intervals)
        m_interval->addItem(intervalText(seconds), seconds);
    connect(m_interval, &QComboBox::activated, this, [this](int index) {
        m_actions.setCheckInterval(m_interval->itemData(index).toLongLong());
    });
}

void FreshnessPage::showSwitch()
{
    const auto untilMs = watermarks() ? watermarks()->switchUntilMs : std::nullopt;
    m_autoLabel->setToolTip(
        untilMs ? tr("Until %1").arg(Format().moment(*untilMs, snapshot()->atMs)) : QString());
}

QString FreshnessPage::intervalText(qint64 seconds) const
{
    const QString interval = Format().age(seconds * 1000);
    return m_narrow ? interval : tr("Every %1").arg(interval);
}

/// In a small window there is no room for all words beside the range.
void FreshnessPage::shortenHeader()
{
    m_autoLabel->setText(m_narrow ? tr("Auto") : tr("Auto-invalidation"));
    for (int i = 0; i < m_interval->count(); ++i)
        m_interval->setItemText(i, intervalText(m_interval->itemData(i).toLongLong()));
    syncHeader();
}

/// One that is not among those to choose from was chosen elsewhere.
void FreshnessPage::showInterval()
{
    if (!watermarks() || m_interval->view()->isVisible())
        return;
    const qint64 seconds = watermarks()->intervalMs / 1000;
    int index = m_interval->findData(seconds);
    if (index < 0) {
        index = static_cast<int>(std::ranges::lower_bound(intervals, seconds) - intervals.begin());
        m_interval->insertItem(index, intervalText(seconds), seconds);
    }
    m_interval->setCurrentIndex(index);
}

void FreshnessPage::buildLower()
{
    m_lower = new QWidget(widget());
    auto* row = new QHBoxLayout(m_lower);
    row->setContentsMargins({});
    m_chartCard = buildChart(m_lower);
    m_gridCard = buildGrid(m_lower);
    // Neither may take room from the other because of what it happens to show.
    for (Card* card : {m_chartCard, m_gridCard}) {
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        row->addWidget(card, card == m_chartCard ? 2 : 3);
    }
    followScale(m_lower, [row] { row->setSpacing(px(12)); });
}

Card* FreshnessPage::buildChart(QWidget* parent)
{
    auto* card = new Card(tr("Time behind the database"), parent);
    m_chart = new LagChart(card);
    auto* panel = new ChartPanel(m_chart, card);
    connect(panel, &ChartPanel::saved, this, &FreshnessPage::said);
    connect(panel, &ChartPanel::saveFailed, this, &FreshnessPage::showProblem);
    card->setCorner(panel->menuButton());
    card->body()->addWidget(panel);
    return card;
}

Card* FreshnessPage::buildGrid(QWidget* parent)
{
    auto* card = new Card(tr("Oldest answer in service"), parent);
    m_grid = new AgeGrid(tr("Oldest answer in service"), card);
    card->body()->addWidget(m_grid);
    auto* corner = new QWidget(card);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins({});
    m_scale = new AgeScale(corner);
    m_scale->setLongest({});
    QToolButton* more = makeIconButton(u"more"_s, tr("Menu of the ages"), corner);
    auto* menu = new QMenu(more);
    menu->addAction(tr("Save CSV\u2026"), this, &FreshnessPage::saveAges);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_scale);
    row->addWidget(more);
    followScale(corner, [row] { row->setSpacing(px(8)); });
    card->setCorner(corner);
    return card;
}

void FreshnessPage::syncHeader()
{
    m_check->setText(m_actions.isChecking() ? tr("Checking\u2026")
                     : m_narrow             ? tr("Check")
                                            : tr("Check now"));
    const Capability can = m_actions.capability(SetCheckInterval::name);
    m_interval->setEnabled(can.available);
    m_interval->setToolTip(can.reason);
    m_interval->setAccessibleDescription(can.reason);
}

const Watermarks* FreshnessPage::watermarks() const
{
    return snapshot() && snapshot()->watermarks ? &*snapshot()->watermarks : nullptr;
}

const FreshnessReport* FreshnessPage::report() const
{
    const bool has = snapshot() && snapshot()->freshness && *snapshot()->freshness;
    return has ? &**snapshot()->freshness : nullptr;
}

void FreshnessPage::targetChanged()
{
    m_kpis->clear();
    m_chart->setLines({}, {}, 0, 0);
    m_grid->setTable({});
    m_scale->setLongest({});
    m_table->setEmpty(tr("Reading"), {});
    header().setVerdict({State::Info, tr("Reading."), tr("The first figures are on their way.")});
}

void FreshnessPage::showFigures()
{
    m_kpis->setFigures(watermarks(), report(), names(), snapshot()->atMs);
    showVerdict();
    showSwitch();
    showInterval();
    showTable();
    showChart();
    showAges();
}

void FreshnessPage::showVerdict()
{
    if (!watermarks()) {
        header().setVerdict(
            {State::Info, tr("Not watched."), snapshot()->watermarks.error().message});
        return;
    }
    const Format format;
    header().setVerdict(freshnessVerdict(
        *watermarks(), {names(), format, watermarks()->running, snapshot()->atMs}));
}

void FreshnessPage::showTable()
{
    if (!watermarks())
        m_table->setEmpty(tr("Nothing watches the database"),
                          snapshot()->watermarks.error().message);
    else if (watermarks()->companies.empty())
        m_table->setEmpty(tr("No company has cached data yet"),
                          tr("A company is watched from the first answer that is kept for it."));
    else
        m_table->setFigures(*watermarks(), report(), names(), snapshot()->atMs);
}

void FreshnessPage::showChart()
{
    if (!snapshot())
        return;
    const QString noLags = report() ? report()->lagsUnavailable.value_or(QString()) : QString();
    m_chartCard->setNotAvailable(watermarks() ? noLags : snapshot()->watermarks.error().message);
    if (!watermarks() || !report() || !noLags.isEmpty())
        return;
    std::vector<LagLine> lines;
    lines.reserve(report()->lags.size());
    std::optional<std::size_t> chosen = worstOf(*report());
    const CompanyWatermark* wanted = m_table->chosen();
    for (const CompanyLag& lag : report()->lags) {
        CompanyWatermark company;
        company.companyId = lag.companyId;
        company.source = lag.source;
        if (wanted && wanted->companyId == lag.companyId && wanted->source == lag.source)
            chosen = lines.size();
        lines.push_back({m_table->model().nameOf(company), lag.points});
    }
    const qint64 nowMs = snapshot()->atMs;
    m_chart->setAlarm(watermarks()->alarmMs);
    m_chart->setLines(std::move(lines), chosen, nowMs - snapshot()->range.lengthMs, nowMs);
    m_chartCard->setSubtitle(tr("%1, %2").arg(m_chart->unitName(), lastPhrase(view().range())));
}

void FreshnessPage::showAges()
{
    if (!report())
        return;
    m_gridCard->setNotAvailable(report()->agesUnavailable.value_or(QString()));
    if (report()->agesUnavailable)
        return;
    const AgesShown shown = agesShown(*report(), names(), snapshot()->atMs);
    m_gridCard->setEmpty(shown.table.companies.isEmpty() ? tr("Nothing is cached on disk yet.")
                                                         : QString());
    const QString counted = Format().clockSeconds(report()->countedMs.value_or(0));
    m_gridCard->setSubtitle(tr("%1, as of %2").arg(shown.unit, counted));
    m_grid->setTable(shown.table);
    m_scale->setLongest(shown.longest);
}

void FreshnessPage::saveTable()
{
    save(tr("Save the table of companies"), m_table->model().csv());
}

void FreshnessPage::saveAges()
{
    if (report())
        save(tr("Save the ages"), agesCsv(*report(), names()));
}

void FreshnessPage::save(const QString& title, const QByteArray& text)
{
    saveFile(
        this, title, u"csv"_s, [text](const QString& path) { return writeText(path, text); },
        [this](bool written, const QString& sentence) {
            if (written)
                Q_EMIT said(sentence);
            else
                showProblem(sentence);
        });
}

void FreshnessPage::setGrey(bool grey)
{
    m_kpis->setGrey(grey);
    m_table->setGrey(grey);
    m_grid->setGrey(grey);
}

void FreshnessPage::figuresAged(qint64 nowMs)
{
    m_chart->advanceTo(nowMs);
}

void FreshnessPage::resizeEvent(QResizeEvent* event)
{
    arrange();
    Page::resizeEvent(event);
}

/// Banners take room from the cards.
void FreshnessPage::arrange()
{
    const int taken = banners().isHidden() ? 0 : banners().sizeHint().height() + px(10);
    const bool low = viewport()->height() - taken < px(lowBelow);
    m_kpis->setCompact(low);
    m_grid->setLow(low);
    m_lower->setMinimumHeight(px(low ? lowerHeightLow : lowerHeight));
    const bool narrow = width() < px(narrowBelow);
    if (std::exchange(m_narrow, narrow) != narrow)
        shortenHeader();
}

} // namespace tierwatch
