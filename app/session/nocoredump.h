// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tierwatch {

/// Has a crash leave no picture of the memory on the disk, which would hold tokens, passwords and
/// cached rows; for good, and for the programs that this one starts. First thing in main(). On
/// Windows it does nothing: programs leave none there unless the system is told to.
void leaveNoCoreDump();

} // namespace tierwatch
