// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/workspacesource.h"

#include "cache/workspacecache.h"
#include "settings/workspace.h"
#include "source/schemamappingstore.h"
#include "source/sourcedatabase.h"
#include "source/sourcedialect.h"

namespace tierwatch {
namespace {

SourceOptions optionsOf(const Workspace& workspace)
{
    const Settings& settings = workspace.settings();
    SourceOptions options;
    options.driver = settings.text(Setting::SourceDriver);
    options.database = settings.text(Setting::SourceDatabase);
    if (SourceDialect::isFileBased(options.driver))
        options.database = workspace.resolved(options.database);
    if (const QString folder = settings.text(Setting::SourceFolder); !folder.isEmpty())
        options.schemaFolder = workspace.resolved(folder);
    return options;
}

std::vector<SourceCompany> companiesOf(const Settings& settings)
{
    std::vector<SourceCompany> companies;
    for (const CompanySetting& company : settings.companies())
        companies.push_back({company.id, company.schema, company.name});
    return companies;
}

} // namespace

Result<std::unique_ptr<WorkspaceSource>> WorkspaceSource::open(const Workspace& workspace,
                                                               WorkspaceCache& cache)
{
    Result<QueryCatalog> queries = QueryCatalog::load(workspace.queriesFolder());
    if (!queries)
        return queries.error();
    return std::unique_ptr<WorkspaceSource>(
        new WorkspaceSource(workspace, cache, *std::move(queries)));
}

WorkspaceSource::WorkspaceSource(const Workspace& workspace, WorkspaceCache& cache,
                                 QueryCatalog queries)
    : m_database(std::make_shared<SourceDatabase>(optionsOf(workspace))),
      m_companies(std::make_shared<CompanyDirectory>(
          m_database, std::make_unique<SchemaMappingStore>(cache.file(), cache.clock()),
          workspace.settings().text(Setting::SourceCompanies), companiesOf(workspace.settings()),
          cache.clock())),
      m_gateway(cache.engine(), m_database, m_companies, std::move(queries))
{
}

Catalog WorkspaceSource::catalog()
{
    Catalog catalog;
    for (const SourceCompany& company : m_companies->companies())
        catalog.companies.push_back({company.id, company.name});
    for (const auto& query : m_gateway.queries().queries()) {
        const auto known = [&](const ReportType& type) { return type.type == query->type; };
        if (std::ranges::none_of(catalog.types, known))
            catalog.types.push_back({query->type, query->title});
    }
    return catalog;
}

} // namespace tierwatch
