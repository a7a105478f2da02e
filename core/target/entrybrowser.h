// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "values/caller.h"
#include "values/entry.h"
#include "values/explainquery.h"

#include <QCoreApplication>

#include <functional>

namespace tierwatch {

/// What a target tells of the entries on its disk: a page of their list, one of them, the key of a
/// digest. What only the memory of the program knows that owns the file is absent. A light view of
/// a Connection, in whose thread it is used.
class EntryBrowser final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::CacheTarget)
public:
    explicit EntryBrowser(Connection& connection) : m_connection(connection) {}

    /// `addTo` adds what else is known of a row. InvalidArgument for a cursor of another list.
    using AddTo = std::function<void(EntryRow&)>;
    [[nodiscard]] Result<EntriesPage> page(const EntriesQuery& query, qint64 nowMs,
                                           const AddTo& addTo = {});
    /// NotAllowed for another user's own entry; NotFound, InvalidArgument.
    [[nodiscard]] Result<Entry> entry(const EntryQuery& query, const Caller& caller);
    /// NotFound where no entry has this digest any more.
    [[nodiscard]] Result<QByteArray> keyOf(const QString& digest);
    /// The key that is to be explained, however it is named.
    [[nodiscard]] Result<QString> keyOf(const ExplainQuery& query);

private:
    [[nodiscard]] static Error noEntry();

    Connection& m_connection;
};

} // namespace tierwatch
