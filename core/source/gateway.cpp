// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/gateway.h"

#include "base/async.h"
#include "source/sourcedatabase.h"

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

/// How the source writes an answer without rows.
constexpr QByteArrayView noRows = "[]";

/// Parameters alone would mix up two queries of one type that take the same ones.
QVariantMap keyParams(const NamedQuery& query, QVariantMap values)
{
    if (query.name != query.type)
        values.insert(u"@query"_s, query.name);
    return values;
}

Loader loaderFor(std::shared_ptr<NamedSource> source, std::shared_ptr<const NamedQuery> query,
                 std::optional<qint64> companyId, const QVariantMap& values)
{
    return [source = std::move(source), query = std::move(query), companyId,
            values]() -> Result<Loaded> {
        Result<QString> schema = QString();
        if (companyId)
            schema = source->companies->schemaOf(*companyId);
        if (!schema)
            return schema.error();
        Result<QByteArray> rows = source->database->json(query->statement, values, *schema);
        if (!rows)
            return rows.error();
        const bool empty = *rows == noRows;
        return Loaded(*std::move(rows), empty);
    };
}

} // namespace

Gateway::Gateway(CacheEngine& engine, std::shared_ptr<const Sources> sources, QueryCatalog queries)
    : m_engine(engine), m_sources(std::move(sources)), m_queries(std::move(queries))
{
}

QFuture<Result<Answer>> Gateway::run(const QString& query, std::optional<qint64> companyId,
                                     const QVariantMap& params, const QString& user,
                                     const QString& source)
{
    Result<Call> call = prepareAndWatch(query, companyId, params, user, source);
    if (!call)
        return ready<Result<Answer>>(call.error());
    return m_engine.fetchAsync(call->request, std::move(call->loader));
}

Result<Answer> Gateway::runNow(const QString& query, std::optional<qint64> companyId,
                               const QVariantMap& params, const QString& user,
                               const QString& source)
{
    const Result<Call> call = prepareAndWatch(query, companyId, params, user, source);
    if (!call)
        return call.error();
    return m_engine.fetch(call->request, call->loader);
}

Result<Gateway::Call> Gateway::prepareAndWatch(const QString& query,
                                               std::optional<qint64> companyId,
                                               const QVariantMap& params, const QString& user,
                                               const QString& source) const
{
    Result<Call> call = prepare(query, companyId, params, user, source);
    if (call && companyId) {
        if (const auto from = m_sources->find(source))
            (*from)->inUse.note(*companyId);
    }
    return call;
}

Result<Gateway::Call> Gateway::prepare(const QString& name, std::optional<qint64> companyId,
                                       const QVariantMap& params, const QString& user,
                                       const QString& source) const
{
    const auto from = m_sources->find(source);
    if (!from)
        return from.error();
    const Result<std::shared_ptr<const NamedQuery>> found = m_queries.find(name);
    if (!found)
        return found.error();
    const NamedQuery& query = **found;
    if (query.statement.needsSchema != companyId.has_value())
        return Error{ErrorCode::InvalidArgument,
                     companyId ? tr("The report \"%1\" is not tied to a company.").arg(name)
                               : tr("The report \"%1\" needs a company.").arg(name)};
    if (query.perUser && user.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("The report \"%1\" needs to know who asks.").arg(name)};
    const Result<QVariantMap> values = query.canonical(params);
    if (!values)
        return values.error();
    Request request;
    request.source = source;
    request.type = query.type;
    request.companyId = companyId;
    request.username = user.isEmpty() ? std::nullopt : std::optional(user);
    request.perUser = query.perUser;
    request.params = keyParams(query, *values);
    request.tags = query.tags;
    if (!query.policy.isEmpty())
        request.policy = query.policy.appliedTo(m_engine.options().policy);
    QVariantMap bound = *values;
    if (query.perUser)
        bound.insert(u"user"_s, user);
    return Call{std::move(request), loaderFor(*from, *found, companyId, bound)};
}

} // namespace tierwatch
