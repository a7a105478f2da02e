// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/fleetpage.h"

#include "dialogs/fleetdialog.h"
#include "pages/fleetdetail.h"
#include "pages/fleetproblems.h"
#include "pages/fleettable.h"
#include "pages/pageheader.h"
#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/emptystate.h"
#include "widgets/kpiband.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int lowBelow = 700;
constexpr int wideFrom = 1800 - 208; ///< of a window, without the navigation
constexpr double findWidth = 236;
enum GroupChoice { allGroups, byGroup, groupsFrom };

} // namespace

FleetPage::FleetPage(Fleet& fleet, ViewSettings& view, const Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_fleet(fleet),
      m_view(view),
      m_clock(clock),
      m_header(new PageHeader(tr("Fleet"), view, this)),
      m_body(new QWidget(this)),
      m_empty(new EmptyState(u"fleet"_s, tr("No targets yet"), this)),
      m_band(new KpiBand(m_body)),
      m_table(new FleetTable(fleet, clock, m_body)),
      m_problems(new FleetProblems(m_body)),
      m_detail(new FleetDetail(m_body))
{
    setAccessibleName(tr("Fleet"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_header);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_empty, 1);
    followScale(this, [layout] {
        layout->setContentsMargins(pxMargins(20, 12, 20, 12));
        layout->setSpacing(px(10));
    });
    buildHeader();
    buildBand();
    buildBody();
    follow();
    showMembers();
}

void FleetPage::buildHeader()
{
    QPushButton* add = makeButton(ButtonKind::Plain, u"add"_s, tr("Add target\u2026"), this);
    add->setObjectName(u"addTarget"_s);
    connect(add, &QPushButton::clicked, this, &FleetPage::addWanted);
    m_header->addButton(add);
    m_header->hideRange();
    m_empty->setSentence(tr("Add the services, workspaces and cache files that you look after, and "
                            "see here at a glance how all of them do."));
    m_empty->setAction(tr("Add target\u2026"), ButtonKind::Primary);
    connect(m_empty, &EmptyState::triggered, this, &FleetPage::addWanted);
}

void FleetPage::buildBand()
{
    m_hitRate = m_band->addColumn(tr("Hit rate, last hour"), TextStyle::PageFigure);
    m_requests = m_band->addColumn(tr("Requests"), TextStyle::PageFigure);
    m_saved = m_band->addColumn(tr("Saved, 24 h"), TextStyle::PageFigure);
    m_fresh = m_band->addColumn(tr("Freshness"), TextStyle::PageFigure);
}

QWidget* FleetPage::buildTools()
{
    auto* tools = new QWidget(m_body);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins({});
    buildFilters(tools);
    m_chosen = new TextLabel(TextStyle::Body, Token::TextSecondary, tools);
    m_chosen->setElidable(false);
    m_switch = makeButton(ButtonKind::Plain, tr("Switch cache\u2026"), tools);
    m_switch->setObjectName(u"fleetSwitch"_s);
    m_invalidate = makeButton(ButtonKind::Danger, u"invalidate"_s, tr("Invalidate\u2026"), tools);
    m_invalidate->setObjectName(u"fleetInvalidate"_s);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_find, m_group, m_sort})
        row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_chosen, m_switch, m_invalidate})
        row->addWidget(widget);
    connect(m_switch, &QPushButton::clicked, this, [this] { act(Act::Switch); });
    connect(m_invalidate, &QPushButton::clicked, this, [this] { act(Act::Invalidate); });
    followScale(tools, [this, row] {
        row->setSpacing(px(8));
        m_find->setFixedWidth(px(findWidth));
    });
    return tools;
}

void FleetPage::buildFilters(QWidget* tools)
{
    m_find = new QLineEdit(tools);
    m_find->setPlaceholderText(tr("Find a target\u2026 (Ctrl+F)"));
    m_find->setAccessibleName(tr("Find a target"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icons::icon(u"search"_s, Token::TextSecondary), QLineEdit::LeadingPosition);
    m_group = new QComboBox(tools);
    m_group->setObjectName(u"groups"_s);
    m_group->setAccessibleName(tr("Group"));
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_sort = new QComboBox(tools);
    m_sort->setAccessibleName(tr("Order"));
    m_sort->addItems({tr("Outliers first"), tr("As listed"), tr("By name"),
                      tr("Lowest hit rate first"), tr("Slowest first")});
    FleetModel& model = m_table->model();
    connect(m_find, &QLineEdit::textChanged, &model, &FleetModel::setFind);
    connect(m_group, &QComboBox::currentIndexChanged, this, &FleetPage::chooseGroup);
    connect(m_sort, &QComboBox::activated, &model,
            [&model](int index) { model.setSort(static_cast<FleetModel::Sort>(index)); });
}

void FleetPage::buildBody()
{
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins({});
    layout->addWidget(m_band);
    auto* columns = new QHBoxLayout;
    auto* left = new QVBoxLayout;
    left->addWidget(buildTools());
    left->addWidget(m_table, 1);
    left->addWidget(m_problems);
    left->addStretch(0);
    columns->addLayout(left, 1);
    columns->addWidget(m_detail);
    layout->addLayout(columns, 1);
    m_detail->hide();
    followScale(m_body, [layout, columns, left] {
        for (QBoxLayout* one : std::initializer_list<QBoxLayout*>{layout, columns, left})
            one->setSpacing(px(12));
    });
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, &FleetPage::find);
}

void FleetPage::follow()
{
    m_fleet.setInterval(m_view.interval());
    m_fleet.setPaused(m_view.paused());
    connect(&m_view, &ViewSettings::intervalChanged, &m_fleet,
            [this](std::chrono::seconds interval) { m_fleet.setInterval(interval); });
    connect(&m_view, &ViewSettings::pausedChanged, &m_fleet, &Fleet::setPaused);
    connect(&m_fleet, &Fleet::reset, this, &FleetPage::showMembers);
    connect(&m_fleet, &Fleet::changed, this, &FleetPage::showFigures);
    connect(m_table, &FleetTable::chosenChanged, this, &FleetPage::showChosen);
    connect(m_table, &FleetTable::openWanted, this, &FleetPage::openWanted);
    connect(m_table, &FleetTable::openInNewWindowWanted, this, &FleetPage::openInNewWindowWanted);
    connect(m_table, &FleetTable::removeWanted, this, &FleetPage::removeWanted);
    connect(m_problems, &FleetProblems::triggered, this, &FleetPage::help);
}

QList<QWidget*> FleetPage::regions() const
{
    return {m_header, m_body->isHidden() ? static_cast<QWidget*>(m_empty) : m_body};
}

void FleetPage::find()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void FleetPage::showMembers()
{
    m_body->setVisible(m_fleet.size() > 0);
    m_empty->setVisible(m_fleet.size() == 0);
    showGroups();
    showFigures();
    showChosen();
}

void FleetPage::showGroups()
{
    const int chosen = m_group->currentIndex();
    const QVariant name = m_group->currentData();
    const QSignalBlocker quiet(m_group);
    m_group->clear();
    m_group->addItems({tr("All groups"), tr("By group")});
    for (const QString& group : m_table->model().groups())
        m_group->addItem(group, group);
    m_group->setCurrentIndex(
        std::max<int>(allGroups, chosen < groupsFrom ? chosen : m_group->findData(name)));
    m_group->setVisible(m_group->count() > groupsFrom);
    chooseGroup();
}

void FleetPage::chooseGroup()
{
    const int index = m_group->currentIndex();
    FleetModel& model = m_table->model();
    model.setByGroup(index == byGroup);
    model.setGroup(index >= groupsFrom ? std::optional(m_group->itemData(index).toString())
                                       : std::nullopt);
}

void FleetPage::showFigures()
{
    const FleetSums sums = m_fleet.sums();
    const bool none = sums.members == 0;
    m_header->setVerdict(none ? Verdict{State::Info, tr("Nothing to watch yet."), {}}
                              : fleetVerdict(sums));
    m_header->setUpdatedAt(m_clock.wallMs());
    showSums(sums);
    showProblems(sums);
    showDetail();
}

void FleetPage::showSums(const FleetSums& sums)
{
    const Format format;
    const auto of = [&sums](int some) { return ofTargets(some, sums.members); };
    m_hitRate->setFigure(format.percent(sums.hitRate));
    m_hitRate->setComparison(tr("weighted by requests, %1").arg(of(sums.ofHitRate)),
                             Token::TextSecondary);
    m_requests->setFigure(sums.ofRequests > 0 ? format.rate(sums.requestsPerS) : Format::unknown());
    m_requests->setComparison(of(sums.ofRequests), Token::TextSecondary);
    m_saved->setFigure(sums.ofSaved > 0 ? format.count(sums.savedQueries) : Format::unknown());
    m_saved->setComparison(tr("queries, %1").arg(of(sums.ofSaved)), Token::TextSecondary);
    m_fresh->setFigure(
        sums.ofFresh > 0
            ? tr("%1 of %2").arg(format.count(sums.fresh.current), format.count(sums.fresh.all))
            : Format::unknown());
    m_fresh->setComparison(tr("companies current, %1").arg(of(sums.ofFresh)), Token::TextSecondary);
}

/// The worst first at once, also where the table's order stands for a while.
void FleetPage::showProblems(const FleetSums& sums)
{
    const auto most = std::size_t(height() < px(lowBelow) ? 2 : FleetProblems::most);
    std::vector<std::pair<FleetConcern, int>> rows;
    for (const int row : m_fleet.order()) {
        if (const FleetConcern concern = m_fleet.concern(row); concern != FleetConcern::None)
            rows.emplace_back(concern, row);
    }
    std::ranges::stable_sort(rows, {}, &std::pair<FleetConcern, int>::first);
    std::vector<FleetProblem> problems;
    problems.reserve(most);
    for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
        problems.push_back(fleetProblem(m_fleet, rows[i].second, m_clock.wallMs(), Format()));
    m_problems->setProblems(problems, sums.offline + sums.waiting + sums.concerned);
}

void FleetPage::showChosen()
{
    const auto count = m_table->chosen().size();
    m_chosen->setText(count > 0 ? tr("%1 selected").arg(Format().count(count)) : QString());
    for (QPushButton* button : {m_switch, m_invalidate}) {
        button->setEnabled(count > 0);
        button->setToolTip(count > 0 ? QString() : tr("Choose targets in the table first."));
    }
    showDetail();
}

void FleetPage::showDetail()
{
    if (m_detail->isHidden())
        return;
    const QStringList chosen = m_table->chosen();
    const int row = chosen.size() == 1 ? m_fleet.rowOf(chosen.constFirst()) : -1;
    if (row >= 0)
        m_detail->setText(fleetDetail(m_fleet, row, m_clock.wallMs(), Format()));
    else
        m_detail->setEmpty(chosen.isEmpty()
                               ? tr("Choose a target to see here all that is known of it.")
                               : tr("Choose one target alone to see all that is known of it."));
}

void FleetPage::act(Act what)
{
    auto* dialog = new FleetDialog(
        m_fleet, what == Act::Switch ? FleetDialog::Kind::Switch : FleetDialog::Kind::Invalidate,
        m_table->chosen(), this);
    connect(dialog, &QDialog::finished, &m_fleet, &Fleet::refresh);
    dialog->open();
}

void FleetPage::help(const QString& connectionId, FleetConcern concern)
{
    if (concern == FleetConcern::Offline)
        m_fleet.retry(connectionId);
    else if (concern <= FleetConcern::Held || concern == FleetConcern::SignIn)
        Q_EMIT attentionWanted(connectionId, concern);
    else
        Q_EMIT openWanted(connectionId);
}

void FleetPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_band->setCompact(height() < px(lowBelow));
    m_detail->setVisible(width() >= px(wideFrom));
    showProblems(m_fleet.sums());
    showDetail();
}

} // namespace tierwatch
