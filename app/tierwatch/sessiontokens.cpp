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

/// Whether a token for the one is a token for the other.
bool signsInAlike(const TargetConnection& one, const TargetConnection& other)
{
    return nameOf(one) == nameOf(other) && one.place == other.place && one.server == other.server;
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
    if (auto token = known(connection))
        return ready<Result<QByteArray>>(*std::move(token));
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
    for (const Follower& follower : m_followers) {
        // What can't be a token, no target was opened with either.
        if (follower.target && signsInAlike(follower.connection, connection))
            static_cast<void>(follower.target->setToken(token).ok());
    }
}

std::optional<QByteArray> SessionTokens::known(const TargetConnection& connection) const
{
    const auto found = m_known.constFind(nameOf(connection));
    return found == m_known.cend() ? std::nullopt : std::optional(*found);
}

void SessionTokens::follow(const TargetConnection& connection, ServiceTarget& target)
{
    std::erase_if(m_followers, [](const Follower& one) { return one.target.isNull(); });
    m_followers.push_back({connection, &target});
}

void SessionTokens::forget(const TargetConnection& connection)
{
    m_known.remove(nameOf(connection));
    if (!connection.id.isEmpty())
        m_kept->forget(nameOf(connection));
}

} // namespace tierwatch
