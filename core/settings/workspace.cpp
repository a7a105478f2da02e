// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/workspace.h"

#include "settings/inifile.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QSet<QString> inKeyStore(const Settings& settings)
{
    QSet<QString> names;
    for (const SourceSettings& source : settings.sources()) {
        if (source.passwordFrom == QLatin1StringView(SourceSettings::keychain))
            names.insert(source.name);
    }
    return names;
}

} // namespace

Workspace::Workspace(QString folder, Settings settings, const QProcessEnvironment& environment,
                     std::shared_ptr<KeyStore> keyStore)
    : m_folder(std::move(folder)),
      m_settings(std::move(settings)),
      m_keptSecrets(std::make_shared<KeptSecrets>(std::move(keyStore),
                                                  QFileInfo(m_folder).canonicalFilePath())),
      m_secrets(std::make_shared<const WorkspaceSecrets>(environment, inKeyStore(m_settings),
                                                         m_keptSecrets))
{
}

Result<Workspace> Workspace::open(const QString& folder, const QProcessEnvironment& environment,
                                  const Settings::Overrides& overrides,
                                  std::shared_ptr<KeyStore> keyStore)
{
    auto workspace = read(folder, environment, overrides, std::move(keyStore));
    if (!workspace)
        return workspace;
    if (auto taken = workspace->takeOrView(); !taken)
        return taken.error();
    return workspace;
}

Result<Workspace> Workspace::view(const QString& folder, const QProcessEnvironment& environment)
{
    auto workspace = read(folder, environment, {}, {});
    if (workspace)
        workspace->m_notice = tr("The workspace is only looked at.");
    return workspace;
}

Result<Workspace> Workspace::read(const QString& folder, const QProcessEnvironment& environment,
                                  const Settings::Overrides& overrides,
                                  std::shared_ptr<KeyStore> keyStore)
{
    const QFileInfo place(folder);
    if (auto checked = checkFolder(place); !checked)
        return checked.error();
    const QString path = place.absoluteFilePath();
    const auto file = IniFile::load(QDir(path).filePath(QLatin1StringView(settingsFileName)));
    if (!file)
        return file.error();
    auto settings = Settings::read(*file, environment, overrides);
    if (!settings)
        return settings.error();
    return Workspace(path, std::move(*settings), environment, std::move(keyStore));
}

Result<void> Workspace::checkFolder(const QFileInfo& folder)
{
    if (!folder.isDir())
        return Error{ErrorCode::NotFound,
                     tr("There is no folder %1. Check the path, or create a sample workspace there "
                        "with: tierwatch --create-sample %1")
                         .arg(folder.filePath())};
    if (!folder.isReadable() || !folder.isExecutable())
        return Error{ErrorCode::Unreadable,
                     tr("The folder %1 can't be read. Check that you have permission to read it.")
                         .arg(folder.filePath())};
    if (!QDir(folder.filePath()).exists(QLatin1StringView(settingsFileName)))
        return Error{ErrorCode::NotFound,
                     tr("The folder %1 is not a workspace: it holds no %2. Nothing was changed; "
                        "choose another folder.")
                         .arg(folder.filePath(), QLatin1StringView(settingsFileName))};
    return {};
}

Result<void> Workspace::takeOrView()
{
    auto lock = WorkspaceLock::take(m_folder);
    if (lock)
        m_lock = std::move(*lock);
    else if (lock.error().code == ErrorCode::Unreadable)
        m_notice = tr("The workspace is only viewed. %1").arg(lock.error().message);
    else
        return lock.error();
    if (!m_lock || QFileInfo(cachePath()).absolutePath() == m_folder)
        return {};
    auto file = WorkspaceLock::takeFile(cachePath());
    if (file)
        m_fileLock = std::move(*file);
    else if (file.error().code == ErrorCode::Locked)
        return file.error();
    return {};
}

QString Workspace::title() const
{
    const QString title = m_settings.text(Setting::WorkspaceTitle);
    return title.isEmpty() ? QDir(m_folder).dirName() : title;
}

QString Workspace::queriesFolder() const
{
    return resolved(QLatin1StringView(queriesFolderName));
}

QString Workspace::cachePath() const
{
    const QString path = m_settings.text(Setting::SqlitePath);
    return resolved(path.isEmpty() ? QString(QLatin1StringView(cacheFileName)) : path);
}

QString Workspace::journalPath() const
{
    return resolved(QLatin1StringView(journalFileName));
}

QString Workspace::resolved(const QString& path) const
{
    return QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
}

} // namespace tierwatch
