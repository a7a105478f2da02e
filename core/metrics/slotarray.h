// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <bit>

namespace tierwatch {

/// Slots by number, from 0 up, that never move once made. Finding one takes no lock, making one
/// only an allocation; any thread. Chunks double in size, so a slot's chunk is the highest bit of
/// its number.
template <class T>
class SlotArray final
{
public:
    SlotArray() = default;
    ~SlotArray()
    {
        for (auto& chunk : m_chunks)
            delete[] chunk.load(std::memory_order_relaxed);
    }
    Q_DISABLE_COPY_MOVE(SlotArray)

    /// The slot, or null if neither it nor a near one was ever made.
    [[nodiscard]] T* find(quint32 number) const noexcept
    {
        const Place place(number);
        T* chunk = m_chunks[place.chunk].load(std::memory_order_acquire);
        return chunk ? chunk + place.offset : nullptr;
    }

    [[nodiscard]] T& make(quint32 number)
    {
        const Place place(number);
        T* chunk = m_chunks[place.chunk].load(std::memory_order_acquire);
        return (chunk ? chunk : makeChunk(place.chunk))[place.offset];
    }

private:
    static constexpr quint64 s_firstSize = 64;

    struct Place
    {
        explicit Place(quint32 number)
        {
            const quint64 shifted = number + s_firstSize;
            chunk = static_cast<std::size_t>(std::bit_width(shifted) - std::bit_width(s_firstSize));
            offset = shifted - (s_firstSize << chunk);
        }
        std::size_t chunk;
        quint64 offset;
    };

    T* makeChunk(std::size_t index)
    {
        T* fresh = new T[s_firstSize << index]{};
        T* standing = nullptr;
        if (m_chunks[index].compare_exchange_strong(standing, fresh, std::memory_order_acq_rel))
            return fresh;
        delete[] fresh;
        return standing;
    }

    std::array<std::atomic<T*>, 27> m_chunks{};
};

} // namespace tierwatch
