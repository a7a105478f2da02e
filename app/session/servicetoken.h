// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace tierwatch {

/// The environment variable that holds the token of a service.
inline constexpr auto tokenVariable = "TIERWATCH_TOKEN";

/// The token that a program asks a service with: what is in the file, else what the environment
/// says. Blocks on the disk. Errors, which never show it: Unreadable; InvalidArgument for one that
/// is missing or can't be a token.
[[nodiscard]] Result<QByteArray> serviceToken(const QString& file);

} // namespace tierwatch
