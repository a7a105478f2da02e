// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/benchmarker.h"
#include "source/changelistener.h"
#include "source/gateway.h"
#include "source/watermarkmonitor.h"
#include "values/catalog.h"

namespace tierwatch {

class Workspace;
class WorkspaceCache;

/// The source databases of one workspace, ready to use: its queries, its companies, the gateway,
/// and the monitor that learns of changes. Any thread may use the parts. Workspace and cache
/// outlive it.
class WorkspaceSource final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::WorkspaceSource)
public:
    /// Reads the queries and starts the monitor; the database is only asked when it must be.
    /// Errors: those of QueryCatalog::load; InvalidArgument, naming the source, where the driver
    /// knows no channels.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceSource>> open(const Workspace& workspace,
                                                                       WorkspaceCache& cache);
    Q_DISABLE_COPY_MOVE(WorkspaceSource)

    [[nodiscard]] Gateway& gateway() { return m_gateway; }
    [[nodiscard]] Benchmarker& benchmarker() { return m_benchmarker; }
    /// Null where no source has a watermark query, or the cache is only viewed.
    [[nodiscard]] WatermarkMonitor* monitor() { return m_monitor.get(); }
    [[nodiscard]] const Sources& sources() const { return *m_sources; }
    /// What can be named: companies, and the types of the queries with their titles. May block on
    /// the main database; of the others it tells the companies that are known.
    [[nodiscard]] Catalog catalog();

private:
    WorkspaceSource(const Workspace& workspace, WorkspaceCache& cache, QueryCatalog queries);
    Result<void> listen();

    const std::shared_ptr<const Sources> m_sources;
    Gateway m_gateway;
    Benchmarker m_benchmarker;
    std::unique_ptr<WatermarkMonitor> m_monitor;
    std::vector<std::unique_ptr<ChangeListener>> m_listeners; // after what they wake
};

} // namespace tierwatch
