// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

namespace tierwatch {

/// Lets this process have as many files and sockets open as it may without asking anybody, where
/// the system gives it fewer at first: a fleet of a thousand services needs more than the usual
/// 1,024. For the first lines of main().
void allowManyOpenFiles();

} // namespace tierwatch
