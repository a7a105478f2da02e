// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companydirectory.h"

#include "source/sourcedatabase.h"

#include <QSqlQuery>
#include <QVariant>

namespace tierwatch {

CompanyDirectory::CompanyDirectory(SourceDatabase& source, CompanyStore& store,
                                   QString companiesSql)
    : m_source(source), m_store(store), m_companiesSql(std::move(companiesSql))
{
}

Result<void> CompanyDirectory::loadKept()
{
    const Result<std::vector<SourceCompany>> kept = m_store.load();
    if (!kept)
        return kept.error();
    replace(*kept);
    return {};
}

Result<void> CompanyDirectory::refresh()
{
    const Result<std::vector<SourceCompany>> companies = askSource();
    if (!companies)
        return companies.error();
    replace(*companies);
    return m_store.save(*companies);
}

Result<QString> CompanyDirectory::schemaOf(qint64 companyId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_companies.find(companyId);
    if (found == m_companies.end())
        return Error{ErrorCode::NotFound,
                     tr("There is no company %1 in the source database.").arg(companyId)};
    return found->second.schema;
}

std::vector<SourceCompany> CompanyDirectory::companies() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<SourceCompany> all;
    for (const auto& [id, company] : m_companies)
        all.push_back(company);
    return all;
}

Result<std::vector<SourceCompany>> CompanyDirectory::askSource()
{
    const Result<SourceStatement> statement = SourceStatement::parse(m_companiesSql);
    if (!statement)
        return statement.error();
    std::vector<SourceCompany> companies;
    const Result<void> outcome = m_source.read(*statement, {}, {}, [&](QSqlQuery& query) {
        while (query.next())
            companies.push_back({query.value(0).toLongLong(), query.value(1).toString(),
                                 query.value(2).toString()});
        return Result<void>();
    });
    if (!outcome)
        return outcome.error();
    return companies;
}

void CompanyDirectory::replace(const std::vector<SourceCompany>& companies)
{
    const std::scoped_lock lock(m_mutex);
    m_companies.clear();
    for (const SourceCompany& company : companies)
        m_companies.insert_or_assign(company.id, company);
}

} // namespace tierwatch
