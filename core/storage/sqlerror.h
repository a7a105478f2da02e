// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QSqlError>

namespace tierwatch {

/// What a failure of SQLite means to a person. Busy and locked become Locked, what was stopped for
/// its time Timeout, a file that can't be opened Unreadable, all else Storage. Any thread.
[[nodiscard]] Error sqlFailure(const QSqlError& error);

/// Whether a failure may mean that the file is damaged: what SQLite said of it, or that the disk
/// failed under it.
[[nodiscard]] bool tellsOfDamage(const Error& error);
/// Whether it failed because there was no room.
[[nodiscard]] bool tellsOfFullDisk(const Error& error);

} // namespace tierwatch
