// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot.h"

#include "window/mainwindow.h"

#include <QApplication>
#include <QTimer>

#include <memory>

namespace tierwatch {

namespace {

/// By then the status bar knows what the dashboard costs.
constexpr int figuresBefore = 5;

void take(MainWindow& window, const QString& file)
{
    QCoreApplication::exit(window.grab().save(file) ? EXIT_SUCCESS : EXIT_FAILURE);
}

} // namespace

void takeScreenshot(MainWindow& window, const QString& file, bool opens)
{
    const auto shown = std::make_shared<int>(0);
    const auto wanted = [&window, file] {
        QTimer::singleShot(0, &window, [&window, file] { take(window, file); });
    };
    QObject::connect(&window, &MainWindow::figuresShown, &window, [shown, wanted] {
        if (++*shown == figuresBefore)
            wanted();
    });
    QObject::connect(&window, &MainWindow::openingFailed, &window, wanted);
    if (!opens)
        wanted();
}

} // namespace tierwatch
