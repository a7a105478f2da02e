// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/targetopener.h"

#include <QObject>

#include <vector>

namespace tierwatch {

class Clock;
class MainWindow;
class ViewSettings;

/// The windows of the program: one to begin with, and those that were opened beside it, each with
/// ranges, pause and place of its own. Theme and text size are one for all of them. A window that
/// is closed goes, and lets go of its target. GUI thread; settings, opener and clock outlive it.
class Windows final : public QObject
{
    Q_OBJECT
public:
    Windows(ViewSettings& view, TargetOpener& opener, const Clock& clock,
            QObject* parent = nullptr);
    ~Windows() override;

    /// Those that are not closed, the oldest first.
    [[nodiscard]] std::vector<MainWindow*> all() const;

private:
    struct One
    {
        std::unique_ptr<ViewSettings> view; ///< null where it is the program's
        std::unique_ptr<MainWindow> window;
    };

    void add(std::unique_ptr<ViewSettings> own);
    void openBeside(const MainWindow& asking, const TargetConnection& connection);
    void drop(const MainWindow* closed);

    ViewSettings& m_view;
    TargetOpener& m_opener;
    const Clock& m_clock;
    std::vector<One> m_all;
};

} // namespace tierwatch
