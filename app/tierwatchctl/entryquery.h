// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "values/entries.h"

namespace tierwatch {

/// The list of entries that the options ask for. InvalidArgument, naming it, for a wrong one.
[[nodiscard]] Result<EntriesQuery> entriesQueryOf(const CommandLine& line);

} // namespace tierwatch
