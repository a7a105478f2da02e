// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cacheengine.h"
#include "source/companydirectory.h"
#include "source/querycatalog.h"

namespace tierwatch {

class SourceDatabase;

/// Named queries through the cache: what users ask for by name is answered by the engine, and by
/// the source where the engine must. Any thread. The engine must outlive it; loads under way keep
/// the source and the directory alive, so the gateway may go before they end.
class Gateway final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Gateway)
public:
    Gateway(CacheEngine& engine, std::shared_ptr<SourceDatabase> source,
            std::shared_ptr<CompanyDirectory> companies, QueryCatalog queries);
    Q_DISABLE_COPY_MOVE(Gateway)

    /// Never blocks. Errors: NotFound (no such query or company), InvalidArgument (a parameter that
    /// is wrong, missing or unknown; a company or a user where the query needs one), Source.
    [[nodiscard]] QFuture<Result<Answer>> run(const QString& query, std::optional<qint64> companyId,
                                              const QVariantMap& params, const QString& user);
    /// The same, blocking; for worker threads.
    [[nodiscard]] Result<Answer> runNow(const QString& query, std::optional<qint64> companyId,
                                        const QVariantMap& params, const QString& user);

    [[nodiscard]] const QueryCatalog& queries() const { return m_queries; }

private:
    struct Call
    {
        Request request;
        Loader loader;
    };
    [[nodiscard]] Result<Call> prepare(const QString& query, std::optional<qint64> companyId,
                                       const QVariantMap& params, const QString& user) const;
    [[nodiscard]] Loader loaderFor(std::shared_ptr<const NamedQuery> query,
                                   std::optional<qint64> companyId,
                                   const QVariantMap& values) const;

    CacheEngine& m_engine;
    const std::shared_ptr<SourceDatabase> m_source;
    const std::shared_ptr<CompanyDirectory> m_companies;
    const QueryCatalog m_queries;
};

} // namespace tierwatch
