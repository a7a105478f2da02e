// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

namespace tierwatch {

/// Calls `destroy(object)` on this thread when it ends, the latest object first. Any thread; for
/// the first one of a program perhaps never. Only for ofThisThread(), on Windows with GCC.
void atThreadEnd(void* object, void (*destroy)(void*));

} // namespace tierwatch
