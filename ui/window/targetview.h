// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "models/poller.h"
#include "window/targetopener.h"

#include <QWidget>

class QStackedWidget;

namespace tierwatch {

class FleetPage;
class NavigationPanel;
class Page;
class TargetActions;
class ViewSettings;

/// Everything that shows one target: navigation, its pages, and the poller that feeds them. Holds
/// the target. GUI thread; settings, clock and actions outlive it.
class TargetView final : public QWidget
{
    Q_OBJECT
public:
    TargetView(ViewSettings& view, const Clock& clock, TargetActions& actions,
               QWidget* parent = nullptr);
    ~TargetView() override;

    /// A page about all targets, behind those about one; it is there without a target, too.
    void setFleet(FleetPage* page);
    void showFleet();
    [[nodiscard]] bool showsFleet() const { return !page(); }
    /// Null lets go of the target.
    void setTarget(const TargetPtr& target);
    [[nodiscard]] CacheTarget* target() const { return m_target.get(); }
    void showPage(int number);
    void chooseRange(int index);
    /// By the name of its icon.
    void openPage(const QString& name);
    /// Whether anybody can see the window.
    void setWatched(bool watched);
    /// What is known of how the target is reached: its source server, whether it is production.
    void setConnection(const TargetConnection& connection);
    void refresh() { m_poller.refresh(); }
    void showProblem(const QString& sentence);
    void openSwitcher();
    [[nodiscard]] qint64 batches() const { return m_poller.batches(); }
    /// In the order of F6.
    [[nodiscard]] QList<QWidget*> regions() const;

Q_SIGNALS:
    void arrived(const tierwatch::SnapshotPtr& snapshot);
    void overdue();
    void said(const QString& sentence);
    void switcherWanted(const QPoint& below);
    void signInWanted();
    /// Whether somebody looks at the page about all targets.
    void fleetWatched(bool watched);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int pageNumber(const QString& name) const;
    /// Null where the page about all targets is on top.
    [[nodiscard]] Page* page() const;
    void updateWatched();
    void buildPages();
    void connectSettings();
    void connectPoller();
    void readNames();
    void addPage(const QString& icon, const QString& name, Page* page);

    ViewSettings& m_view;
    TargetActions& m_actions;
    Poller m_poller;
    TargetPtr m_target;
    bool m_namesMissing = false; ///< they could not be read; the next figures bring another try
    NavigationPanel* m_navigation;
    QStackedWidget* m_stack;
    QList<Page*> m_pages;
    FleetPage* m_fleet = nullptr;
    bool m_watched = false;
    const Clock& m_clock;
};

} // namespace tierwatch
