// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourcepasswords.h"
#include "settings/workspace.h"

#include <QThreadPool>

namespace tierwatch {

/// The passwords of a workspace's sources, as its key store and the environment know them. GUI
/// thread; outlives its session where it must. The pool, which waits for the key store, outlives
/// it.
class SessionPasswords final : public SourcePasswords
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SessionPasswords)
public:
    /// Null where no source's password belongs in the key store.
    [[nodiscard]] static std::shared_ptr<SourcePasswords> of(const Workspace& workspace,
                                                             QThreadPool& pool);

    [[nodiscard]] QFuture<SourceLogins> logins() override;
    [[nodiscard]] QFuture<Result<QString>> keep(const QString& source,
                                                const QString& password) override;

private:
    SessionPasswords(const Workspace& workspace, std::vector<SourceLogin> logins,
                     QThreadPool& pool);

    const std::shared_ptr<const SecretStore> m_secrets;
    const std::shared_ptr<KeptSecrets> m_kept;
    const std::vector<SourceLogin> m_logins;
    QThreadPool& m_pool;
};

} // namespace tierwatch
