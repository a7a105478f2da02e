// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/invalidate.h"
#include "values/responsetimes.h"
#include "values/stats.h"
#include "values/switches.h"

#include <QJsonObject>

/// Values in the shapes that existing clients know (contract: the HTTP API). Any thread; no state.
namespace tierwatch::contract {

/// `times` are those of the last 24 hours.
[[nodiscard]] QJsonObject stats(const Stats& stats, const ResponseTimes& times);
[[nodiscard]] QJsonObject health(const Stats& stats);
[[nodiscard]] QJsonObject notInitialized();
[[nodiscard]] QJsonObject unhealthy(const QString& why);

[[nodiscard]] QJsonObject invalidated(const Scope& scope, const Invalidated& done);
[[nodiscard]] QJsonObject previewed(const Preview& preview);
[[nodiscard]] QJsonObject userSwitched(const SwitchState& state);
[[nodiscard]] QJsonObject globalSwitched(const SwitchState& state);
[[nodiscard]] QJsonObject autoInvalidateSwitched(const SwitchState& state);

} // namespace tierwatch::contract
