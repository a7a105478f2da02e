// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// Tells the processor what is about to be read and written, so that waits for memory run side by
/// side. Nothing is read, so that an address may be long out of date. Any thread; no state.
namespace tierwatch::prefetch {

inline constexpr std::uintptr_t lineBytes = 64;

inline void line(const void* address) noexcept
{
#ifdef __GNUC__
    __builtin_prefetch(address, 1);
#else
    (void)address;
#endif
}

/// The address is a number here: there need not be anything, nor so much of it.
inline void lines(const void* address, int count) noexcept
{
    const auto first = reinterpret_cast<std::uintptr_t>(address);
    for (int i = 0; i < count; ++i)
        line(reinterpret_cast<const void*>(first + static_cast<std::uintptr_t>(i) * lineBytes));
}

} // namespace tierwatch::prefetch
