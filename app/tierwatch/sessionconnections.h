// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "sessiontokens.h"

#include <QObject>
#include <QPointer>

namespace tierwatch {

class ServiceProbe;
class SignIn;

/// Tries services, signs in to them and keeps what says who asks. GUI thread; the tokens outlive
/// it; destroying it ends what is under way with Cancelled.
class SessionConnections final : public ConnectionDesk
{
public:
    explicit SessionConnections(SessionTokens& tokens) : m_tokens(tokens) {}

    [[nodiscard]] QFuture<void> probe(const TargetConnection& connection,
                                      const Credentials& credentials, Told told) override;
    [[nodiscard]] QFuture<Result<QString>> signIn(const TargetConnection& connection,
                                                  const Credentials& credentials) override;
    [[nodiscard]] QFuture<Result<std::vector<SourceServer>>>
    servers(const TargetConnection& connection) override;
    void forget(const TargetConnection& connection) override { m_tokens.forget(connection); }

private:
    SessionTokens& m_tokens;
    QObject m_desk; ///< what is under way belongs to it
};

} // namespace tierwatch
