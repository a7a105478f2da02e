// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessiontokens.h"

#include "base/async.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// A server of a service is signed in to by itself.
QString nameOf(const TargetConnection& connection)
{
    return connection.id.isEmpty() ? connection.place + u' ' + connection.server
                                   : connection.id + u"/token"_s;
}

Error notSignedIn(const QString& why)
{
    return {ErrorCode::NotSignedIn, why};
}

QString unknown()
{
    return SessionTokens::tr("This service wants to know who asks, and no token of yours is known "
                             "here.");
}

/// What a key store that gives nothing means for who wants in.
Error without(const Error& error)
{
    if (error.code == ErrorCode::NotAllowed)
        return notSignedIn(SessionTokens::tr(
            "The system's key store was not allowed to give the token, and is not asked again "
            "until the program is started anew. Enter the token to go on without it."));
    if (error.code == ErrorCode::Timeout)
        return notSignedIn(SessionTokens::tr(
            "The system's key store did not give the token in time. Unlock it and try again, or "
            "enter the token to go on without it."));
    return notSignedIn(SessionTokens::tr(
        "No key store here can keep a token, so it is entered once at each start."));
}

} // namespace

SessionTokens::SessionTokens(std::shared_ptr<KeyStore> store, QThreadPool& pool)
    : m_kept(std::make_shared<KeptSecrets>(std::move(store), u"connections"_s)), m_pool(pool)
{
}

QFuture<Result<QByteArray>> SessionTokens::tokenOf(const TargetConnection& connection) const
{
    if (const auto known = m_known.constFind(nameOf(connection)); known != m_known.cend())
        return ready<Result<QByteArray>>(*known);
    if (connection.id.isEmpty())
        return ready<Result<QByteArray>>(notSignedIn(unknown()));
    return runOn(m_pool, [kept = m_kept, name = nameOf(connection)]() -> Result<QByteArray> {
        const auto token = kept->passwordOf(name);
        if (!token)
            return without(token.error());
        return *token ? Result<QByteArray>((*token)->toUtf8()) : notSignedIn(unknown());
    });
}

QFuture<Result<QString>> SessionTokens::keep(const TargetConnection& connection,
                                             const QByteArray& token)
{
    if (token.size() > KeptSecrets::mostBytes)
        return ready<Result<QString>>(
            Error{ErrorCode::InvalidArgument,
                  tr("The token has %1 bytes, and %2 at most can be kept. It is no token of a "
                     "cache service; copy it once more.")
                      .arg(token.size())
                      .arg(KeptSecrets::mostBytes)});
    know(connection, token);
    if (connection.id.isEmpty())
        return ready<Result<QString>>(
            tr("The token is kept in memory only, until this program is closed. Add the service "
               "to the connections to keep it."));
    return runOn(m_pool, [kept = m_kept, name = nameOf(connection), token]() -> Result<QString> {
        const auto where = kept->keep(name, QString::fromLatin1(token));
        if (!where || where->isEmpty())
            return where;
        return tr("The token is kept in memory only, until this program is closed.");
    });
}

void SessionTokens::know(const TargetConnection& connection, const QByteArray& token)
{
    m_known.insert(nameOf(connection), token);
}

void SessionTokens::forget(const TargetConnection& connection)
{
    m_known.remove(nameOf(connection));
    if (!connection.id.isEmpty())
        m_kept->forget(nameOf(connection));
}

} // namespace tierwatch
