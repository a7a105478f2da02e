// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <memory>
#include <optional>

class QProcessEnvironment;

namespace tierwatch {

/// Where passwords come from; never a file of ours. Any thread; may block on a key store, so not
/// for a GUI thread.
class SecretStore
{
public:
    SecretStore() = default;
    virtual ~SecretStore() = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    /// The password of a source database; absent where the store has none.
    [[nodiscard]] virtual Result<std::optional<QString>>
    passwordOf(const QString& source) const = 0;
};

/// The environment: TIERWATCH_SOURCE_PASSWORD for "main", else TIERWATCH_SOURCE_NAME_PASSWORD, the
/// name in capitals.
class EnvironmentSecrets final : public SecretStore
{
public:
    explicit EnvironmentSecrets(const QProcessEnvironment& environment);

    [[nodiscard]] Result<std::optional<QString>> passwordOf(const QString& source) const override;
    [[nodiscard]] static QString variableOf(const QString& source);

private:
    QHash<QString, QString> m_passwords; ///< by variable
};

/// What a workspace uses: the environment, and behind that a key store for the sources whose
/// settings say that it has their password.
class WorkspaceSecrets final : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::WorkspaceSecrets)
public:
    WorkspaceSecrets(const QProcessEnvironment& environment, QSet<QString> inKeyStore,
                     std::shared_ptr<const SecretStore> keyStore);

    /// Errors: those of the key store; NotFound where it should have the password and has not.
    [[nodiscard]] Result<std::optional<QString>> passwordOf(const QString& source) const override;

private:
    const EnvironmentSecrets m_environment;
    const QSet<QString> m_inKeyStore;
    const std::shared_ptr<const SecretStore> m_keyStore;
};

} // namespace tierwatch
