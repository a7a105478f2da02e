// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QString>

namespace tierwatch {

/// The style sheet of the program for one scheme; `scale` multiplies every size in it.
[[nodiscard]] QString styleSheet(Scheme scheme, double scale);

} // namespace tierwatch
