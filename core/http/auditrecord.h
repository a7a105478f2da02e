// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/principal.h"

#include <QJsonObject>

#include <optional>

namespace tierwatch {

enum class AuditOutcome {
    Intended, ///< it is about to be begun; where no record names this one, nobody knows what became
              ///< of it
    Done,
    Refused, ///< nothing was done: no token, no right, a wrong request, too many
    Failed,  ///< it was tried
};

/// One line of the audit log: who wanted what, from where, and what became of it. Texts are cut
/// where they are long, and what is written as a token is taken out of them; no other secret may
/// get in.
struct AuditRecord
{
    QString action; ///< the operation's name, "token-create", ...; never what the client made up
    AuditOutcome outcome = AuditOutcome::Done;
    Principal who = {}; ///< without a token: as much of it as is known
    QString peer = {};  ///< the address; empty = the command line
    QString requestId = {};
    QString reason =
        {}; ///< of what was not done: "expired", "role", "rate", "queue", an Error's name
    QJsonObject detail = {}; ///< what was asked for: {"company_id": 3}
    qint64 count = 1;        ///< refusals of one kind that came at once are one record
    qint64 intent = 0;       ///< the number of the record of the intent this is the outcome of
    QJsonObject result = {}; ///< what was done: {"entries": 17}
};

/// A record as it is kept.
struct StoredAudit
{
    qint64 id = 0;
    QByteArray json; ///< canonical: sorted members, no spaces
    QByteArray hash; ///< SHA-256 over the previous record's hash (32 zeros for the first) and json
};

/// What became of a check of the whole log.
struct AuditCheck
{
    qint64 records = 0;                  ///< that are in order
    QByteArray head;                     ///< the hash of the last of these
    std::optional<qint64> brokenId = {}; ///< the first record that is not what was written
    QString why = {};
};

} // namespace tierwatch
