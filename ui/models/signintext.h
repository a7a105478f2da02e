// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tierwatch {

class CacheTarget;

/// Why a person should sign in anew, or look at a certificate: the service no longer knows who
/// asks, or will not within a day, or is not believed. Empty where there is no reason. GUI thread.
[[nodiscard]] QString signInSentence(const CacheTarget& target, qint64 nowMs);

} // namespace tierwatch
