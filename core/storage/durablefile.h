// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>

/// Puts files onto the disk for good. Any thread; no state.
namespace tierwatch::durablefile {

/// What was written to an open file survives a power cut once this is true.
[[nodiscard]] bool sync(QFile& file);
/// So does that the file is there, or is not any more. True where the system has no such thing.
[[nodiscard]] bool syncFolderOf(const QString& path);

} // namespace tierwatch::durablefile
