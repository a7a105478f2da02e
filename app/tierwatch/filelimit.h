// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tierwatch {

/// Lets this program have as many files and sockets open as the system allows it to: a fleet keeps
/// one for each service. Does nothing where there is no such limit. Once, at the start.
void raiseFileLimit();

} // namespace tierwatch
