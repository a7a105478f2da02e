// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace tierwatch {

class MainWindow;

/// Writes a picture of the window into a file once it has shown figures for that long, or what
/// stands in their place, and ends the program; its exit code says whether that worked. GUI thread.
void takeScreenshot(MainWindow& window, const QString& file, std::chrono::seconds after);
/// The same as soon as the window is there.
void takeScreenshotNow(MainWindow& window, const QString& file);

} // namespace tierwatch
