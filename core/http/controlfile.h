// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

namespace tierwatch {

/// `control.db` of a workspace or a state folder: tokens and the audit log. Any process may open
/// it, and several at once; only its owner may read it. What is committed to it survives a power
/// cut. It has no write-ahead log, as no single program could be the one that checkpoints. A value;
/// any thread.
class ControlFile final
{
    Q_DECLARE_TR_FUNCTIONS(ControlFile)
public:
    static constexpr auto fileName = "control.db";

    /// Creates it where it is missing. Errors: Unreadable, Locked, NotACache (something else),
    /// NewerVersion, Storage.
    [[nodiscard]] static Result<ControlFile> open(const QString& folder);
    /// As open(), but NotFound where it is missing.
    [[nodiscard]] static Result<ControlFile> openThatIsThere(const QString& folder);

    [[nodiscard]] const QString& path() const { return m_path; }
    /// A connection for the calling thread. Errors: Unreadable, Locked, Storage.
    [[nodiscard]] Result<std::unique_ptr<Connection>> connect() const;
    /// What a failure of SQLite means where the file is this one.
    [[nodiscard]] static Error worded(Error error);

private:
    explicit ControlFile(QString path) : m_path(std::move(path)) {}
    [[nodiscard]] Result<void> create() const;
    Result<void> createTables(Connection& connection) const;
    [[nodiscard]] Result<void> keepPrivate() const;

    QString m_path;
};

} // namespace tierwatch
