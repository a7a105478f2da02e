// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "figure.h"

namespace tierwatch::bench {

/// One refresh of the Overview on the GUI thread, from the figures to the last pixel.
[[nodiscard]] Group overviewRefresh();
/// A thousand services with the Fleet page on the screen.
[[nodiscard]] Group fleetView();
/// The program from its start to its first figures, and the memory it then takes.
[[nodiscard]] Group programStart();

} // namespace tierwatch::bench
