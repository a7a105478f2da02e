// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/threadlocal.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace tierwatch {

/// One T for each thread that asks, for things that belong to their thread, such as database
/// connections. A T is made, used and destroyed by its own thread only: at once if that thread
/// destroys this object, else at its next use of any PerThread<T>, or at its end. Any thread may
/// call local(); the owner destroys this object when no other thread is inside a T. A T must not
/// refer to the object that owns this one, which it may outlive.
template <class T>
class PerThread final
{
public:
    PerThread() = default;
    ~PerThread()
    {
        m_life.reset();
        dropOrphans();
    }
    Q_DISABLE_COPY_MOVE(PerThread)

    /// This thread's T; `make()` gives a Result<std::unique_ptr<T>> when there is none yet.
    template <class Make>
    [[nodiscard]] Result<T*> local(Make&& make)
    {
        dropOrphans();
        for (Slot& slot : slots()) {
            if (isMine(slot))
                return slot.value.get();
        }
        Result<std::unique_ptr<T>> made = make();
        if (!made)
            return made.error();
        slots().push_back({m_life, *std::move(made)});
        return slots().back().value.get();
    }

    /// Whether this thread has a T.
    [[nodiscard]] bool has() const
    {
        return std::ranges::any_of(slots(), [this](const Slot& slot) { return isMine(slot); });
    }

    /// Destroys this thread's T, if there is one; the next local() makes a new one.
    void drop()
    {
        std::erase_if(slots(), [this](const Slot& slot) { return isMine(slot); });
    }

private:
    struct Life
    {
    };
    struct Slot
    {
        std::weak_ptr<Life> life;
        std::unique_ptr<T> value;
    };

    static std::vector<Slot>& slots() { return ofThisThread<std::vector<Slot>>(); }
    static void dropOrphans()
    {
        std::erase_if(slots(), [](const Slot& slot) { return slot.life.expired(); });
    }
    [[nodiscard]] bool isMine(const Slot& slot) const
    {
        return !slot.life.owner_before(m_life) && !m_life.owner_before(slot.life);
    }

    std::shared_ptr<Life> m_life = std::make_shared<Life>();
};

} // namespace tierwatch
