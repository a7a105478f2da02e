// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companydirectory.h"

#include "source/sourcedatabase.h"

#include <QSqlQuery>
#include <QVariant>

namespace tierwatch {
namespace {

constexpr qint64 pauseMs = 10'000;

} // namespace

CompanyDirectory::CompanyDirectory(SourceDatabase& source, std::unique_ptr<CompanyStore> store,
                                   QString companiesSql, const std::vector<SourceCompany>& known,
                                   const Clock& clock)
    : m_source(source),
      m_store(std::move(store)),
      m_companiesSql(std::move(companiesSql)),
      m_clock(clock)
{
    if (m_store) {
        if (const Result<std::vector<SourceCompany>> kept = m_store->load())
            take(*kept);
    }
    take(known);
}

Result<void> CompanyDirectory::refresh()
{
    const std::scoped_lock lock(m_asking);
    return ask();
}

Result<void> CompanyDirectory::refreshUnlessJustTried()
{
    const std::scoped_lock lock(m_asking);
    if (m_triedMs && m_clock.steadyMs() < *m_triedMs + pauseMs)
        return m_outcome;
    return ask();
}

Result<void> CompanyDirectory::ask()
{
    m_triedMs = m_clock.steadyMs();
    if (m_companiesSql.isEmpty())
        return m_outcome;
    const Result<std::vector<SourceCompany>> companies = askSource();
    m_outcome = companies ? Result<void>() : companies.error();
    if (!companies)
        return m_outcome;
    {
        const std::scoped_lock lock(m_mutex);
        m_companies.clear();
        m_answered = true;
        take(*companies);
    }
    return m_store ? m_store->save(*companies) : Result<void>();
}

Result<QString> CompanyDirectory::schemaOf(qint64 companyId)
{
    if (const std::optional<QString> schema = knownSchema(companyId))
        return *schema;
    const Result<void> asked = refreshUnlessJustTried();
    if (const std::optional<QString> schema = knownSchema(companyId))
        return *schema;
    if (!asked)
        return asked.error();
    return Error{ErrorCode::NotFound,
                 tr("There is no company %1 in the source database.").arg(companyId)};
}

std::vector<SourceCompany> CompanyDirectory::companies()
{
    const auto answered = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_answered;
    };
    if (!answered())
        (void)refreshUnlessJustTried(); // what is known does where the source fails
    return known();
}

std::vector<SourceCompany> CompanyDirectory::known() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<SourceCompany> all;
    all.reserve(m_companies.size());
    for (const auto& [id, company] : m_companies)
        all.push_back(company);
    return all;
}

std::optional<QString> CompanyDirectory::knownSchema(qint64 companyId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_companies.find(companyId);
    return found == m_companies.end() ? std::nullopt : std::optional(found->second.schema);
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

void CompanyDirectory::take(const std::vector<SourceCompany>& companies)
{
    for (const SourceCompany& company : companies)
        m_companies.insert_or_assign(company.id, company);
}

} // namespace tierwatch
