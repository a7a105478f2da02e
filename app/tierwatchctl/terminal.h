// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Whether a person sits at an end of the program. No state.
namespace tierwatch::terminal {

[[nodiscard]] bool showsOutput();
[[nodiscard]] bool givesInput();

} // namespace tierwatch::terminal
