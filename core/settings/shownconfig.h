// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settings.h"
#include "values/config.h"

namespace tierwatch {

/// The settings as they may be shown: what could hold a password is withheld, and what looks like
/// one within a text is starred out. Any thread.
[[nodiscard]] Config shownConfig(const Settings& settings);

} // namespace tierwatch
