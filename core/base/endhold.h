// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>
#include <thread>

namespace tierwatch {

/// As long as one lives that another thread made, the program does not end, for two seconds at
/// most. For what a thread destroys at its end: who waits for a thread of Qt goes on before that is
/// done, and what it needs for it would go with the program. Any thread.
class EndHold final
{
public:
    EndHold();
    ~EndHold();
    Q_DISABLE_COPY_MOVE(EndHold)

private:
    struct State;
    [[nodiscard]] static const std::shared_ptr<State>& state();

    const std::shared_ptr<State> m_state;
    const std::thread::id m_thread = std::this_thread::get_id();
};

} // namespace tierwatch
