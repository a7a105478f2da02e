// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <optional>

namespace tierwatch {

/// All that the file has of one row but its value. Times are Unix ms.
struct TracedRow
{
    QString type = {};
    std::optional<qint64> companyId = {};
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
    std::optional<qint64> keptUntilMs = {}; ///< the end of its grace
    std::optional<qint64> stamp = {};       ///< absent = another program wrote it
    std::optional<QString> username = {};
    QStringList tags = {};
    std::optional<double> loadMs = {};
    qint64 size = 0;
    qint64 hits = 0;
    std::optional<qint64> lastUsedMs = {};
};

/// One key in the file: its row, and the newest that an invalidation took out. A plain value.
struct EntryTrace
{
    std::optional<TracedRow> row = {};
    std::optional<TracedRow> trashed = {};
    qint64 takenBy = 0; ///< the stamp of that invalidation
};

} // namespace tierwatch
