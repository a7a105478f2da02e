// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#ifdef __MINGW32__
#include "base/threadend.h"
#endif

namespace tierwatch {

/// This thread's T, one for each type: made at its first use, destroyed by the thread at its end.
/// Any thread. GCC for Windows frees a thread's variables before it destroys them, so there a
/// variable only points to the T.
template <class T>
[[nodiscard]] T& ofThisThread()
{
#ifdef __MINGW32__
    constinit thread_local T* s_value = nullptr;
    if (!s_value) {
        s_value = new T;
        atThreadEnd(s_value, [](void* value) { delete static_cast<T*>(value); });
    }
    return *s_value;
#else
    thread_local T s_value;
    return s_value;
#endif
}

} // namespace tierwatch
