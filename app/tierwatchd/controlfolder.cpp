// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlfolder.h"

#include "settings/workspace.h"

#include <QDir>
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

} // namespace

Result<ControlFile> openControlFile(const CommandLine& line)
{
    if (!line.state.isEmpty())
        return ControlFile::open(line.state);
    if (line.workspace.isEmpty()) {
        QDir().mkpath(userStateFolder());
        return ControlFile::open(userStateFolder());
    }
    // A mistyped folder must not get tokens that no service asks for.
    if (!QDir(line.workspace).exists(QLatin1StringView(Workspace::settingsFileName)))
        return Error{ErrorCode::NotFound,
                     QCoreApplication::translate(
                         "ControlFolder", "The folder %1 is not a workspace: it holds no %2. "
                                          "Nothing was changed; choose another folder.")
                         .arg(line.workspace, QLatin1StringView(Workspace::settingsFileName))};
    return ControlFile::open(line.workspace);
}

} // namespace tierwatch
