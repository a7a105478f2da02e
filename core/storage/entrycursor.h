// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/entries.h"

#include <QCoreApplication>
#include <QVariant>

namespace tierwatch {

/// A place in the list of entries: what the list is ordered by, and the number of the row. As text
/// it also says which order it is of. A plain value.
struct EntryCursor
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::EntryCursor)
public:
    QVariant value;
    qint64 id = 0;

    [[nodiscard]] QString text(EntrySort sort, bool descending) const;
    /// The one a query begins behind, if any. InvalidArgument for a text that text() did not make,
    /// or made for another order.
    [[nodiscard]] static Result<std::optional<EntryCursor>> of(const EntriesQuery& query);
};

} // namespace tierwatch
