// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QSslConfiguration>

namespace tierwatch {

/// Whose certificates a client trusts: the system's authorities, and those in a file (PEM) if one
/// is given. TLS 1.2 at the least; every certificate is verified. Any thread; blocks on the disk.
[[nodiscard]] Result<QSslConfiguration> trustWith(const QString& authoritiesFile);

} // namespace tierwatch
