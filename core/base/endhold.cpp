// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/endhold.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace tierwatch {

struct EndHold::State
{
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::thread::id> holders; ///< once for each hold
    bool isTooLong = false;               ///< somebody was waited for in vain

    void waitForOthers()
    {
        std::unique_lock lock(mutex);
        const auto isOver = [this, own = std::this_thread::get_id()] {
            return std::ranges::all_of(holders, [own](auto id) { return id == own; });
        };
        if (!isTooLong)
            isTooLong = !changed.wait_for(lock, std::chrono::seconds(2), isOver);
    }
};

/// With the application, whose end comes before that of what Qt keeps for the whole program; and
/// once more with that, where there is none.
const std::shared_ptr<EndHold::State>& EndHold::state()
{
    struct Gate
    {
        std::shared_ptr<State> state = std::make_shared<State>();
        Gate()
        {
            qAddPostRoutine([] { EndHold::state()->waitForOthers(); });
        }
        ~Gate() { state->waitForOthers(); }
    };
    static const Gate s_gate;
    return s_gate.state;
}

EndHold::EndHold() : m_state(state())
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->holders.push_back(m_thread);
}

EndHold::~EndHold()
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->holders.erase(std::ranges::find(m_state->holders, m_thread));
    }
    m_state->changed.notify_all();
}

} // namespace tierwatch
