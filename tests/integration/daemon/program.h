// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace tierwatch::test {

/// What a run of a program left behind.
struct Ran
{
    int code = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;
};

/// Runs the service's program until it ends.
[[nodiscard]] inline Ran runDaemon(const QStringList& arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("TIERWATCHD"), arguments, QIODevice::ReadOnly);
    const bool ended = process.waitForFinished(20'000);
    if (!ended)
        process.kill();
    return {ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A folder with an empty workspace in it.
class WorkspaceFolder final
{
public:
    WorkspaceFolder()
    {
        QFile file(m_folder.filePath(QStringLiteral("tierwatch.ini")));
        if (file.open(QIODevice::WriteOnly))
            file.write("[workspace]\ntitle=Test\n");
        QDir(m_folder.path()).mkdir(QStringLiteral("queries"));
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString filePath(const QString& name) const { return m_folder.filePath(name); }
    /// The names of the files that hold these bytes.
    [[nodiscard]] QStringList filesWith(const QByteArray& bytes) const
    {
        QStringList names;
        const auto files = QDir(path()).entryInfoList(QDir::Files | QDir::Hidden);
        for (const QFileInfo& info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                names.append(info.fileName());
        }
        return names;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace tierwatch::test
