// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/shortcutsdialog.h"

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace tierwatch {

class TargetActions;
class ViewSettings;

/// The menu bar of a window. What it changes by itself are the view settings; all else it asks for
/// by a signal. GUI thread; owned by the window.
class Menus final : public QObject
{
    Q_OBJECT
public:
    Menus(QMainWindow& window, ViewSettings& view, TargetActions& actions);

    /// What needs a target is disabled without one.
    void setHasTarget(bool hasTarget);
    /// Whether the page about all targets is looked at: it is refreshed without a target.
    void setFleetSeen(bool seen);
    /// Whether the target is in a folder of this machine.
    void setHasFolder(bool hasFolder);
    /// Whether a source's password can be entered.
    void setHasPasswords(bool hasPasswords);
    /// Whether the target is a service that wants to know who asks.
    void setHasSignIn(bool hasSignIn);
    /// Where the places that were open last are listed.
    [[nodiscard]] QMenu& recentMenu() const { return *m_recent; }
    /// The menu of the target switcher.
    [[nodiscard]] QMenu& targetMenu() const { return *m_target; }
    /// Every key in the menus, and what it does.
    [[nodiscard]] std::vector<ShortcutText> shortcuts() const;

Q_SIGNALS:
    void openWanted();
    void fileWanted();
    void attachWanted();
    void connectionsWanted();
    void fleetWanted();
    void signInWanted();
    void sampleWanted();
    void welcomeWanted();
    /// By the name of its icon.
    void pageWanted(const QString& name);
    /// One of the ranges, from 0 up; a page may have others in their place.
    void rangeWanted(int index);
    void refreshWanted();
    void switcherWanted();
    void folderWanted();
    void passwordWanted();
    void regionWanted(int step);
    void shortcutsWanted();
    void aboutWanted();

private:
    void buildFile();
    void buildView();
    void buildTheme(QMenu& view);
    void buildRanges(QMenu& view);
    void buildRefresh(QMenu& view);
    void buildTextSize(QMenu& view);
    void buildTarget();
    void buildActions(TargetActions& actions);
    void buildHelp();
    void allowRefresh();
    template <class F>
    QAction* add(QMenu& menu, const QString& text, const QKeySequence& keys, F onTriggered);

    QMainWindow& m_window;
    ViewSettings& m_view;
    QMenu* m_target = nullptr;
    QMenu* m_recent = nullptr;
    QAction* m_refresh = nullptr;
    QAction* m_folder = nullptr;
    QAction* m_signIn = nullptr;
    QAction* m_password = nullptr;
    QList<QAction*> m_needTarget;
    bool m_hasTarget = false;
    bool m_fleetSeen = false;
};

} // namespace tierwatch
