// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/workspacecache.h"
#include "sample/samplegenerator.h"
#include "settings/workspace.h"
#include "source/workspacesource.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace tierwatch::test {

/// One run of the program, from its start to its end. One thread.
struct CtlRun
{
    CtlRun(const QStringList& target, const QStringList& arguments, int mostMs = 20'000)
    {
        QProcess program;
        program.setProcessEnvironment(environment());
        program.start(qEnvironmentVariable("TIERWATCH_CTL"), target + arguments);
        program.closeWriteChannel();
        if (program.waitForFinished(mostMs) && program.exitStatus() == QProcess::NormalExit)
            exitCode = program.exitCode();
        out = QString::fromUtf8(program.readAllStandardOutput());
        err = QString::fromUtf8(program.readAllStandardError());
    }

    /// Nothing is to go because the monitor looks at the sample for the first time.
    [[nodiscard]] static QProcessEnvironment environment()
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("CACHE_AUTO_INVALIDATE"), QStringLiteral("false"));
        return variables;
    }
    [[nodiscard]] QStringList lines() const { return out.split(u'\n', Qt::SkipEmptyParts); }
    [[nodiscard]] QJsonObject object() const
    {
        return QJsonDocument::fromJson(out.toUtf8()).object();
    }
    [[nodiscard]] static QString fileOfTheSources(const QString& path)
    {
        QFile file(qEnvironmentVariable("TIERWATCH_SOURCE_DIR") + u'/' + path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    int exitCode = -1;
    QString out;
    QString err;
};

/// A small sample workspace in which some reports were asked for, the last of them twice.
class CtlSample final
{
public:
    static constexpr int entries = 5;

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("sample")); }
    [[nodiscard]] bool make()
    {
        SystemClock clock;
        if (!SampleGenerator(clock, {.postingsPerCompany = 500}).create(folder(), {}, {}))
            return false;
        const auto workspace = Workspace::open(folder(), CtlRun::environment());
        if (!workspace)
            return false;
        const auto cache = WorkspaceCache::open(*workspace, clock);
        if (!cache)
            return false;
        const auto source = WorkspaceSource::open(*workspace, **cache);
        if (!source)
            return false;
        bool answered = true;
        for (const qint64 company : {101, 102, 103, 104, 105, 105})
            answered = answered && (*source)->gateway().runNow(QStringLiteral("trial_balance"),
                                                               company, {}, QStringLiteral("ana"));
        return answered;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace tierwatch::test
