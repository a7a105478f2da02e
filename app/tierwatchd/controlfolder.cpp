// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlfolder.h"

#include "settings/workspace.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Qt knows this place from 6.7 on only.
QString userStateFolder()
{
#ifdef Q_OS_WIN
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
#else
    const QString root = qEnvironmentVariable("XDG_STATE_HOME");
    return (root.startsWith(u'/') ? root : QDir::homePath() + u"/.local/state"_s) + u"/tierwatch"_s;
#endif
}

QString translated(const char* text)
{
    return QCoreApplication::translate("ControlFolder", text);
}

/// A file's own, so that a token for one opens no other.
QString folderOfFile(const QString& file)
{
    const QByteArray hash = QCryptographicHash::hash(QFileInfo(file).canonicalFilePath().toUtf8(),
                                                     QCryptographicHash::Sha256);
    return userStateFolder() + u'/' + QString::fromLatin1(hash.first(8).toHex());
}

/// A mistyped name must not get tokens that no service asks for.
Result<QString> folderOf(const CommandLine& line)
{
    if (!line.state.isEmpty())
        return line.state;
    if (line.workspace.isEmpty()) {
        if (!QFileInfo(line.file).isFile())
            return Error{ErrorCode::NotFound,
                         translated("There is no file %1. Nothing was changed; choose another one.")
                             .arg(line.file)};
        return folderOfFile(line.file);
    }
    if (!QDir(line.workspace).exists(QLatin1StringView(Workspace::settingsFileName)))
        return Error{ErrorCode::NotFound,
                     translated("The folder %1 is not a workspace: it holds no %2. "
                                "Nothing was changed; choose another folder.")
                         .arg(line.workspace, QLatin1StringView(Workspace::settingsFileName))};
    return line.workspace;
}

} // namespace

Result<ControlFile> openControlFile(const CommandLine& line)
{
    const Result<QString> folder = folderOf(line);
    if (!folder)
        return folder.error();
    if (line.task != CommandLine::Task::Serve && line.task != CommandLine::Task::CreateToken)
        return ControlFile::openThatIsThere(*folder);
    if (line.state.isEmpty() && line.workspace.isEmpty())
        QDir().mkpath(*folder);
    return ControlFile::open(*folder);
}

} // namespace tierwatch
