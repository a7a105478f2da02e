// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "output.h"

namespace tierwatch {

class Clock;

/// Makes the sample workspace that the command line names, and tells how far it is; for who reads
/// JSON that goes to standard error, and what was made is the one object. Blocks for under a
/// minute. Errors: InvalidArgument (no folder was named), those of SampleGenerator.
[[nodiscard]] Result<void> createSample(const CommandLine& line, Output& out, const Clock& clock);

} // namespace tierwatch
