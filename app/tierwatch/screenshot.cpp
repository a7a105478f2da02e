// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot.h"

#include "window/mainwindow.h"

#include <QApplication>
#include <QTimer>

namespace tierwatch {

namespace {

void takeLater(MainWindow& window, const QString& file, std::chrono::seconds after)
{
    QTimer::singleShot(after, &window, [&window, file] {
        QCoreApplication::exit(window.grab().save(file) ? EXIT_SUCCESS : EXIT_FAILURE);
    });
}

} // namespace

void takeScreenshot(MainWindow& window, const QString& file, std::chrono::seconds after)
{
    QObject::connect(
        &window, &MainWindow::figuresShown, &window,
        [&window, file, after] { takeLater(window, file, after); }, Qt::SingleShotConnection);
    QObject::connect(&window, &MainWindow::openingFailed, &window,
                     [&window, file] { takeScreenshotNow(window, file); });
}

void takeScreenshotNow(MainWindow& window, const QString& file)
{
    takeLater(window, file, std::chrono::seconds(0));
}

} // namespace tierwatch
