// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/menus.h"

#include "dialogs/targetactions.h"
#include "models/viewsettings.h"
#include "pages/pageheader.h"

#include <QActionGroup>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

void collect(const QMenu& menu, std::vector<ShortcutText>& shortcuts)
{
    for (const QAction* action : menu.actions()) {
        if (const QMenu* sub = action->menu())
            collect(*sub, shortcuts);
        else if (!action->shortcut().isEmpty())
            shortcuts.push_back({action->text().remove(u'&'), action->shortcut()});
    }
}

} // namespace

Menus::Menus(QMainWindow& window, ViewSettings& view, TargetActions& actions)
    : QObject(&window), m_window(window), m_view(view)
{
    buildFile();
    buildView();
    buildTarget();
    buildActions(actions);
    buildHelp();
    setHasTarget(false);
}

template <class F>
QAction* Menus::add(QMenu& menu, const QString& text, const QKeySequence& keys, F onTriggered)
{
    QAction* action = menu.addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, onTriggered);
    return action;
}

void Menus::buildFile()
{
    QMenu& menu = *m_window.menuBar()->addMenu(tr("&File"));
    add(menu, tr("Open cache &file\u2026"), Qt::CTRL | Qt::Key_O, [this] { Q_EMIT fileWanted(); });
    add(menu, tr("&Open workspace\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
        [this] { Q_EMIT openWanted(); });
    add(menu, tr("&Attach to a service\u2026"), Qt::CTRL | Qt::Key_N,
        [this] { Q_EMIT attachWanted(); });
    m_recent = menu.addMenu(tr("&Recent targets"));
    add(menu, tr("Open the &sample"), {}, [this] { Q_EMIT sampleWanted(); });
    add(menu, tr("&Welcome"), {}, [this] { Q_EMIT welcomeWanted(); });
    menu.addSeparator();
    QAction* quit =
        add(menu, tr("&Quit"), Qt::CTRL | Qt::Key_Q, [] { QApplication::closeAllWindows(); });
    quit->setMenuRole(QAction::QuitRole);
}

void Menus::buildView()
{
    QMenu& menu = *m_window.menuBar()->addMenu(tr("&View"));
    m_needTarget.append(add(menu, tr("&Overview"), Qt::CTRL | Qt::Key_1,
                            [this] { Q_EMIT pageWanted(u"overview"_s); }));
    m_needTarget.append(add(menu, tr("Fr&eshness"), Qt::CTRL | Qt::Key_3,
                            [this] { Q_EMIT pageWanted(u"freshness"_s); }));
    m_needTarget.append(add(menu, tr("Sa&vings"), Qt::CTRL | Qt::Key_4,
                            [this] { Q_EMIT pageWanted(u"savings"_s); }));
    m_needTarget.append(add(menu, tr("&Benchmark"), Qt::CTRL | Qt::Key_9,
                            [this] { Q_EMIT pageWanted(u"benchmark"_s); }));
    add(menu, tr("Fle&et"), Qt::CTRL | Qt::SHIFT | Qt::Key_T, [this] { Q_EMIT fleetWanted(); });
    menu.addSeparator();
    buildRanges(menu);
    buildRefresh(menu);
    menu.addSeparator();
    buildTheme(menu);
    buildTextSize(menu);
    menu.addSeparator();
    add(menu, tr("Next &region"), Qt::Key_F6, [this] { Q_EMIT regionWanted(1); });
    add(menu, tr("Previous re&gion"), Qt::SHIFT | Qt::Key_F6, [this] { Q_EMIT regionWanted(-1); });
    add(menu, tr("&Full screen"), Qt::Key_F11,
        [this] { m_window.setWindowState(m_window.windowState() ^ Qt::WindowFullScreen); });
}

void Menus::buildTheme(QMenu& view)
{
    QMenu& menu = *view.addMenu(tr("&Theme"));
    auto* group = new QActionGroup(&menu);
    const QStringList names{tr("&System"), tr("&Light"), tr("&Dark")};
    for (int index = 0; index < names.size(); ++index) {
        QAction* action = group->addAction(names[index]);
        const auto mode = static_cast<Theme::Mode>(index);
        action->setCheckable(true);
        action->setChecked(m_view.theme() == mode);
        connect(action, &QAction::triggered, this, [this, mode] { m_view.setTheme(mode); });
        connect(&m_view, &ViewSettings::themeChanged, action,
                [action, mode](Theme::Mode now) { action->setChecked(now == mode); });
    }
    menu.addActions(group->actions());
}

void Menus::buildRanges(QMenu& view)
{
    QMenu& menu = *view.addMenu(tr("Ra&nge"));
    auto* group = new QActionGroup(&menu);
    for (const RangeChoice choice : rangeChoices) {
        QAction* action = group->addAction(shortName(choice));
        action->setShortcut(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(choice)));
        action->setCheckable(true);
        action->setChecked(m_view.range() == choice);
        connect(action, &QAction::triggered, this, [this, choice, group] {
            Q_EMIT rangeWanted(static_cast<int>(choice));
            // The page on top may have taken it for a period of its own.
            group->actions().at(static_cast<int>(m_view.range()))->setChecked(true);
        });
        connect(&m_view, &ViewSettings::rangeChanged, action,
                [action, choice](RangeChoice now) { action->setChecked(now == choice); });
    }
    menu.addActions(group->actions());
}

void Menus::buildRefresh(QMenu& view)
{
    m_refresh = add(view, tr("&Refresh now"), Qt::Key_F5, [this] { Q_EMIT refreshWanted(); });
    QMenu& interval = *view.addMenu(tr("Refresh &interval"));
    fillIntervalMenu(interval, m_view);
    QAction* pause = add(view, tr("&Pause"), Qt::CTRL | Qt::Key_Period,
                         [this](bool checked) { m_view.setPaused(checked); });
    pause->setCheckable(true);
    pause->setChecked(m_view.paused());
    connect(&m_view, &ViewSettings::pausedChanged, pause, &QAction::setChecked);
}

void Menus::buildTextSize(QMenu& view)
{
    QMenu& menu = *view.addMenu(tr("Te&xt size"));
    const auto step = [this](int percent) {
        m_view.setTextPercent(m_view.textPercent() + percent);
    };
    QAction* larger =
        add(menu, tr("&Larger"), Qt::CTRL | Qt::Key_Plus, [step] { step(Theme::textScaleStep); });
    larger->setShortcuts({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    add(menu, tr("&Smaller"), Qt::CTRL | Qt::Key_Minus, [step] { step(-Theme::textScaleStep); });
    add(menu, tr("&Normal"), Qt::CTRL | Qt::Key_0, [this] { m_view.setTextPercent(100); });
}

void Menus::buildTarget()
{
    m_target = m_window.menuBar()->addMenu(tr("&Target"));
    m_target->setToolTipsVisible(true);
    m_folder = add(*m_target, tr("Show the &folder"), {}, [this] { Q_EMIT folderWanted(); });
    m_password =
        add(*m_target, tr("Source &password\u2026"), {}, [this] { Q_EMIT passwordWanted(); });
    m_signIn = add(*m_target, tr("S&ign in anew\u2026"), {}, [this] { Q_EMIT signInWanted(); });
    m_target->addSeparator();
    add(*m_target, tr("&Connections\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
        [this] { Q_EMIT connectionsWanted(); });
    add(*m_target, tr("Open &workspace\u2026"), {}, [this] { Q_EMIT openWanted(); });
    add(*m_target, tr("Open the &sample"), {}, [this] { Q_EMIT sampleWanted(); });
    m_target->addSeparator();
    m_needTarget.append(add(*m_target, tr("S&witch target\u2026"), Qt::CTRL | Qt::Key_T,
                            [this] { Q_EMIT switcherWanted(); }));
}

void Menus::buildActions(TargetActions& actions)
{
    QMenu& menu = *m_window.menuBar()->addMenu(tr("&Actions"));
    menu.setToolTipsVisible(true);
    menu.addAction(actions.invalidateAction());
    menu.addAction(actions.undoAction());
    menu.addAction(actions.checkAction());
    menu.addAction(actions.cleanUpAction());
    menu.addAction(actions.benchmarkAction());
    menu.addSeparator();
    for (const SwitchKind kind : {SwitchKind::Global, SwitchKind::User, SwitchKind::AutoInvalidate})
        menu.addAction(actions.switchAction(kind));
    menu.addSeparator();
    menu.addAction(actions.loadAction());
}

void Menus::buildHelp()
{
    QMenu& menu = *m_window.menuBar()->addMenu(tr("&Help"));
    add(menu, tr("&Keyboard shortcuts"), Qt::Key_F1, [this] { Q_EMIT shortcutsWanted(); });
    QAction* about = add(menu, tr("&About Tierwatch"), {}, [this] { Q_EMIT aboutWanted(); });
    about->setMenuRole(QAction::AboutRole);
}

void Menus::setHasTarget(bool hasTarget)
{
    for (QAction* action : m_needTarget)
        action->setEnabled(hasTarget);
    m_hasTarget = hasTarget;
    allowRefresh();
    setHasFolder(hasTarget);
    setHasPasswords(false);
    setHasSignIn(false);
}

void Menus::setFleetSeen(bool seen)
{
    m_fleetSeen = seen;
    allowRefresh();
}

void Menus::allowRefresh()
{
    m_refresh->setEnabled(m_hasTarget || m_fleetSeen);
}

void Menus::setHasSignIn(bool hasSignIn)
{
    m_signIn->setEnabled(hasSignIn);
}

void Menus::setHasFolder(bool hasFolder)
{
    m_folder->setEnabled(hasFolder);
}

void Menus::setHasPasswords(bool hasPasswords)
{
    m_password->setEnabled(hasPasswords);
    m_password->setToolTip(
        hasPasswords ? QString()
                     : tr("No source database here has its password in the system\u2019s key store "
                          "(password_from = keychain)."));
}

std::vector<ShortcutText> Menus::shortcuts() const
{
    std::vector<ShortcutText> shortcuts;
    for (const QAction* action : m_window.menuBar()->actions()) {
        if (const QMenu* menu = action->menu())
            collect(*menu, shortcuts);
    }
    return shortcuts;
}

} // namespace tierwatch
