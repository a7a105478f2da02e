// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/servicetarget.h"
#include "settings/keptsecrets.h"
#include "settings/targetconnection.h"

#include <QFuture>
#include <QPointer>
#include <QThreadPool>

#include <functional>

namespace tierwatch {

/// Whether a token says that it is for another source server than the connection names.
[[nodiscard]] bool isForAnotherServer(const QByteArray& token, const TargetConnection& connection);

/// What says who asks a service: in the system's key store for connections that are kept, in memory
/// for those that are only opened. It is given out for the machine alone that it was entered for,
/// and for no other source server than it names, wherever the connection may lead meanwhile. GUI
/// thread; what waits for the key store waits on the pool, which outlives this.
class SessionTokens final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SessionTokens)
public:
    /// A key store that needs nobody answers sooner than that is read.
    static constexpr std::chrono::milliseconds keyStoreIsSlowAfter{500};

    SessionTokens(std::shared_ptr<KeyStore> store, QThreadPool& pool);

    /// NotSignedIn, with why nothing is known, where nothing is.
    [[nodiscard]] QFuture<Result<QByteArray>> tokenOf(const TargetConnection& connection) const;
    /// Empty once the key store has it; else a sentence about where it is instead.
    [[nodiscard]] QFuture<Result<QString>> keep(const TargetConnection& connection,
                                                const QByteArray& token);
    /// In memory alone, whatever the connection.
    void know(const TargetConnection& connection, const QByteArray& token);
    /// Is called, in the GUI thread, with each connection whose token becomes known.
    void onKnown(std::function<void(const TargetConnection&)> told) { m_told = std::move(told); }
    /// What is in memory; absent where that is nothing.
    [[nodiscard]] std::optional<QByteArray> known(const TargetConnection& connection) const;
    /// Gives the target of this connection each token that becomes known from here on.
    void follow(const TargetConnection& connection, ServiceTarget& target);
    void forget(const TargetConnection& connection);
    /// Whoever waits for the key store is told at once that it does not answer.
    void goOnWithoutKeyStore() { m_kept->goOnWithout(); }
    /// The same for good, and for what is handed to the key store as well: the program ends.
    void stopWaiting() { m_kept->stopWaiting(); }

private:
    struct Follower
    {
        TargetConnection connection;
        QPointer<ServiceTarget> target; ///< null once it is closed
    };

    const std::shared_ptr<KeptSecrets> m_kept;
    QThreadPool& m_pool;
    /// By what names a connection here, with the origin that each is for.
    QHash<QString, std::pair<QString, QByteArray>> m_known;
    std::vector<Follower> m_followers;
    std::function<void(const TargetConnection&)> m_told = [](const TargetConnection&) {};
};

} // namespace tierwatch
