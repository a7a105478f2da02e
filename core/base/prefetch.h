// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

/// Tells the processor what is about to be read and written, so that waits for memory run side by
/// side. Nothing is read, so that an address may be long out of date. Any thread; no state.
namespace tierwatch::prefetch {

inline constexpr std::ptrdiff_t lineBytes = 64;

inline void line(const void* address) noexcept
{
#ifdef __GNUC__
    __builtin_prefetch(address, 1);
#else
    (void)address;
#endif
}

inline void lines(const void* address, int count) noexcept
{
    for (int i = 0; i < count; ++i)
        line(static_cast<const char*>(address) + i * lineBytes);
}

} // namespace tierwatch::prefetch
