// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tierwatch {

class MainWindow;

/// Writes a picture of the window into a file once it has shown figures for a few seconds, or what
/// stands in their place, and ends the program; its exit code says whether that worked. A window
/// that opens nothing is painted as it is. GUI thread.
void takeScreenshot(MainWindow& window, const QString& file, bool opens);

} // namespace tierwatch
