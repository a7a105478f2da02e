// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"
#include "values/stats.h"

namespace tierwatch {

/// Turns a switch on or off; persisted before the answer arrives. `subject` is the user name or the
/// type; empty with User means the caller's own. One with a limited time turns to the other side by
/// itself, also where the program ended meanwhile: then at its next start.
struct SetSwitch
{
    using Reply = SwitchState;
    static constexpr auto name = "switch";
    static constexpr Role role = Role::Viewer; ///< one's own; the target asks more for the others
    static constexpr qint64 longestSeconds = 30LL * 86'400;
    SwitchKind kind = SwitchKind::Global;
    QString subject;
    bool enabled = true;
    std::optional<qint64> forSeconds = {}; ///< 1 to longestSeconds; absent = until it is flipped

    /// How the switch will stand, if nothing is said of time, when this user flips it.
    [[nodiscard]] SwitchState stateFor(const QString& username) const
    {
        const bool own = kind == SwitchKind::User && subject.isEmpty();
        return {kind, own ? username : subject, enabled};
    }
    static constexpr auto fields()
    {
        return std::tuple{codec::field("switch", &SetSwitch::kind),
                          codec::field("subject", &SetSwitch::subject),
                          codec::field("enabled", &SetSwitch::enabled),
                          codec::field("for_seconds", &SetSwitch::forSeconds)};
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
