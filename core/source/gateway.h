// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cacheengine.h"
#include "source/querycatalog.h"
#include "source/sources.h"

namespace tierwatch {

/// Named queries through the cache: what users ask for by name is answered by the engine, and by
/// the source where the engine must. Any thread. The engine must outlive it; loads under way keep
/// the source alive, so the gateway may go before they end.
class Gateway final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Gateway)
public:
    Gateway(CacheEngine& engine, std::shared_ptr<const Sources> sources, QueryCatalog queries);
    Q_DISABLE_COPY_MOVE(Gateway)

    /// Never blocks; each call names its source. Errors: NotFound (no such query, company or
    /// source), InvalidArgument (a parameter that is wrong, missing or unknown; a company or a user
    /// where the query needs one), Source, Timeout.
    [[nodiscard]] QFuture<Result<Answer>> run(const QString& query, std::optional<qint64> companyId,
                                              const QVariantMap& params, const QString& user,
                                              const QString& source = Sources::mainName());
    /// The same, blocking; for worker threads.
    [[nodiscard]] Result<Answer> runNow(const QString& query, std::optional<qint64> companyId,
                                        const QVariantMap& params, const QString& user,
                                        const QString& source = Sources::mainName());

    /// A report ready to be asked for, and what loads it from its source.
    struct Call
    {
        Request request;
        Loader loader;
    };
    /// The same errors as run(), without running it.
    [[nodiscard]] Result<Call> prepare(const QString& query, std::optional<qint64> companyId,
                                       const QVariantMap& params, const QString& user,
                                       const QString& source = Sources::mainName()) const;

    /// The same for who will run it through the cache: what is asked for there is kept fresh.
    [[nodiscard]] Result<Call> prepareAndWatch(const QString& query,
                                               std::optional<qint64> companyId,
                                               const QVariantMap& params, const QString& user,
                                               const QString& source = Sources::mainName()) const;

    [[nodiscard]] const QueryCatalog& queries() const { return m_queries; }
    [[nodiscard]] const Sources& sources() const { return *m_sources; }

private:
    CacheEngine& m_engine;
    const std::shared_ptr<const Sources> m_sources;
    const QueryCatalog m_queries;
};

} // namespace tierwatch
