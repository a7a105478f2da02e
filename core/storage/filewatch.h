// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <optional>

namespace tierwatch {

/// Notices that somebody else changed a file, by two numbers that SQLite keeps: no row is read.
/// One thread, with always the same connection.
class FileWatch final
{
public:
    enum class Change {
        None,
        Rows,
        Tables ///< some came or went: what was prepared for those that were there does not fit
    };
    /// What changed since the last look; at the first one, the rows.
    [[nodiscard]] Result<Change> look(Connection& connection);

private:
    std::optional<qint64> m_data;
    std::optional<qint64> m_schema;
};

} // namespace tierwatch
