// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

namespace tierwatch {

/// Does what a command on tokens asks for, and gives the exit code. A new token is all that is
/// written to standard output, so that it can go straight to where it is kept.
[[nodiscard]] int runTokenCommand(const CommandLine& line);

} // namespace tierwatch
