// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/namedquery.h"

#include <map>
#include <memory>

namespace tierwatch {

/// The named queries of a workspace, read once. A value: copies share the queries; any thread.
class QueryCatalog final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::QueryCatalog)
public:
    QueryCatalog() = default;

    /// Every `*.sql` of a folder. A folder that is missing or unreadable is Unreadable; the first
    /// file that is wrong, or a name that two files use, is InvalidArgument naming file and line.
    [[nodiscard]] static Result<QueryCatalog> load(const QString& folder);

    /// NotFound, naming the query, where there is none.
    [[nodiscard]] Result<std::shared_ptr<const NamedQuery>> find(const QString& name) const;

    /// In alphabetical order of their names.
    [[nodiscard]] std::vector<std::shared_ptr<const NamedQuery>> queries() const;

private:
    [[nodiscard]] Result<void> add(const QString& path);

    std::map<QString, std::shared_ptr<const NamedQuery>> m_queries;
};

} // namespace tierwatch
