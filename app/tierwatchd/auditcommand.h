// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

namespace tierwatch {

/// Checks the whole audit log, tells what it found, and gives the exit code.
[[nodiscard]] int verifyAudit(const CommandLine& line);

} // namespace tierwatch
