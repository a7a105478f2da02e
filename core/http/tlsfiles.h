// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QSslConfiguration>

namespace tierwatch {

/// What a server shows and speaks, TLS 1.2 at the least, from a certificate (PEM, followed by the
/// rest of its chain) and its private key. Fails where the two do not belong together. Any thread.
[[nodiscard]] Result<QSslConfiguration> readTlsFiles(const QString& certificateFile,
                                                     const QString& keyFile);

} // namespace tierwatch
