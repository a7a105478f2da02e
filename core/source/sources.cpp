// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sources.h"

#include "cache/workspacecache.h"
#include "settings/workspace.h"
#include "source/schemamappingstore.h"
#include "source/sourcedialect.h"

#include <algorithm>

namespace tierwatch {
namespace {

constexpr qint64 longestWatchingMs = 30'000;

SourceOptions optionsOf(const SourceSettings& settings, const Workspace& workspace)
{
    SourceOptions options;
    options.driver = settings.driver;
    options.database = settings.database;
    if (SourceDialect::isFileBased(options.driver))
        options.database = workspace.resolved(options.database);
    if (!settings.folder.isEmpty())
        options.schemaFolder = workspace.resolved(settings.folder);
    options.host = settings.host;
    options.port = int(settings.port);
    options.user = settings.user;
    options.password = [secrets = workspace.secrets(), name = settings.name] {
        return secrets->passwordOf(name);
    };
    options.connectOptions = settings.options;
    options.statementTimeoutMs = settings.timeoutS * 1000;
    return options;
}

std::vector<SourceCompany> companiesOf(const SourceSettings& settings)
{
    std::vector<SourceCompany> companies;
    companies.reserve(settings.companies.size());
    for (const CompanySetting& company : settings.companies)
        companies.push_back({company.id, company.schema, company.name});
    return companies;
}

Sources::Source make(const SourceSettings& settings, const Workspace& workspace,
                     WorkspaceCache& cache)
{
    auto source = std::make_shared<NamedSource>();
    source->name = settings.name;
    source->database = std::make_unique<SourceDatabase>(optionsOf(settings, workspace));
    std::unique_ptr<CompanyStore> store;
    if (settings.name == Sources::mainName())
        store = std::make_unique<SchemaMappingStore>(cache.file(), cache.clock());
    source->companies = std::make_unique<CompanyDirectory>(*source->database, std::move(store),
                                                           settings.companiesSql,
                                                           companiesOf(settings), cache.clock());
    source->watermarkSql = settings.watermarkSql;
    source->notifyChannel = settings.notifyChannel;
    SourceOptions watching = optionsOf(settings, workspace);
    if (watching.statementTimeoutMs == 0 || watching.statementTimeoutMs > longestWatchingMs)
        watching.statementTimeoutMs = longestWatchingMs;
    source->watched = std::make_unique<SourceDatabase>(std::move(watching));
    return source;
}

} // namespace

Sources::Sources(const Workspace& workspace, WorkspaceCache& cache)
{
    const std::vector<SourceSettings>& all = workspace.settings().sources();
    m_sources.reserve(all.size());
    for (const SourceSettings& settings : all)
        m_sources.push_back(make(settings, workspace, cache));
}

QString Sources::mainName()
{
    return QLatin1StringView(SourceSettings::mainName);
}

Result<Sources::Source> Sources::find(const QString& name) const
{
    const auto found = std::ranges::find_if(
        m_sources, [&name](const Source& source) { return source->name == name; });
    if (found == m_sources.end())
        return Error{ErrorCode::NotFound,
                     tr("The workspace has no source database \"%1\". Name one of its own, or add "
                        "it to the workspace's settings.")
                         .arg(name)};
    return *found;
}

} // namespace tierwatch
