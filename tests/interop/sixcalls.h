// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QUrl>

namespace tierwatch::test {

/// A service in Python that has the contract's six calls and its sign-in alone, on a clock that is
/// not ours.
class SixCalls final
{
public:
    static constexpr auto python = "/usr/bin/python3";

    SixCalls() = default;
    ~SixCalls() { end(); }
    Q_DISABLE_COPY_MOVE(SixCalls)

    /// Whether it can run here.
    [[nodiscard]] static bool isThere()
    {
        return QProcess::execute(
                   QLatin1StringView(python),
                   {QStringLiteral("-c"), QStringLiteral("import fastapi, uvicorn")}) == 0;
    }

    /// On the port it had before, if it had one. False if it did not get there.
    [[nodiscard]] bool start()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TZ"), QStringLiteral("IST-5:30"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QLatin1StringView(python),
                        {QStringLiteral(TIERWATCH_SIX_CALLS), QString::number(m_port)});
        m_port = line().toUShort();
        return m_port != 0;
    }
    void end()
    {
        m_process.closeWriteChannel();
        (void)m_process.waitForFinished(20'000);
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/api").arg(m_port));
    }

    /// Its cache is new from here on, or is not there.
    void setReady(bool ready) { (void)told(ready ? "ready" : "absent"); }
    /// How it signs people in: "none" (at first), "plain" or "servers", of which one is to be
    /// named.
    void setSignIn(const QByteArray& way) { (void)told("signin " + way); }
    /// Where a report came from, for somebody who asked through the cache: "memory", "disk",
    /// "database", "bypassed". Each source server has a cache, and there is one beside them.
    QString ask(const QString& type, qint64 company, const QString& user,
                const QString& server = {})
    {
        return told(QStringLiteral("%1 %2 %3 %4").arg(type).arg(company).arg(user, server).toUtf8())
            .array()[0]
            .toString();
    }
    /// How often this was called since its cache is as it is: "stats".
    [[nodiscard]] int calls(const QString& name) { return told("calls").object()[name].toInt(); }

private:
    [[nodiscard]] QJsonDocument told(const QByteArray& wish)
    {
        m_process.write(wish + '\n');
        return QJsonDocument::fromJson(line());
    }
    [[nodiscard]] QByteArray line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {
        }
        return m_process.readLine().trimmed();
    }

    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace tierwatch::test
