// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessiontokens.h"

#include "base/async.h"
#include "remote/jwt.h"
#include "remote/serviceroute.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// A server of a service is signed in to by itself.
QString nameOf(const TargetConnection& connection)
{
    return connection.id.isEmpty() ? connection.place + u' ' + connection.server
                                   : connection.id + u"/token"_s;
}

QString originFor(const TargetConnection& connection)
{
    return originOf(QUrl(connection.place));
}

/// In the key store a token stands behind what it is for: the file of the connections is not as
/// well guarded.
QString bound(const QByteArray& token, const QString& origin)
{
    return origin + u' ' + QString::fromLatin1(token);
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

QString forAnotherServer()
{
    return SessionTokens::tr("The token kept is for another server than this connection names; "
                             "sign in to that server.");
}

QString meantForAnother()
{
    return SessionTokens::tr(
        "The token that is kept for this connection was entered for another "
        "address, and is not sent to this one. Enter a token of this service.");
}

Result<QByteArray> unbound(const QString& kept, const TargetConnection& connection)
{
    const QString origin = originFor(connection);
    if (!kept.startsWith(origin + u' '))
        return notSignedIn(meantForAnother());
    const QByteArray token = kept.mid(origin.size() + 1).toUtf8();
    if (isForAnotherServer(token, connection))
        return notSignedIn(forAnotherServer());
    return token;
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

bool isForAnotherServer(const QByteArray& token, const TargetConnection& connection)
{
    const QString named = connection.server.isEmpty() ? QString() : jwtClaims(token).serverId;
    return !named.isEmpty() && named != connection.server;
}

SessionTokens::SessionTokens(std::shared_ptr<KeyStore> store, QThreadPool& pool)
    : m_kept(std::make_shared<KeptSecrets>(std::move(store), u"connections"_s)), m_pool(pool)
{
}

QFuture<Result<QByteArray>> SessionTokens::tokenOf(const TargetConnection& connection) const
{
    if (auto token = known(connection))
        return ready<Result<QByteArray>>(*std::move(token));
    if (connection.id.isEmpty())
        return ready<Result<QByteArray>>(
            notSignedIn(m_known.contains(nameOf(connection)) ? forAnotherServer() : unknown()));
    return runOn(m_pool, [kept = m_kept, connection]() -> Result<QByteArray> {
        const auto token = kept->passwordOf(nameOf(connection));
        if (!token)
            return without(token.error());
        return *token ? unbound(**token, connection) : notSignedIn(unknown());
    });
}

QFuture<Result<QString>> SessionTokens::keep(const TargetConnection& connection,
                                             const QByteArray& token)
{
    const QString secret = bound(token, originFor(connection));
    const qsizetype mostBytes = KeptSecrets::mostBytes - (secret.toUtf8().size() - token.size());
    if (token.size() > mostBytes)
        return ready<Result<QString>>(
            Error{ErrorCode::InvalidArgument,
                  tr("The token has %1 bytes, and %2 at most can be kept. It is no token of a "
                     "cache service; copy it once more.")
                      .arg(token.size())
                      .arg(mostBytes)});
    know(connection, token);
    if (connection.id.isEmpty())
        return ready<Result<QString>>(
            tr("The token is kept in memory only, until this program is closed. Add the service "
               "to the connections to keep it."));
    return runOn(m_pool, [kept = m_kept, name = nameOf(connection), secret]() -> Result<QString> {
        const auto where = kept->keep(name, secret);
        if (!where || where->isEmpty())
            return where;
        return tr("The token is kept in memory only, until this program is closed.");
    });
}

void SessionTokens::know(const TargetConnection& connection, const QByteArray& token)
{
    m_known.insert(nameOf(connection), {originFor(connection), token});
    for (const Follower& follower : m_followers) {
        // What can't be a token, no target was opened with either.
        if (follower.target && signsInAlike(follower.connection, connection))
            static_cast<void>(follower.target->setToken(token).ok());
    }
    m_told(connection);
}

std::optional<QByteArray> SessionTokens::known(const TargetConnection& connection) const
{
    const auto found = m_known.constFind(nameOf(connection));
    if (found == m_known.cend() || found->first != originFor(connection) ||
        isForAnotherServer(found->second, connection))
        return std::nullopt;
    return found->second;
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
