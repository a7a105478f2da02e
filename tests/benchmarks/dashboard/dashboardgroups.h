// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "figure.h"

namespace tierwatch::bench {

/// One refresh of the Overview on the GUI thread, from the figures to the last pixel.
[[nodiscard]] Group overviewRefresh();
#ifdef TIERWATCH_BENCH_HTTP
/// A window from the wish for a service to its figures.
[[nodiscard]] Group attaching();
#endif
/// A thousand services with the Fleet page on the screen.
[[nodiscard]] Group fleetView();
/// The program from its start to its first figures, and the memory it then takes.
[[nodiscard]] Group programStart();

} // namespace tierwatch::bench
