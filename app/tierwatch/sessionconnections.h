// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "remote/servicetarget.h"
#include "sessiontokens.h"

#include <QObject>

namespace tierwatch {

/// How a connection's service is asked; why actions are off stands in it.
[[nodiscard]] ServiceTargetOptions serviceOptions(const TargetConnection& connection,
                                                  const QByteArray& token,
                                                  std::shared_ptr<ServiceNetwork> network);
/// Why a target that is opened only to be looked at does nothing; empty for another.
[[nodiscard]] QString whyNoActions(const TargetConnection& connection);

/// Tries services, signs in to them and keeps what says who asks. GUI thread; the tokens outlive
/// it; destroying it ends what is under way.
class SessionConnections final : public ConnectionDesk
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SessionConnections)
public:
    SessionConnections(SessionTokens& tokens, std::shared_ptr<ServiceNetwork> network);

    [[nodiscard]] QFuture<void> probe(const TargetConnection& connection,
                                      const Credentials& credentials, Told told) override;
    [[nodiscard]] QFuture<Result<QString>> signIn(const TargetConnection& connection,
                                                  const Credentials& credentials) override;
    [[nodiscard]] QFuture<Result<std::vector<SourceServer>>>
    servers(const TargetConnection& connection) override;
    void forget(const TargetConnection& connection) override { m_tokens.forget(connection); }
    void goOnWithoutKeyStore() override { m_tokens.goOnWithoutKeyStore(); }

private:
    using Kept = std::shared_ptr<QPromise<Result<QString>>>;

    void beginProbe(const TargetConnection& connection, const Credentials& credentials,
                    const QByteArray& token, Told told,
                    const std::shared_ptr<QPromise<void>>& promise);
    void signInWithPassword(const TargetConnection& connection, const QString& password,
                            const Kept& kept);
    void signInWithToken(const TargetConnection& connection, const QByteArray& token,
                         const Kept& kept);
    void keep(const TargetConnection& connection, const QByteArray& token, const Kept& kept);

    SessionTokens& m_tokens;
    const std::shared_ptr<ServiceNetwork> m_network;
    QObject m_place; ///< what is under way belongs to it
};

} // namespace tierwatch
