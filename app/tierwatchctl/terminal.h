// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Whether a person sits at an end of the program, and how much they see. No state.
namespace tierwatch::terminal {

[[nodiscard]] bool showsOutput();
[[nodiscard]] bool givesInput();
/// How many characters go into a line of it; 0 = not known.
[[nodiscard]] int width();

} // namespace tierwatch::terminal
