// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "settings/connectionprobe.h"
#include "settings/targetconnection.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <vector>

namespace tierwatch {

/// What a person entered to sign in: a token, or a password. Whoever asks for the password hands
/// the user name over in the connection.
struct Credentials
{
    QString token;
    QString password;
    QString username = {}; ///< of the password, where the sign-in dialog asked for it
};

/// What can be done about connections besides keeping a list of them; implemented where secrets
/// and the network are at hand. None of the secrets is ever given out. GUI thread; nothing blocks,
/// and answers may come on any thread.
class ConnectionDesk : public QObject
{
    Q_OBJECT
public:
    using Told = std::function<void(const ProbeResult&)>;

    ConnectionDesk() = default;
    ~ConnectionDesk() override = default;
    Q_DISABLE_COPY_MOVE(ConnectionDesk)

    /// Tries a connection step by step; `told` is called in the GUI thread as each ends, until the
    /// future is cancelled. Without credentials those that are kept are used.
    [[nodiscard]] virtual QFuture<void> probe(const TargetConnection& connection,
                                              const Credentials& credentials, Told told) = 0;
    /// Signs in and keeps what was given for it: empty once the key store has it, a sentence where
    /// it is only kept until the program ends. Targets of the connection that are open ask with it
    /// from then on. Errors: NotSignedIn where the service refuses.
    [[nodiscard]] virtual QFuture<Result<QString>> signIn(const TargetConnection& connection,
                                                          const Credentials& credentials) = 0;
    /// Of the service; empty where it has one alone. NotAvailable where it does not tell.
    [[nodiscard]] virtual QFuture<Result<std::vector<SourceServer>>>
    servers(const TargetConnection& connection) = 0;
    /// Forgets what is kept for a connection that is removed.
    virtual void forget(const TargetConnection& connection) = 0;
    /// Nobody waits any longer for a key store that asks a person first; who wants in is asked.
    virtual void goOnWithoutKeyStore() = 0;

Q_SIGNALS:
    /// From now on it is known who asks there, whichever window was told.
    void signedIn(const tierwatch::TargetConnection& connection);
};

} // namespace tierwatch
