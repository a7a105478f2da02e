// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/auditrecord.h"
#include "storage/connection.h"

#include <vector>

namespace tierwatch {

/// `audit` of the control file, which only grows: each record carries a hash over itself and the
/// one before, and the file refuses to change or delete one. A light view of a Connection, in whose
/// thread it is used.
class AuditTable final
{
    Q_DECLARE_TR_FUNCTIONS(AuditTable)
public:
    explicit AuditTable(Connection& connection) : m_connection(connection) {}

    /// Inside a Transaction, as the hash continues that of the last record. Gives its number.
    Result<qint64> append(const AuditRecord& record, qint64 nowMs);
    /// The newest with a number below `beforeId`, newest first.
    [[nodiscard]] Result<std::vector<StoredAudit>> before(qint64 beforeId, int maxRows);
    /// Reads all of it.
    [[nodiscard]] Result<AuditCheck> verify();

private:
    [[nodiscard]] Result<StoredAudit> last();
    [[nodiscard]] Result<qint64> lastGiven();

    Connection& m_connection;
};

} // namespace tierwatch
