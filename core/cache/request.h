// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/params.h"
#include "cache/policy.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tierwatch {

/// What is asked: the fields that make the key, and who asks. A plain value; any thread.
struct Request
{
    QString source = QStringLiteral("main"); ///< name of the source database
    QString type;                            ///< kind of report, never empty
    std::optional<qint64> companyId = {};    ///< absent = not tied to a company
    std::optional<QString> username = {};    ///< who asks; absent = the program itself
    /// Whether the user is part of the key. False only for a value that every user may see.
    bool perUser = true;
    /// Texts, whole numbers, doubles, booleans, dates, times, byte arrays, nulls and lists of
    /// these.
    Params params = {};
    QStringList tags = {};             ///< for invalidation; not part of the key
    std::optional<Policy> policy = {}; ///< absent = the engine's
};

} // namespace tierwatch
