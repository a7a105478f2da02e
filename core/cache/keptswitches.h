// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/switches.h"
#include "storage/connection.h"

/// The switches, and the time of the last clean-up, as the contract's tables keep them. Each call
/// is for the thread of its connection; what stores needs one that may write.
namespace tierwatch {

/// The key of a switch in `cache_config`; empty for a user's, which is not there.
[[nodiscard]] QString configKey(SwitchKind kind, const QString& subject);
/// A switch that nobody flipped yet stands on, the monitor's as given.
[[nodiscard]] Result<SwitchSettings> readSwitches(Connection& connection, bool autoByDefault);
Result<void> storeSwitch(Connection& connection, SwitchKind kind, const QString& subject,
                         bool enabled, qint64 nowMs);
/// When those turn back that were flipped for a limited time: in a table of ours, which a file of
/// another program lacks.
[[nodiscard]] Result<void> readSwitchTimes(Connection& connection, SwitchSettings& standing);
Result<void> storeSwitchTime(Connection& connection, const SwitchState& state);
/// Unix ms; absent where there was none.
[[nodiscard]] Result<std::optional<qint64>> readLastCleanUp(Connection& connection);
Result<void> storeLastCleanUp(Connection& connection, qint64 nowMs);

} // namespace tierwatch
