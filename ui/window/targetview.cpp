// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/targetview.h"

#include "dialogs/targetactions.h"
#include "models/viewsettings.h"
#include "models/whendone.h"
#include "pages/benchmarkpage.h"
#include "pages/fleetpage.h"
#include "pages/freshnesspage.h"
#include "pages/overviewpage.h"
#include "pages/savingspage.h"
#include "theme/typography.h"
#include "window/navigationpanel.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int compactBelow = 1100;

bool isAnyBehind(const Snapshot& snapshot)
{
    return snapshot.watermarks &&
           std::ranges::any_of(snapshot.watermarks->companies, [](const CompanyWatermark& company) {
               return company.state == Freshness::Behind || company.state == Freshness::NotChecked;
           });
}

} // namespace

TargetView::TargetView(ViewSettings& view, const Clock& clock, TargetActions& actions,
                       QWidget* parent)
    : QWidget(parent),
      m_view(view),
      m_actions(actions),
      m_poller(clock),
      m_navigation(new NavigationPanel(this)),
      m_stack(new QStackedWidget(this)),
      m_clock(clock)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addWidget(m_stack, 1);
    buildPages();
    connectSettings();
    connectPoller();
}

TargetView::~TargetView()
{
    m_poller.setTarget(nullptr);
}

void TargetView::buildPages()
{
    addPage(u"overview"_s, tr("Overview"), new OverviewPage(m_view, m_clock, m_actions, m_stack));
    addPage(u"freshness"_s, tr("Freshness"),
            new FreshnessPage(m_view, m_clock, m_actions, m_stack));
    auto* savings = new SavingsPage(m_view, m_clock, m_actions, m_stack);
    addPage(u"savings"_s, tr("Savings"), savings);
    connect(savings, &SavingsPage::savingsWanted, &m_poller, &Poller::setSavings);
    addPage(u"benchmark"_s, tr("Benchmark"), new BenchmarkPage(m_view, m_clock, m_stack));
    m_navigation->setCurrent(0);
    connect(m_actions.benchmarkAction(), &QAction::triggered, this,
            [this] { openPage(u"benchmark"_s); });
    connect(m_navigation, &NavigationPanel::pageChosen, this, &TargetView::showPage);
    connect(&m_navigation->switcher(), &QAbstractButton::clicked, this, &TargetView::openSwitcher);
    connect(m_navigation, &NavigationPanel::serverWanted, this, &TargetView::signInWanted);
}

void TargetView::addPage(const QString& icon, const QString& name, Page* page)
{
    m_navigation->addPage(icon, name);
    page->setObjectName(icon);
    m_stack->addWidget(page);
    m_pages.append(page);
    connect(page, &Page::refreshWanted, &m_poller, &Poller::refresh);
    connect(page, &Page::said, this, &TargetView::said);
    connect(page, &Page::signInWanted, this, &TargetView::signInWanted);
}

void TargetView::setFleet(FleetPage* page)
{
    m_fleet = page;
    m_navigation->addPage(u"fleet"_s, tr("Fleet"));
    m_stack->addWidget(page);
}

void TargetView::showFleet()
{
    showPage(m_stack->indexOf(m_fleet));
}

void TargetView::connectSettings()
{
    m_poller.setRange(rangeOf(m_view.range()));
    m_poller.setInterval(m_view.interval());
    m_poller.setPaused(m_view.paused());
    connect(&m_view, &ViewSettings::rangeChanged, &m_poller,
            [this](RangeChoice range) { m_poller.setRange(rangeOf(range)); });
    connect(&m_view, &ViewSettings::intervalChanged, &m_poller,
            [this](std::chrono::seconds interval) { m_poller.setInterval(interval); });
    connect(&m_view, &ViewSettings::pausedChanged, &m_poller, &Poller::setPaused);
}

void TargetView::connectPoller()
{
    connect(&m_actions, &TargetActions::settled, &m_poller, &Poller::refresh);
    connect(&m_poller, &Poller::arrived, this, [this](const SnapshotPtr& snapshot) {
        m_actions.setSnapshot(snapshot);
        m_navigation->setTrouble(pageNumber(u"freshness"_s), isAnyBehind(*snapshot));
        for (Page* page : m_pages)
            page->setSnapshot(snapshot);
        if (m_namesMissing)
            readNames();
        Q_EMIT arrived(snapshot);
    });
    connect(&m_poller, &Poller::overdue, this, [this] {
        for (Page* page : m_pages)
            page->setOverdue();
        Q_EMIT overdue();
    });
    connect(&m_poller, &Poller::paceChanged, this, [this] {
        for (Page* page : m_pages)
            page->setPace(m_poller.pace(), m_poller.slow());
    });
}

void TargetView::setTarget(const TargetPtr& target)
{
    m_poller.setTarget(nullptr);
    m_actions.setTarget(target.get());
    for (Page* page : m_pages)
        page->setTarget(target.get());
    if (m_target)
        m_target->disconnect(this);
    // The one before is let go when nothing points to it any more.
    m_target = target;
    m_navigation->setTrouble(pageNumber(u"freshness"_s), false);
    for (int number = 0; number < m_pages.size(); ++number)
        m_navigation->setAvailable(number, target != nullptr);
    if (!target) {
        m_navigation->setTarget(tr("All targets"), tr("None is chosen"));
        m_navigation->setServer({});
        return;
    }
    m_navigation->setTarget(target->name(), target->kindName());
    connect(target.get(), &CacheTarget::changed, this, [this] {
        if (!m_view.paused())
            m_poller.refresh();
    });
    readNames();
    m_poller.setTarget(target.get());
}

void TargetView::readNames()
{
    m_namesMissing = false;
    const auto show = [this, asked = m_target.get()](const Result<Catalog>& catalog) {
        if (asked != m_target.get())
            return;
        m_namesMissing = !catalog;
        if (!catalog)
            return;
        const Names names(*catalog);
        m_actions.setNames(names);
        for (Page* page : m_pages)
            page->setNames(names);
    };
    whenDone(m_target->read(CatalogQuery{}), this, show);
}

void TargetView::setConnection(const TargetConnection& connection)
{
    if (m_target)
        m_navigation->setTarget(connection.name.isEmpty() ? m_target->name() : connection.name,
                                m_target->kindName());
    m_navigation->setServer(connection.server);
    m_actions.setProduction(connection.production);
    for (Page* page : m_pages)
        page->setProduction(connection.production);
}

void TargetView::showPage(int number)
{
    m_navigation->setCurrent(number);
    m_stack->setCurrentIndex(number);
    m_poller.setFreshnessWanted(page() && page()->wantsFreshness());
    updateWatched();
}

Page* TargetView::page() const
{
    return m_pages.value(m_stack->currentIndex(), nullptr);
}

void TargetView::setWatched(bool watched)
{
    m_watched = watched;
    updateWatched();
}

/// Nothing is asked for pages that nobody sees.
void TargetView::updateWatched()
{
    m_poller.setWatched(m_watched && page());
    Q_EMIT fleetWatched(m_watched && !page());
}

void TargetView::chooseRange(int index)
{
    if (Page* shown = page())
        shown->chooseRange(index);
    else
        m_view.setRange(static_cast<RangeChoice>(index));
}

void TargetView::openPage(const QString& name)
{
    showPage(pageNumber(name));
}

int TargetView::pageNumber(const QString& name) const
{
    const auto page = std::ranges::find(m_pages, name, &Page::objectName);
    return static_cast<int>(page - m_pages.begin());
}

void TargetView::showProblem(const QString& sentence)
{
    if (Page* shown = page())
        shown->showProblem(sentence);
    else
        Q_EMIT said(sentence);
}

void TargetView::openSwitcher()
{
    const QWidget& switcher = m_navigation->switcher();
    Q_EMIT switcherWanted(switcher.mapToGlobal(QPoint(0, switcher.height() + px(4))));
}

QList<QWidget*> TargetView::regions() const
{
    return (page() ? page()->regions() : m_fleet->regions()) << m_navigation;
}

void TargetView::resizeEvent(QResizeEvent* event)
{
    m_navigation->setCompact(width() < px(compactBelow));
    QWidget::resizeEvent(event);
}

} // namespace tierwatch
