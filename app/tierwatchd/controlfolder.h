// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "http/controlfile.h"

namespace tierwatch {

/// Opens the file with the tokens and the audit log of what a command line names: in the folder of
/// --state, in the workspace, or, for a file of another program, in the user's state folder, which
/// is made where it is missing. Errors: NotFound (no workspace), those of ControlFile.
[[nodiscard]] Result<ControlFile> openControlFile(const CommandLine& line);

} // namespace tierwatch
