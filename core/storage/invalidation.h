// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/events.h"

namespace tierwatch {

/// One invalidation or purge as it is kept: it stands until it is undone. A plain value.
struct Invalidation
{
    quint64 stamp = 0; ///< its name, too: no two have the same
    Scope scope = {};
    qint64 wallMs = 0;
    QString who = {}; ///< user name
    bool purge = false;
    qint64 undoUntilMs = 0; ///< its rows are kept until then; 0 = they are deleted
    std::optional<qint64> undoneMs = {};
    bool done = false; ///< its rows are gone, or back where it was undone

    [[nodiscard]] bool byMonitor() const { return who == monitorName; }

    friend bool operator==(const Invalidation&, const Invalidation&) = default;
};

/// What one step of an undo found among the rows that the invalidation had reached.
struct Returned
{
    qint64 rows = 0; ///< came back
    qint64 bytes = 0;
    qint64 covered = 0;  ///< another invalidation stands over them
    qint64 changed = 0;  ///< their company's data changed meanwhile
    qint64 replaced = 0; ///< loaded anew meanwhile
    qint64 expired = 0;
    std::optional<qint64> next = {}; ///< where the next step goes on; absent at the end

    friend bool operator==(const Returned&, const Returned&) = default;
};

} // namespace tierwatch
