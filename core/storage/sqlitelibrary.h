// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>

struct sqlite3;

/// SQLite itself, behind Qt's driver. Any thread; no state.
namespace tierwatch::sqlitelibrary {

/// Whether the driver's SQLite is the library that this program calls: a build of Qt may bring one
/// of its own, whose handles would mean nothing to ours. The connection is open.
[[nodiscard]] bool isOurs(const QSqlDatabase& database);
/// The connection, for the library; null where that is not ours.
[[nodiscard]] sqlite3* handleOf(const QSqlDatabase& database);

} // namespace tierwatch::sqlitelibrary
