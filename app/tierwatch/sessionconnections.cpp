// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionconnections.h"

#include "base/async.h"
#include "base/whenended.h"
#include "remote/serviceprobe.h"
#include "remote/signin.h"

#include <QFutureWatcher>
#include <QTimer>

namespace tierwatch {

ServiceTargetOptions serviceOptions(const TargetConnection& connection, const QByteArray& token,
                                    std::shared_ptr<ServiceNetwork> network)
{
    ServiceTargetOptions options{QUrl(connection.place), token, connection.authorities,
                                 connection.insecure};
    options.pin = connection.pin;
    options.proxy = connection.proxy;
    options.watchOnly = whyNoActions(connection);
    options.server = connection.server;
    options.network = std::move(network);
    return options;
}

QString whyNoActions(const TargetConnection& connection)
{
    if (!connection.watchOnly)
        return {};
    return SessionConnections::tr("Opened watch-only: actions are off for this target.");
}

SessionConnections::SessionConnections(SessionTokens& tokens,
                                       std::shared_ptr<ServiceNetwork> network)
    : m_tokens(tokens), m_network(std::move(network))
{
}

/// What is kept is used where nothing was entered; where nothing is known, the step says so.
QFuture<void> SessionConnections::probe(const TargetConnection& connection,
                                        const Credentials& credentials, Told told)
{
    const auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    if (!credentials.token.isEmpty() || !credentials.password.isEmpty()) {
        beginProbe(connection, credentials, credentials.token.toUtf8(), std::move(told), promise);
        return promise->future();
    }
    whenEnded(m_tokens.tokenOf(connection), &m_place,
              [this, connection, credentials, told = std::move(told),
               promise](const QFuture<Result<QByteArray>>& kept) {
                  const Result<QByteArray> token = kept.result();
                  beginProbe(connection, credentials, token ? *token : QByteArray(), told, promise);
              });
    return promise->future();
}

void SessionConnections::beginProbe(const TargetConnection& connection,
                                    const Credentials& credentials, const QByteArray& token,
                                    Told told, const std::shared_ptr<QPromise<void>>& promise)
{
    if (promise->isCanceled())
        return promise->finish();
    const auto running = std::make_shared<QFuture<void>>();
    auto* probe =
        new ServiceProbe(connection, {token, credentials.password},
                         [told = std::move(told), promise, running](const ProbeResult& result) {
                             if (promise->isCanceled())
                                 running->cancel(); // no step begins any more
                             else
                                 told(result);
                         });
    probe->setParent(&m_place);
    const auto end = [probe, promise] {
        promise->finish();
        probe->deleteLater(); // and with it what a step has under way
    };
    *running = probe->run();
    whenEnded(*running, probe, [end](const QFuture<void>&) { end(); });
    auto* stopped = new QFutureWatcher<void>(probe);
    QObject::connect(stopped, &QFutureWatcherBase::canceled, probe, end);
    stopped->setFuture(promise->future());
}

QFuture<Result<QString>> SessionConnections::signIn(const TargetConnection& connection,
                                                    const Credentials& credentials)
{
    const auto kept = std::make_shared<QPromise<Result<QString>>>();
    kept->start();
    if (credentials.token.isEmpty())
        signInWithPassword(connection, credentials.password, kept);
    else
        signInWithToken(connection, credentials.token.trimmed().toUtf8(), kept);
    return kept->future();
}

void SessionConnections::signInWithPassword(const TargetConnection& connection,
                                            const QString& password, const Kept& kept)
{
    auto opened = SignIn::at(connection, m_network);
    if (!opened)
        return resolve(*kept, opened.error());
    SignIn* signIn = opened->release();
    signIn->setParent(&m_place);
    whenEnded(signIn->withPassword(password), signIn,
              [this, signIn, connection, kept](const QFuture<Result<QByteArray>>& answered) {
                  signIn->deleteLater();
                  const Result<QByteArray> token = answered.result();
                  if (token)
                      keep(connection, *token, kept);
                  else
                      resolve(*kept, token.error());
              });
}

/// A token is kept once the service took it.
void SessionConnections::signInWithToken(const TargetConnection& connection,
                                         const QByteArray& token, const Kept& kept)
{
    auto opened = ServiceTarget::open(serviceOptions(connection, token, m_network));
    if (!opened)
        return resolve(*kept, opened.error());
    ServiceTarget* target = opened->release();
    target->setParent(&m_place);
    whenEnded(target->connected(), target,
              [this, target, connection, token, kept](const QFuture<Result<void>>& answered) {
                  target->deleteLater();
                  const Result<void> connected = answered.result();
                  if (connected)
                      keep(connection, token, kept);
                  else
                      resolve(*kept, connected.error());
              });
}

void SessionConnections::keep(const TargetConnection& connection, const QByteArray& token,
                              const Kept& kept)
{
    if (isForAnotherServer(token, connection))
        return resolve(*kept, Error{ErrorCode::NotSignedIn,
                                    tr("This token is for another server than %1, which the "
                                       "connection names. Sign in to that server, or let the "
                                       "connection name the other one.")
                                        .arg(connection.server)});
    const QFuture<Result<QString>> keeping = m_tokens.keep(connection, token);
    whenEnded(keeping, &m_place,
              [kept](const QFuture<Result<QString>>& done) { resolve(*kept, done.result()); });
    if (keeping.isFinished())
        return;
    // The token counts already, so that nobody needs to wait for whom the key store asks first.
    QTimer::singleShot(SessionTokens::keyStoreIsSlowAfter, &m_place, [kept, keeping] {
        if (!keeping.isFinished())
            resolve(*kept,
                    tr("Signed in. The token is in memory only until the key store takes it: "
                       "it may be asking for its password."));
    });
}

QFuture<Result<std::vector<SourceServer>>>
SessionConnections::servers(const TargetConnection& connection)
{
    using Servers = Result<std::vector<SourceServer>>;
    const auto promise = std::make_shared<QPromise<Servers>>();
    promise->start();
    const auto ask = [this, connection, promise](const QFuture<Result<QByteArray>>& kept) {
        const Result<QByteArray> token = kept.result();
        auto opened = token ? SignIn::at(connection, m_network)
                            : Result<std::unique_ptr<SignIn>>(token.error());
        if (!opened)
            return resolve(*promise, opened.error());
        SignIn* signIn = opened->release();
        signIn->setParent(&m_place);
        whenEnded(signIn->servers(*token), signIn,
                  [signIn, promise](const QFuture<Servers>& answered) {
                      signIn->deleteLater();
                      resolve(*promise, answered.result());
                  });
    };
    whenEnded(m_tokens.tokenOf(connection), &m_place, ask);
    return promise->future();
}

} // namespace tierwatch
