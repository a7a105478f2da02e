// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/fleetcosttext.h"
#include "models/recenttargets.h"
#include "models/snapshot.h"
#include "models/viewsettings.h"
#include "target/fleet.h"
#include "window/opening.h"

#include <QMainWindow>

class QStackedWidget;

namespace tierwatch {

class ConnectionPrompts;
class EmptyState;
class FleetPage;
class Menus;
class PasswordPrompt;
class ProblemPage;
class StatusLine;
class TargetActions;
class TargetView;
class WelcomePage;

/// The dashboard's window: the doors, one target at a time, or why it could not be opened. Never
/// waits for a target. GUI thread; settings, opener and clock outlive it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(ViewSettings& view, TargetOpener& opener, const Clock& clock,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Of these only a workspace is what opens the next time.
    void open(const TargetConnection& connection);
    void openWorkspace(const QString& directory, TargetOpener::Access access);
    /// Makes it first, with visible progress, where it is not there yet.
    void openSample(TargetOpener::Access access = TargetOpener::Access::Control);
    /// Does nothing where the target has no simulated users.
    void startSampleLoad();
    void showWelcome();
    /// All targets side by side; they are opened when this is looked at first.
    void showFleet();
    /// A tierwatch:// link: what it names is shown to be looked at, and not opened.
    void showLink(const QString& link);
    void showTarget(const TargetPtr& target);

Q_SIGNALS:
    /// Figures of the target are on the screen.
    void figuresShown();
    void openingFailed(const tierwatch::Error& error);
    /// A person wants to see it beside what is shown here.
    void newWindowWanted(const tierwatch::TargetConnection& connection);
    void closed();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildPages();
    void connectMenus();
    void connectDoors();
    void connectOpening();
    void connectView();
    void connectPrompt();
    void connectFleet();
    void connectConnections();
    [[nodiscard]] bool isFleetShown() const;
    void refresh();
    void goOn(const TargetConnection& connection);
    void settleMember(const QString& id, FleetConcern concern);
    void showFleetState();
    void followState(const CacheTarget& target);
    void settleTarget();
    void followKept();
    void showConnection();
    void signIn(const QString& why);
    void fillRecent();
    void openRecent(const TargetConnection& recent);
    void chooseFile(TargetOpener::Access access);
    void attachNew();
    void showOpening(const QString& location);
    void showWaiting(const QString& sentence);
    void showProgress(int percent, const QString& sentence);
    void openingDone(const TargetPtr& target);
    void openingGaveUp(const QString& location, const Error& error);
    void leaveTarget();
    void chooseWorkspace();
    void showFolder();
    void showShortcuts();
    void showAbout();
    void moveRegion(int step);
    void updateWatched();
    void watchFleet(bool watched);

    ViewSettings& m_view;
    TargetOpener& m_opener;
    const Clock& m_clock;
    RecentTargets m_recent;
    Opening* m_opening;
    std::optional<TargetConnection> m_kept; ///< what is open, as the list had it last
    TargetActions* m_actions;
    Menus* m_menus;
    PasswordPrompt* m_prompt;
    ConnectionPrompts* m_connections;
    Fleet m_fleet;
    FleetCostText m_fleetCost;
    QTimer m_fleetTick; ///< of the status line, while the fleet is shown
    FleetPage* m_fleetPage = nullptr;
    StatusLine* m_status;
    QStackedWidget* m_stack;
    WelcomePage* m_welcome = nullptr;
    ProblemPage* m_problem = nullptr;
    EmptyState* m_wait = nullptr;
    TargetView* m_target = nullptr;
};

} // namespace tierwatch
