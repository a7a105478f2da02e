// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/keptsecrets.h"
#include "settings/settings.h"
#include "settings/workspacelock.h"

class QFileInfo;

namespace tierwatch {

/// A folder with `tierwatch.ini`, `queries/*.sql` and `cache.db` that this process owns until the
/// object goes, or only views. Opened by the program's composition; any thread may read it.
class Workspace final
{
    Q_DECLARE_TR_FUNCTIONS(Workspace)
public:
    static constexpr auto settingsFileName = "tierwatch.ini";
    static constexpr auto queriesFolderName = "queries";
    static constexpr auto cacheFileName = "cache.db";
    static constexpr auto journalFileName = "barriers.journal";

    /// Errors: NotFound (no such folder, or no workspace in it), Unreadable, InvalidArgument (a
    /// setting), Locked (another process owns it). Nothing is created but the lock.
    [[nodiscard]] static Result<Workspace>
    open(const QString& folder, const QProcessEnvironment& environment,
         const Settings::Overrides& overrides = {},
         std::shared_ptr<KeyStore> keyStore = systemKeyStore());

    /// To look at it only, whoever owns it: nothing is locked. Errors: those of open(), but Locked.
    [[nodiscard]] static Result<Workspace> view(const QString& folder,
                                                const QProcessEnvironment& environment);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    /// The title of the settings, or the folder's name.
    [[nodiscard]] QString title() const;
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    /// Where the passwords of its sources come from.
    [[nodiscard]] std::shared_ptr<const SecretStore> secrets() const { return m_secrets; }
    /// Those of them that are in the key store, for who enters one.
    [[nodiscard]] std::shared_ptr<KeptSecrets> keptSecrets() const { return m_keptSecrets; }
    [[nodiscard]] QString queriesFolder() const;
    /// CACHE_SQLITE_PATH where that is set (relative to the folder), else cache.db.
    [[nodiscard]] QString cachePath() const;
    /// Of invalidations, while the cache file is out of order.
    [[nodiscard]] QString journalPath() const;
    /// A path of the settings; a relative one starts at the folder.
    [[nodiscard]] QString resolved(const QString& path) const;

    [[nodiscard]] bool isViewOnly() const { return m_lock == nullptr; }
    /// Why it is only viewed, in a sentence; else empty.
    [[nodiscard]] const QString& notice() const { return m_notice; }

private:
    Workspace(QString folder, Settings settings, const QProcessEnvironment& environment,
              std::shared_ptr<KeyStore> keyStore);
    [[nodiscard]] static Result<Workspace> read(const QString& folder,
                                                const QProcessEnvironment& environment,
                                                const Settings::Overrides& overrides,
                                                std::shared_ptr<KeyStore> keyStore);
    [[nodiscard]] static Result<void> checkFolder(const QFileInfo& folder);
    Result<void> takeOrView();

    QString m_folder;
    Settings m_settings;
    std::shared_ptr<KeptSecrets> m_keptSecrets;
    std::shared_ptr<const SecretStore> m_secrets;
    std::unique_ptr<WorkspaceLock> m_lock;
    std::unique_ptr<WorkspaceLock> m_fileLock; ///< of a cache file outside the folder
    QString m_notice;
};

} // namespace tierwatch
