// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/companiesinuse.h"
#include "source/companydirectory.h"
#include "source/sourcedatabase.h"

namespace tierwatch {

class Workspace;
class WorkspaceCache;

/// One source database of a workspace, its companies, and the query that tells whether they
/// changed. Any thread.
struct NamedSource
{
    QString name;
    std::unique_ptr<SourceDatabase> database;
    std::unique_ptr<CompanyDirectory> companies;
    CompaniesInUse inUse;  ///< those that were asked for through the cache
    QString watermarkSql;  ///< empty = nobody can tell
    QString notifyChannel; ///< where the database says that it changed, if it does
    std::unique_ptr<SourceDatabase> watched; ///< the same, for that query: it is to be quick
};

/// The source databases of a workspace by name, each opened when it is first asked. Any thread. The
/// cache outlives it.
class Sources final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Sources)
public:
    using Source = std::shared_ptr<NamedSource>;

    /// The companies of "main" are kept in the cache file, whose table has room for one source; the
    /// others' are asked for anew in each run.
    Sources(const Workspace& workspace, WorkspaceCache& cache);
    Q_DISABLE_COPY_MOVE(Sources)

    [[nodiscard]] static QString mainName();
    /// NotFound, naming the source, where there is none.
    [[nodiscard]] Result<Source> find(const QString& name) const;
    [[nodiscard]] Source main() const { return m_sources.front(); }
    /// "main" first, then by name.
    [[nodiscard]] const std::vector<Source>& all() const { return m_sources; }

private:
    std::vector<Source> m_sources;
};

} // namespace tierwatch
