// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedatabase.h"

#include "source/rowstojson.h"
#include "source/sourcesession.h"

namespace tierwatch {

SourceDatabase::SourceDatabase(SourceOptions options) : m_options(std::move(options)) {}

SourceDatabase::~SourceDatabase() = default;

Result<void> SourceDatabase::read(const SourceStatement& statement, const QVariantMap& values,
                                  const QString& schema, const Reader& read)
{
    const Result<SourceSession*> session =
        m_sessions.local([this] { return SourceSession::open(m_options); });
    if (!session)
        return session.error();
    Result<void> outcome;
    {
        Result<QSqlQuery> query = (*session)->run(statement, values, schema);
        outcome = query ? read(*query) : query.error();
    }
    // What broke may be the connection itself: the next question gets a fresh one.
    if (!outcome && outcome.error().code == ErrorCode::Source)
        m_sessions.drop();
    return outcome;
}

Result<QByteArray> SourceDatabase::json(const SourceStatement& statement, const QVariantMap& values,
                                        const QString& schema)
{
    QByteArray rows;
    const Result<void> outcome = read(statement, values, schema, [&](QSqlQuery& query) {
        Result<QByteArray> json = rowsToJson(query, m_options.maxAnswerBytes);
        if (!json)
            return Result<void>(json.error());
        rows = *std::move(json);
        return Result<void>();
    });
    if (!outcome)
        return outcome.error();
    return rows;
}

} // namespace tierwatch
