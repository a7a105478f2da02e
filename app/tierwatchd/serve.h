// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

namespace tierwatch {

/// Publishes a cache until a signal ends it, and gives the exit code. The first line on standard
/// output is the base URL. Main thread, with an application.
[[nodiscard]] int serve(const CommandLine& line);

} // namespace tierwatch
