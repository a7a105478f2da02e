// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The ways from this window to targets, and between them.
#include "window/mainwindow.h"

#include "pages/fleetpage.h"
#include "pages/welcomepage.h"
#include "settings/connectionlink.h"
#include "window/connectionprompts.h"
#include "window/menus.h"
#include "window/statusline.h"
#include "window/targetview.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int costEveryMs = 3000;

} // namespace

void MainWindow::connectConnections()
{
    connect(m_menus, &Menus::attachWanted, this, &MainWindow::attachNew);
    connect(m_menus, &Menus::connectionsWanted, m_connections, &ConnectionPrompts::showAll);
    connect(m_menus, &Menus::signInWanted, this,
            [this] { signIn(tr("Whoever asks from here on is asked for anew.")); });
    connect(m_target, &TargetView::signInWanted, this, &MainWindow::settleTarget);
    connect(&m_opener.connections(), &ConnectionBook::changed, this, &MainWindow::followKept);
    connect(m_connections, &ConnectionPrompts::said, m_status, &StatusLine::say);
    connect(m_connections, &ConnectionPrompts::openWanted, this, &MainWindow::open);
    connect(m_connections, &ConnectionPrompts::settled, this, &MainWindow::goOn);
    connect(&m_recent, &RecentTargets::changed, this, &MainWindow::fillRecent);
    connect(m_welcome, &WelcomePage::recentWanted, this, &MainWindow::openRecent);
    fillRecent();
}

void MainWindow::connectFleet()
{
    m_fleetTick.setInterval(costEveryMs);
    connect(&m_fleetTick, &QTimer::timeout, this, &MainWindow::showFleetState);
    connect(m_target, &TargetView::fleetWatched, this, &MainWindow::watchFleet);
    connect(&m_fleet, &Fleet::reset, this, &MainWindow::showFleetState);
    connect(&m_opener.connections(), &ConnectionBook::changed, this, [this] {
        if (m_fleet.size() > 0 || isFleetShown())
            m_fleet.setConnections(m_opener.connections().all());
    });
    connect(&m_opener.desk(), &ConnectionDesk::signedIn, this,
            [this](const TargetConnection& connection) { m_fleet.ask(connection.id); });
    connect(m_fleetPage, &FleetPage::addWanted, this, &MainWindow::attachNew);
    connect(m_fleetPage, &FleetPage::removeWanted, m_connections, &ConnectionPrompts::remove);
    connect(m_fleetPage, &FleetPage::openWanted, this, [this](const QString& id) {
        if (const TargetConnection* connection = m_opener.connections().find(id)) {
            m_target->openPage(u"overview"_s);
            open(*connection);
        }
    });
    connect(m_fleetPage, &FleetPage::openInNewWindowWanted, this, [this](const QString& id) {
        if (const TargetConnection* connection = m_opener.connections().find(id))
            Q_EMIT newWindowWanted(*connection);
    });
    connect(m_fleetPage, &FleetPage::attentionWanted, this, &MainWindow::settleMember);
}

void MainWindow::watchFleet(bool watched)
{
    m_fleet.setWatched(watched);
    m_menus->setFleetSeen(watched);
    watched ? m_fleetTick.start() : m_fleetTick.stop();
    if (watched)
        showFleetState();
}

void MainWindow::settleMember(const QString& id, FleetConcern concern)
{
    const TargetConnection* connection = m_opener.connections().find(id);
    const int row = m_fleet.rowOf(id);
    if (!connection || row < 0)
        return;
    const auto& trouble = m_fleet.member(row).figures().trouble;
    if (concern == FleetConcern::SignIn)
        m_connections->signIn(*connection, tr("The sign-in ends within a day."));
    else if (concern == FleetConcern::Held)
        m_opener.desk().goOnWithoutKeyStore();
    else if (trouble && !m_connections->settle(*connection, *trouble))
        open(*connection);
}

/// What the open target waits for a person for.
void MainWindow::settleTarget()
{
    const CacheTarget* target = m_target->target();
    if (!target)
        return;
    const TargetState state = target->state();
    if (state.need == TargetState::Need::Trust)
        m_connections->settle(m_opening->connection(),
                              {ErrorCode::NotTrusted, state.sentence, state.presented});
    else
        signIn(tr("Whoever asks from here on is asked for anew."));
}

/// What was changed in the list holds for what is open as well. What a connection leads to, and
/// how, is taken when it is opened the next time; that it may only be watched, at once.
void MainWindow::followKept()
{
    const TargetConnection* now = m_opener.connections().find(m_opening->connection().id);
    if (!now || !m_target->target())
        return;
    const auto before = std::exchange(m_kept, *now);
    if (!before || *before == *now)
        return;
    TargetConnection shown = m_opening->connection();
    shown.name = now->name;
    shown.group = now->group;
    shown.colour = now->colour;
    shown.production = now->production;
    if (before->watchOnly != now->watchOnly) {
        shown.watchOnly = now->watchOnly;
        return isFleetShown() ? leaveTarget() : open(shown);
    }
    m_opening->setConnection(shown);
    showConnection();
}

/// What is open stays open where somebody else asks from here on: it was told who.
void MainWindow::goOn(const TargetConnection& connection)
{
    m_fleet.ask(connection.id);
    if (isFleetShown())
        return;
    if (m_target->target() && connection == m_opening->connection())
        m_target->refresh();
    else
        open(connection);
}

void MainWindow::showFleet()
{
    m_fleet.setConnections(m_opener.connections().all());
    m_stack->setCurrentWidget(m_target);
    m_target->showFleet();
    m_fleetPage->setFocus();
}

void MainWindow::showFleetState()
{
    if (!isFleetShown())
        return;
    const FleetSums sums = m_fleet.sums();
    m_status->showFleet(sums.members - sums.offline - sums.waiting - sums.opening, sums.members,
                        m_fleetCost.next());
}

bool MainWindow::isFleetShown() const
{
    return m_stack->currentWidget() == m_target && m_target->showsFleet();
}

void MainWindow::refresh()
{
    if (isFleetShown())
        m_fleetPage->refresh();
    else
        m_target->refresh();
}

void MainWindow::showLink(const QString& link)
{
    const auto connection = connectionFromLink(link);
    if (connection)
        m_connections->showNew(*connection);
    else
        m_status->say(connection.error().message);
}

void MainWindow::attachNew()
{
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    m_connections->showNew(connection);
}

/// As who was refused, nothing more is asked there.
void MainWindow::signIn(const QString& why)
{
    const CacheTarget* target = m_target->target();
    if (!target)
        return;
    if (target->state().need == TargetState::Need::SignIn)
        m_connections->settle(m_opening->connection(), {ErrorCode::NotSignedIn, why});
    else
        m_connections->signIn(m_opening->connection(), why);
}

/// Who no longer knows who asks, or is another one than before, is asked about once; the banner
/// stays.
void MainWindow::followState(const CacheTarget& target)
{
    connect(&target, &CacheTarget::stateChanged, this, [this](const TargetState& state) {
        if (state.need == TargetState::Need::SignIn)
            signIn(state.sentence);
        else if (state.need == TargetState::Need::Trust)
            settleTarget();
    });
}

void MainWindow::chooseFile(TargetOpener::Access access)
{
    auto* dialog = new QFileDialog(this, tr("Open a cache file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Cache files (*.db *.sqlite *.sqlite3)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, access](const QString& file) { open(connectionAt(file, access)); });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->urls().size() == 1)
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    const QUrl dropped = event->mimeData()->urls().constFirst();
    if (!dropped.isLocalFile())
        return showLink(dropped.toString(QUrl::FullyEncoded));
    const QString place = dropped.toLocalFile();
    const bool isFile = QFileInfo(place).isFile();
    open(connectionAt(place,
                      isFile ? TargetOpener::Access::WatchOnly : TargetOpener::Access::Control));
}

void MainWindow::fillRecent()
{
    QMenu& menu = m_menus->recentMenu();
    menu.clear();
    for (const TargetConnection& recent : m_recent.all()) {
        QAction* action = menu.addAction(recent.name);
        action->setToolTip(recent.place);
        connect(action, &QAction::triggered, this, [this, recent] { openRecent(recent); });
    }
    menu.menuAction()->setEnabled(!menu.isEmpty());
    m_welcome->setRecent(m_recent.all());
}

/// As it is kept now, if it still is.
void MainWindow::openRecent(const TargetConnection& recent)
{
    const TargetConnection* kept = m_opener.connections().find(recent.id);
    open(kept ? *kept : recent);
}

} // namespace tierwatch
