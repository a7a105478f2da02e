// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/fakeclock.h"
#include "support/fakeopener.h"
#include "support/faketarget.h"
#include "theme/theme.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"

#include <QTemporaryDir>

namespace tierwatch::test {

/// A real window over a fake target, with its own settings file, on a clock that stands at
/// workingDayMs(). The application must exist before it.
class WindowFixture final
{
public:
    WindowFixture();

    /// Shows the window on the target and waits for its first figures.
    void open(QSize size = {1280, 800});
    /// Waits until the figures of a later batch are shown.
    void nextFigures();
    /// Lets the window lay itself out and writes its picture into the build folder.
    void grab(const QString& name);

    /// The widget of that kind below the window, by object or accessible name, a visible one first;
    /// null if none.
    template <class W>
    [[nodiscard]] W* find(const QString& name) const
    {
        W* hidden = nullptr;
        for (W* widget : window->findChildren<W*>()) {
            if (widget->objectName() != name && widget->accessibleName() != name)
                continue;
            if (widget->isVisible())
                return widget;
            hidden = widget;
        }
        return hidden;
    }
    /// Any visible text of the window's labels that contains this.
    [[nodiscard]] bool shows(const QString& text) const;
    /// The first visible label with exactly this text; null if none.
    [[nodiscard]] const TextLabel* label(const QString& text) const;

    QTemporaryDir folder;
    FakeClock clock;
    Theme theme;
    std::unique_ptr<ViewSettings> view;
    std::shared_ptr<FakeTarget> target = std::make_shared<FakeTarget>();
    FakeOpener opener;
    std::unique_ptr<MainWindow> window;
};

} // namespace tierwatch::test
