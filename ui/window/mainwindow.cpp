// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "dialogs/targetactions.h"
#include "models/place.h"
#include "pages/door.h"
#include "pages/fleetpage.h"
#include "pages/problempage.h"
#include "pages/welcomepage.h"
#include "theme/icons.h"
#include "widgets/emptystate.h"
#include "window/connectionprompts.h"
#include "window/focusregions.h"
#include "window/menus.h"
#include "window/passwordprompt.h"
#include "window/statusline.h"
#include "window/targetview.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tierwatch {

MainWindow::MainWindow(ViewSettings& view, TargetOpener& opener, const Clock& clock,
                       QWidget* parent)
    : QMainWindow(parent),
      m_view(view),
      m_opener(opener),
      m_clock(clock),
      m_recent(view.file()),
      m_opening(new Opening(opener, this)),
      m_actions(new TargetActions(this)),
      m_menus(new Menus(*this, view, *m_actions)),
      m_prompt(new PasswordPrompt(this)),
      m_connections(new ConnectionPrompts(opener, this)),
      m_fleet([&opener](const TargetConnection& connection) { return opener.open(connection); },
              clock),
      m_fleetCost(m_fleet, clock),
      m_status(new StatusLine(clock, this)),
      m_stack(new QStackedWidget(this))
{
    setWindowTitle(tr("Tierwatch"));
    setWindowIcon(icons::program());
    setMinimumSize(960, 600);
    setStatusBar(m_status);
    setCentralWidget(m_stack);
    setAcceptDrops(true);
    buildPages();
    connectMenus();
    connectDoors();
    connectOpening();
    connectView();
    connectPrompt();
    connectConnections();
    connectFleet();
    resize(1280, 800);
    restoreGeometry(m_view.windowGeometry());
    showWelcome();
}

MainWindow::~MainWindow()
{
    m_stack->disconnect(this); // its pages go after this
    leaveTarget();
}

void MainWindow::buildPages()
{
    m_welcome = new WelcomePage(m_view, m_stack);
    m_problem = new ProblemPage(m_stack);
    m_wait = new EmptyState(u"workspace"_s, tr("Opening"), m_stack);
    m_target = new TargetView(m_view, m_clock, *m_actions, m_stack);
    m_fleetPage = new FleetPage(m_fleet, m_view, m_clock, m_target);
    m_target->setFleet(m_fleetPage);
    for (QWidget* page : std::initializer_list<QWidget*>{m_welcome, m_problem, m_wait, m_target})
        m_stack->addWidget(page);
    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::updateWatched);
}

void MainWindow::connectMenus()
{
    connect(m_menus, &Menus::openWanted, this, &MainWindow::chooseWorkspace);
    connect(m_menus, &Menus::fileWanted, this,
            [this] { chooseFile(TargetOpener::Access::WatchOnly); });
    connect(m_menus, &Menus::fleetWanted, this, &MainWindow::showFleet);
    connect(m_menus, &Menus::sampleWanted, this, [this] { openSample(); });
    connect(m_menus, &Menus::welcomeWanted, this, &MainWindow::showWelcome);
    connect(m_menus, &Menus::pageWanted, m_target, &TargetView::openPage);
    connect(m_menus, &Menus::rangeWanted, m_target, &TargetView::chooseRange);
    connect(m_menus, &Menus::refreshWanted, this, &MainWindow::refresh);
    connect(m_menus, &Menus::switcherWanted, m_target, &TargetView::openSwitcher);
    connect(m_menus, &Menus::folderWanted, this, &MainWindow::showFolder);
    connect(m_menus, &Menus::regionWanted, this, &MainWindow::moveRegion);
    connect(m_menus, &Menus::shortcutsWanted, this, &MainWindow::showShortcuts);
    connect(m_menus, &Menus::aboutWanted, this, &MainWindow::showAbout);
}

void MainWindow::connectDoors()
{
    connect(m_welcome, &WelcomePage::sampleWanted, this, [this] { openSample(); });
    connect(m_welcome, &WelcomePage::workspaceWanted, this, &MainWindow::chooseWorkspace);
    connect(m_welcome, &WelcomePage::fileWanted, this,
            [this] { chooseFile(TargetOpener::Access::WatchOnly); });
    connect(m_welcome, &WelcomePage::fileToActOnWanted, this,
            [this] { chooseFile(TargetOpener::Access::Control); });
    connect(m_welcome, &WelcomePage::serviceWanted, m_connections, [this] { attachNew(); });
    connect(m_welcome, &WelcomePage::connectionsWanted, m_connections, &ConnectionPrompts::showAll);
    connect(&m_welcome->sampleDoor(), &Door::cancelled, m_opening, &Opening::cancel);
    connect(m_problem, &ProblemPage::retryWanted, m_opening, &Opening::retry);
    connect(m_problem, &ProblemPage::otherWanted, this, &MainWindow::chooseWorkspace);
    connect(m_problem, &ProblemPage::welcomeWanted, this, &MainWindow::showWelcome);
}

void MainWindow::connectOpening()
{
    connect(m_opening, &Opening::started, this, &MainWindow::showOpening);
    connect(m_opening, &Opening::progressed, this, &MainWindow::showProgress);
    connect(m_opening, &Opening::waits, this, &MainWindow::showWaiting);
    connect(m_wait, &EmptyState::triggered, this,
            [this] { m_opener.desk().goOnWithoutKeyStore(); });
    connect(m_opening, &Opening::opened, this, &MainWindow::openingDone);
    connect(m_opening, &Opening::failed, this, &MainWindow::openingGaveUp);
}

void MainWindow::connectView()
{
    connect(m_actions, &TargetActions::invalidated, m_status,
            [this](const QString& sentence) { m_status->offer(sentence, tr("Undo")); });
    connect(m_status, &StatusLine::linkActivated, m_actions->undoAction(), &QAction::trigger);
    connect(m_actions, &TargetActions::said, m_status, &StatusLine::say);
    connect(m_target, &TargetView::said, m_status, &StatusLine::say);
    connect(m_actions, &TargetActions::failed, m_target, &TargetView::showProblem);
    connect(m_target, &TargetView::arrived, this, [this](const SnapshotPtr& snapshot) {
        m_status->showState(m_target->target()->state());
        m_status->showSnapshot(*snapshot);
        m_status->showOwnCost(m_target->batches(), m_target->target()->link());
        Q_EMIT figuresShown();
    });
    connect(m_target, &TargetView::overdue, m_status, &StatusLine::showOverdue);
    connect(m_target, &TargetView::switcherWanted, &m_menus->targetMenu(),
            [this](const QPoint& below) { m_menus->targetMenu().popup(below); });
}

void MainWindow::connectPrompt()
{
    connect(m_menus, &Menus::passwordWanted, m_prompt, &PasswordPrompt::ask);
    connect(m_prompt, &PasswordPrompt::kept, m_status, &StatusLine::say);
    // What failed for want of it is tried again.
    connect(m_prompt, &PasswordPrompt::kept, m_actions->checkAction(), &QAction::trigger);
}

void MainWindow::openWorkspace(const QString& directory, TargetOpener::Access access)
{
    open(connectionAt(directory, access));
}

void MainWindow::open(const TargetConnection& connection)
{
    m_opening->open(connection);
}

void MainWindow::openSample(TargetOpener::Access access)
{
    m_opening->openSample(access);
}

void MainWindow::startSampleLoad()
{
    if (m_target->target() && m_target->target()->isSample())
        m_actions->setLoad(true, SampleLoadState().ratePerSecond);
}

void MainWindow::showOpening(const QString& location)
{
    // A workspace that is opened anew must be let go first: one process owns it, once.
    leaveTarget();
    // Whoever goes back to the fleet meanwhile stays there.
    if (m_target->showsFleet())
        m_target->openPage(u"overview"_s);
    m_wait->setTitle(tr("Opening"));
    m_wait->setSentence(location);
    m_wait->setAction({});
    m_stack->setCurrentWidget(m_wait);
}

void MainWindow::showWaiting(const QString& sentence)
{
    m_wait->setSentence(sentence.isEmpty() ? m_opening->connection().place : sentence);
    m_wait->setAction(sentence.isEmpty() ? QString() : tr("Go on without it"));
}

void MainWindow::showProgress(int percent, const QString& sentence)
{
    if (m_target->target())
        leaveTarget();
    m_stack->setCurrentWidget(m_welcome);
    m_welcome->sampleDoor().setProgress(percent, sentence);
}

void MainWindow::openingDone(const TargetPtr& target)
{
    m_welcome->sampleDoor().endProgress();
    const TargetConnection& opened = m_opening->connection();
    if (opened.kind == TargetConnection::Kind::Workspace)
        m_view.setLastWorkspace(opened.place);
    m_recent.note(opened, opened.name.isEmpty() ? target->name() : opened.name);
    showTarget(target);
}

void MainWindow::openingGaveUp(const QString& location, const Error& error)
{
    m_welcome->sampleDoor().endProgress();
    if (m_stack->currentWidget() == m_welcome) {
        if (error.code != ErrorCode::Cancelled)
            m_welcome->sampleDoor().setProblem(error.message);
    } else if (isFleetShown()) {
        m_status->say(error.message);
    } else {
        m_problem->setProblem(location, error);
        m_stack->setCurrentWidget(m_problem);
    }
    m_connections->settle(m_opening->connection(), error);
    Q_EMIT openingFailed(error);
}

void MainWindow::showTarget(const TargetPtr& target)
{
    m_view.useTarget(target->location());
    m_menus->setHasTarget(true);
    const bool isAddress = isService(target->location());
    m_menus->setHasFolder(!isAddress);
    m_menus->setHasSignIn(isAddress);
    m_status->showState(target->state());
    m_stack->setCurrentWidget(m_target);
    m_target->setTarget(target);
    const TargetConnection* kept = m_opener.connections().find(m_opening->connection().id);
    m_kept = kept ? std::optional(*kept) : std::nullopt;
    showConnection();
    m_target->setFocus();
    followState(*target);
    const std::shared_ptr<SourcePasswords> passwords = m_opener.passwordsOf(*target);
    m_menus->setHasPasswords(passwords != nullptr);
    m_prompt->setPasswords(passwords);
}

void MainWindow::showConnection()
{
    const TargetConnection& connection = m_opening->connection();
    const QString name = connection.name.isEmpty() ? m_target->target()->name() : connection.name;
    setWindowTitle(tr("%1 \u2013 Tierwatch").arg(name));
    m_target->setConnection(connection);
}

void MainWindow::leaveTarget()
{
    m_prompt->setPasswords(nullptr);
    m_connections->drop();
    if (CacheTarget* target = m_target->target())
        target->disconnect(this);
    m_target->setTarget(nullptr);
    m_menus->setHasTarget(false);
    m_status->showNoTarget();
    setWindowTitle(tr("Tierwatch"));
}

void MainWindow::showWelcome()
{
    // The making of the sample is shown behind its door, and goes on there.
    if (!m_opening->creating()) {
        m_opening->drop();
        m_welcome->sampleDoor().endProgress();
    }
    leaveTarget();
    m_welcome->setSampleExists(m_opener.sampleExists());
    m_stack->setCurrentWidget(m_welcome);
}

void MainWindow::chooseWorkspace()
{
    auto* dialog = new QFileDialog(this, tr("Open a workspace"), m_view.lastWorkspace());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& directory) {
        openWorkspace(directory, TargetOpener::Access::Control);
    });
    dialog->open();
}

void MainWindow::showFolder()
{
    if (const CacheTarget* target = m_target->target()) {
        const QFileInfo place(target->location());
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(place.isFile() ? place.path() : place.filePath()));
    }
}

void MainWindow::showShortcuts()
{
    (new ShortcutsDialog(m_menus->shortcuts(), this))->show();
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Tierwatch"),
                                tr("Tierwatch %1").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, this);
    box->setInformativeText(
        tr("A two-tier cache for slow SQL reports, and the dashboard that watches "
           "it. The dashboard is free software under the GPL, version 3 or later; "
           "the engine is under the MIT licence. Built with Qt %1.")
            .arg(QLatin1StringView(qVersion())));
    box->setIconPixmap(icons::program().pixmap(48));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::moveRegion(int step)
{
    if (m_stack->currentWidget() == m_target)
        focusNextRegion(m_target->regions(), step);
}

void MainWindow::updateWatched()
{
    m_target->setWatched(isVisible() && !isMinimized() && m_stack->currentWidget() == m_target);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    updateWatched();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    updateWatched();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateWatched();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_view.setWindowGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace tierwatch
