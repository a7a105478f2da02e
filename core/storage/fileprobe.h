// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QStringList>

namespace tierwatch {

/// What a file is, found out without writing to it or creating anything beside it. Any thread.
struct FileProbe
{
    bool exists = false;
    QStringList tables;
    int version = 0; ///< of our tables; 0 = there are none

    /// Whether it begins as an SQLite database does, whatever the rest of it is like.
    [[nodiscard]] static bool hasHeader(const QString& path);
    /// Errors: Unreadable, NotACache (not an SQLite file), Locked, Storage (damaged).
    [[nodiscard]] static Result<FileProbe> of(const QString& path, int busyTimeoutMs);
};

} // namespace tierwatch
