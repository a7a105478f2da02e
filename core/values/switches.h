// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"
#include "values/stats.h"

namespace tierwatch {

enum class SwitchKind { Global, User, Type, AutoInvalidate };
[[nodiscard]] inline QStringList wireNames(SwitchKind)
{
    return {QStringLiteral("global"), QStringLiteral("user"), QStringLiteral("type"),
            QStringLiteral("auto_invalidate")};
}

struct SwitchState
{
    SwitchKind kind = SwitchKind::Global;
    QString subject;
    bool enabled = true;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("switch", &SwitchState::kind),
                          codec::field("subject", &SwitchState::subject),
                          codec::field("enabled", &SwitchState::enabled)};
    }
};

/// Turns a switch on or off; persisted before the answer arrives. `subject` is the user name or the
/// type; empty with User means the caller's own.
struct SetSwitch
{
    using Reply = SwitchState;
    static constexpr auto name = "switch";
    static constexpr Role role = Role::Viewer; ///< one's own; the target asks more for the others
    SwitchKind kind = SwitchKind::Global;
    QString subject;
    bool enabled = true;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("switch", &SetSwitch::kind),
                          codec::field("subject", &SetSwitch::subject),
                          codec::field("enabled", &SetSwitch::enabled)};
    }
};

/// Starts, stops or re-paces the simulated users of a sample workspace.
struct SetSampleLoad
{
    using Reply = SampleLoadState;
    static constexpr auto name = "sample-load";
    static constexpr Role role = Role::Administrator;
    bool running = false;
    double ratePerSecond = 30; ///< 0.1 to 1000
    static constexpr auto fields()
    {
        return std::tuple{codec::field("running", &SetSampleLoad::running),
                          codec::field("rate_per_second", &SetSampleLoad::ratePerSecond)};
    }
};

} // namespace tierwatch
