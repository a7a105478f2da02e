// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>

#include <map>
#include <mutex>
#include <vector>

namespace tierwatch {

class SourceDatabase;

struct SourceCompany
{
    qint64 id = 0;
    QString schema;
    QString name; ///< empty until the source has been asked
    friend bool operator==(const SourceCompany&, const SourceCompany&) = default;
};

/// Where the mapping of companies to schemas is kept between runs.
class CompanyStore
{
public:
    CompanyStore() = default;
    virtual ~CompanyStore() = default;
    Q_DISABLE_COPY_MOVE(CompanyStore)

    [[nodiscard]] virtual Result<std::vector<SourceCompany>> load() = 0;
    [[nodiscard]] virtual Result<void> save(const std::vector<SourceCompany>& companies) = 0;
};

/// Which company has which schema and name. Knows what was kept at once, asks the source when told
/// to. Any thread; refresh() blocks on the source.
class CompanyDirectory final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::CompanyDirectory)
public:
    /// `companiesSql` gives the columns id, schema, name. Source and store must outlive this.
    CompanyDirectory(SourceDatabase& source, CompanyStore& store, QString companiesSql);
    Q_DISABLE_COPY_MOVE(CompanyDirectory)

    /// Takes what was kept; no source is asked. Storage on failure.
    [[nodiscard]] Result<void> loadKept();
    /// Asks the source and keeps its answer; on failure the old mapping stays.
    [[nodiscard]] Result<void> refresh();

    /// NotFound, naming the company, where it has none.
    [[nodiscard]] Result<QString> schemaOf(qint64 companyId) const;
    /// In the order of their ids.
    [[nodiscard]] std::vector<SourceCompany> companies() const;

private:
    [[nodiscard]] Result<std::vector<SourceCompany>> askSource();
    void replace(const std::vector<SourceCompany>& companies);

    SourceDatabase& m_source;
    CompanyStore& m_store;
    const QString m_companiesSql;
    mutable std::mutex m_mutex;
    std::map<qint64, SourceCompany> m_companies;
};

} // namespace tierwatch
