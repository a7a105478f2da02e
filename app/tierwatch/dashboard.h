// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

namespace tierwatch {

class ViewSettings;

/// Name, version and desktop entry of the program. Once, after the application was made.
void nameApplication();
/// Makes a sample workspace and tells how far it is on the console; gives the exit code.
[[nodiscard]] int createSample(const QString& folder);
/// Theme and range as the command line wants them, for this run only.
void applyLook(const CommandLine& line, ViewSettings& view);
/// Shows the window until it is closed; gives the exit code. Needs a QApplication.
[[nodiscard]] int runDashboard(const CommandLine& line);

} // namespace tierwatch
