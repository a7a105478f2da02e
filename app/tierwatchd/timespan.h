// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace tierwatch {

/// "90d", "12h", "30m", "45s" or "2w": a whole number above zero and its unit.
[[nodiscard]] std::optional<std::chrono::seconds> timespanOf(const QString& text);

} // namespace tierwatch
