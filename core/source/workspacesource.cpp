// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/workspacesource.h"

#include "cache/workspacecache.h"
#include "settings/workspace.h"
#include "source/sourcedialect.h"

#include <algorithm>
#include <map>

namespace tierwatch {

Result<std::unique_ptr<WorkspaceSource>> WorkspaceSource::open(const Workspace& workspace,
                                                               WorkspaceCache& cache)
{
    Result<QueryCatalog> queries = QueryCatalog::load(workspace.queriesFolder());
    if (!queries)
        return queries.error();
    std::unique_ptr<WorkspaceSource> source(
        new WorkspaceSource(workspace, cache, *std::move(queries)));
    if (Result<void> listening = source->listen(); !listening)
        return listening.error();
    if (source->m_monitor)
        source->m_monitor->start();
    return source;
}

Result<void> WorkspaceSource::listen()
{
    for (const Sources::Source& source : m_sources->all()) {
        const SourceOptions& options = source->watched->options();
        if (source->notifyChannel.isEmpty())
            continue;
        if (!SourceDialect::tellsListeners(options.driver))
            return Error{ErrorCode::InvalidArgument,
                         tr("The source database \"%1\" has a notify_channel, but nothing can be "
                            "heard through the driver %2. Delete the setting; the watermark query "
                            "does without.")
                             .arg(source->name, options.driver)};
        if (m_monitor && !source->watermarkSql.isEmpty())
            m_listeners.push_back(std::make_unique<ChangeListener>(
                ChangeListener::Options{options, source->notifyChannel},
                [monitor = m_monitor.get(), name = source->name] { monitor->checkSoon(name); }));
    }
    return {};
}

WorkspaceSource::WorkspaceSource(const Workspace& workspace, WorkspaceCache& cache,
                                 QueryCatalog queries)
    : m_sources(std::make_shared<const Sources>(workspace, cache)),
      m_gateway(cache.engine(), m_sources, std::move(queries)),
      m_benchmarker(cache, m_gateway)
{
    if (cache.isViewOnly() || !WatermarkMonitor::canWatch(*m_sources))
        return;
    WatermarkMonitor::Options options;
    options.intervalMs = workspace.settings().integer(Setting::CheckInterval) * 1000;
    options.alarmMs = workspace.settings().integer(Setting::LagAlarm) * 1000;
    m_monitor = std::make_unique<WatermarkMonitor>(m_sources, cache, options);
}

Catalog WorkspaceSource::catalog()
{
    std::map<qint64, QString> names;
    for (const SourceCompany& company : m_sources->main()->companies->companies())
        names.emplace(company.id, company.name);
    for (const Sources::Source& source : m_sources->all()) {
        for (const SourceCompany& company : source->companies->known())
            names.emplace(company.id, company.name);
    }
    Catalog catalog;
    for (const auto& [id, name] : names)
        catalog.companies.push_back({id, name});
    for (const auto& query : m_gateway.queries().queries()) {
        const auto known = [&](const ReportType& type) { return type.type == query->type; };
        if (std::ranges::none_of(catalog.types, known))
            catalog.types.push_back({query->type, query->title});
    }
    return catalog;
}

} // namespace tierwatch
