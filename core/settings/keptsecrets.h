// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/keystore.h"
#include "settings/secretstore.h"

#include <QCoreApplication>

#include <chrono>

namespace tierwatch {

/// Secrets of one owner in the system's key store, or, where that can't be, in memory until the
/// program ends; never in a file. Any thread; blocks until the store has answered, for as long as
/// the time-out at most, so not for a GUI thread. What the store denied or does not hold is not
/// asked for again until the program is started anew: it may be a person who said no. An answer
/// that comes too late does no harm, even when this object is gone.
class KeptSecrets final : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::KeptSecrets)
public:
    static constexpr qsizetype mostBytes = 2'560; ///< as many as Windows takes
    static constexpr std::chrono::milliseconds patience{20'000};

    /// No other owner on this machine may have the same name. A store that is null keeps nothing.
    KeptSecrets(std::shared_ptr<KeyStore> store, const QString& owner,
                std::chrono::milliseconds timeout = patience);

    /// Errors: NotAvailable (no store), NotAllowed (it was denied), Timeout.
    [[nodiscard]] Result<std::optional<QString>> passwordOf(const QString& source) const override;
    /// Empty once the key store has it; a sentence for people where it is only kept until the
    /// program ends. InvalidArgument where it is longer than mostBytes.
    [[nodiscard]] Result<QString> keep(const QString& name, const QString& secret);
    /// Whoever waits for a secret waits no longer, as if the time were over: a person does not want
    /// to. Nor does anybody else until the store answers.
    void goOnWithout() const;
    /// The same for good, also for those who have yet to ask: the program ends. What is to be kept
    /// is still handed to the store.
    void stopWaiting() const;
    /// Nobody knows it from here on; the key store is told, and not waited for.
    void forget(const QString& name);
    /// What the key store knows it by.
    [[nodiscard]] QString keyOf(const QString& name) const;

private:
    struct Question;
    struct State;

    [[nodiscard]] std::shared_ptr<Question> ask(const QString& name) const;
    [[nodiscard]] std::optional<KeyStore::Answer> write(const QString& name, const QString& secret);

    const std::shared_ptr<KeyStore> m_store;
    const QString m_prefix;
    const std::chrono::milliseconds m_timeout;
    const std::shared_ptr<State> m_state; ///< shared with the questions under way
};

} // namespace tierwatch
