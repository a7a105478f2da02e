// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QCoreApplication>

#include <map>
#include <memory>
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

/// Where the mapping of companies to schemas is kept between runs. Any thread.
class CompanyStore
{
public:
    CompanyStore() = default;
    virtual ~CompanyStore() = default;
    Q_DISABLE_COPY_MOVE(CompanyStore)

    [[nodiscard]] virtual Result<std::vector<SourceCompany>> load() = 0;
    [[nodiscard]] virtual Result<void> save(const std::vector<SourceCompany>& companies) = 0;
};

/// Which company has which schema and name. Begins with what is known without asking, and asks the
/// source by itself where that does not do; at most every ten seconds, since the source may be
/// down. Any thread; every function may block on the source.
class CompanyDirectory final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::CompanyDirectory)
public:
    /// `companiesSql` gives the columns id, schema, name; empty = the source is never asked.
    /// `known` stands until the source says otherwise. Without a store nothing is kept between
    /// runs. Source and clock must outlive this.
    CompanyDirectory(SourceDatabase& source, std::unique_ptr<CompanyStore> store,
                     QString companiesSql, const std::vector<SourceCompany>& known,
                     const Clock& clock);
    Q_DISABLE_COPY_MOVE(CompanyDirectory)

    /// Asks the source now and keeps its answer; on failure the old mapping stays.
    Result<void> refresh();

    /// NotFound, naming the company, where it has none; Source, where the source can't say.
    [[nodiscard]] Result<QString> schemaOf(qint64 companyId);
    /// In the order of their ids; from the source if it ever answered, else what is known.
    [[nodiscard]] std::vector<SourceCompany> companies();
    /// Without asking the source: whether it has this company, and which it has.
    [[nodiscard]] bool knows(qint64 companyId) const { return knownSchema(companyId).has_value(); }
    [[nodiscard]] std::vector<SourceCompany> known() const;

private:
    [[nodiscard]] std::optional<QString> knownSchema(qint64 companyId) const;
    [[nodiscard]] Result<std::vector<SourceCompany>> askSource();
    Result<void> refreshUnlessJustTried();
    Result<void> ask();
    void take(const std::vector<SourceCompany>& companies);

    SourceDatabase& m_source;
    const std::unique_ptr<CompanyStore> m_store;
    const QString m_companiesSql;
    const Clock& m_clock;
    std::mutex m_asking;             ///< so that many who need the source ask it once
    std::optional<qint64> m_triedMs; ///< guarded by m_asking, as is the next
    Result<void> m_outcome;          ///< of that try
    mutable std::mutex m_mutex;
    std::map<qint64, SourceCompany> m_companies; ///< guarded by m_mutex, as is the next
    bool m_answered = false;
};

} // namespace tierwatch
