// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "values/entry.h"

namespace tierwatch {

/// Finds entries of the file by digest, and reads their values in parts. A light view of a
/// Connection, in whose thread it is used.
class EntryFinder final
{
public:
    explicit EntryFinder(Connection& connection) : m_connection(connection) {}

    /// The key of an entry, or of one that an invalidation took out and an undo would bring back.
    /// By an index; but rows of another program that were not taken over yet, and the trash, are
    /// looked through.
    [[nodiscard]] Result<std::optional<QByteArray>> keyOf(const QString& digest);
    /// Leaves out what only its process knows.
    [[nodiscard]] Result<std::optional<Entry>> entry(const QByteArray& key, qint64 offset,
                                                     qint64 length);

private:
    [[nodiscard]] Result<std::optional<QByteArray>>
    search(std::string_view sql, const QVariantList& values, const QString& digest);

    Connection& m_connection;
};

} // namespace tierwatch
