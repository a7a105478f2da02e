// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcedatabase.h"

#include "source/sourcesession.h"

namespace tierwatch {

SourceDatabase::SourceDatabase(SourceOptions options) : m_options(std::move(options)) {}

SourceDatabase::~SourceDatabase() = default;

Result<void> SourceDatabase::read(const SourceStatement& statement, const QVariantMap& values,
                                  const QString& schema, const Reader& read)
{
    bool answered = false;
    const Reader reader = [&](QSqlQuery& query) {
        answered = true;
        return read(query);
    };
    for (;;) {
        const bool wasOpen = m_sessions.has();
        const Result<SourceSession*> session = localSession();
        if (!session)
            return session.error();
        Result<void> outcome = (*session)->read(statement, values, schema, reader);
        if (outcome || outcome.error().code != ErrorCode::Source)
            return outcome;
        // What broke may be the connection itself: the next question gets a fresh one, and so does
        // this one if the database hung up while nobody asked.
        const bool hungUp = wasOpen && !answered && !(*session)->isOpen();
        m_sessions.drop();
        if (!hungUp)
            return outcome;
    }
}

Result<void> SourceDatabase::reach()
{
    const Result<SourceSession*> session = localSession();
    return session ? Result<void>() : session.error();
}

Result<QString> SourceDatabase::whyNoTimeout()
{
    const Result<SourceSession*> session = localSession();
    if (!session)
        return session.error();
    return (*session)->dialect().whyNoTimeout();
}

Result<SourceSession*> SourceDatabase::localSession()
{
    return m_sessions.local([this] { return SourceSession::open(m_options); });
}

WriterChoice SourceDatabase::writerChoice()
{
    const Result<SourceSession*> session = localSession();
    if (!session)
        return {};
    return [&dialect = (*session)->dialect()](const QSqlField& column) {
        return dialect.writerFor(column);
    };
}

Result<QByteArray> SourceDatabase::json(const SourceStatement& statement, const QVariantMap& values,
                                        const QString& schema)
{
    QByteArray rows;
    const Result<void> outcome = read(statement, values, schema, [&](QSqlQuery& query) {
        Result<QByteArray> json = rowsToJson(query, m_options.maxAnswerBytes, writerChoice());
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
