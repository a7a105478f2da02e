// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/rowstojson.h"

namespace tierwatch::postgres {

/// How a type of PostgreSQL, by the number it has in every server, becomes JSON; null where the
/// standard way does. Any thread; no state.
[[nodiscard]] ValueWriter writerOf(int type);

} // namespace tierwatch::postgres
