// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/windows.h"

#include "theme/typography.h"
#include "window/mainwindow.h"

namespace tierwatch {

namespace {

constexpr double besideBy = 28; ///< so that the one behind can be seen

} // namespace

Windows::Windows(ViewSettings& view, TargetOpener& opener, const Clock& clock, QObject* parent)
    : QObject(parent), m_view(view), m_opener(opener), m_clock(clock)
{
    add(nullptr);
}

Windows::~Windows() = default;

void Windows::add(std::unique_ptr<ViewSettings> own)
{
    ViewSettings& view = own ? *own : m_view;
    auto window = std::make_unique<MainWindow>(view, m_opener, m_clock);
    connect(window.get(), &MainWindow::newWindowWanted, this,
            [this, asking = window.get()](const TargetConnection& connection) {
                openBeside(*asking, connection);
            });
    // It is not done with its own event yet.
    connect(
        window.get(), &MainWindow::closed, this, [this, closed = window.get()] { drop(closed); },
        Qt::QueuedConnection);
    m_all.push_back({std::move(own), std::move(window)});
}

void Windows::openBeside(const MainWindow& asking, const TargetConnection& connection)
{
    auto own = std::make_unique<ViewSettings>(m_view.file());
    own->shareLook(m_view);
    add(std::move(own));
    MainWindow& window = *m_all.back().window;
    if (!asking.isMaximized() && !asking.isFullScreen()) {
        window.resize(asking.size());
        window.move(asking.pos() + QPoint(px(besideBy), px(besideBy)));
    }
    window.show();
    window.open(connection);
}

void Windows::drop(const MainWindow* closed)
{
    std::erase_if(m_all, [closed](const One& one) { return one.window.get() == closed; });
}

std::vector<MainWindow*> Windows::all() const
{
    std::vector<MainWindow*> all;
    all.reserve(m_all.size());
    for (const One& one : m_all)
        all.push_back(one.window.get());
    return all;
}

} // namespace tierwatch
