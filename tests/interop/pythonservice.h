// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace tierwatch::test {

/// The reporting service in Python, at work on a cache file. One thread.
class PythonService final
{
public:
    static constexpr auto python = "/usr/bin/python3";

    /// Whether it can run here.
    [[nodiscard]] static bool isThere()
    {
        return QProcess::execute(QLatin1StringView(python),
                                 {QStringLiteral("-c"), QStringLiteral("import aiosqlite")}) == 0;
    }

    /// False if it did not get ready.
    [[nodiscard]] bool start(const QString& path)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QLatin1StringView(python), {QStringLiteral(TIERWATCH_SERVICE), path});
        return m_process.waitForReadyRead(20'000) && m_process.readLine().trimmed() == "ready";
    }
    /// Ends it; gives what it has to tell.
    [[nodiscard]] QJsonObject stop()
    {
        m_process.closeWriteChannel();
        (void)m_process.waitForFinished(20'000);
        return QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
    }

private:
    QProcess m_process;
};

} // namespace tierwatch::test
