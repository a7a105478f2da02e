// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "program.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace tierwatch::test {

/// The service's program while it serves. One thread.
class Daemon final
{
public:
    explicit Daemon(const QStringList& arguments, const QProcessEnvironment& environment =
                                                      QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("TIERWATCHD"),
                        arguments +
                            QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")},
                        QIODevice::ReadOnly);
        while (!m_out.contains('\n') && m_process.waitForReadyRead(20'000))
            m_out += m_process.readAllStandardOutput();
    }
    ~Daemon()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Daemon)

    /// The first line that it wrote.
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QString::fromUtf8(m_out.left(m_out.indexOf('\n'))));
    }
    [[nodiscard]] QProcess& process() { return m_process; }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    /// What it left behind, once it has ended by itself.
    [[nodiscard]] Ran end(int mostMs = 20'000)
    {
        const bool ended =
            m_process.state() == QProcess::NotRunning || m_process.waitForFinished(mostMs);
        m_out += m_process.readAllStandardOutput();
        return {ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1,
                m_out, m_process.readAllStandardError()};
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

/// One request on a connection of its own: a GET, or a POST of the JSON that is its body.
class Request final
{
public:
    Request(const QUrl& base, const QString& path, const QByteArray& token = {},
            const QByteArray& body = {})
    {
        m_socket.connectToHost(base.host(), static_cast<quint16>(base.port()));
        if (!m_socket.waitForConnected(5'000))
            return;
        m_socket.write(
            (body.isEmpty() ? "GET " : "POST ") + (base.path() + path).toUtf8() +
            " HTTP/1.1\r\nHost: localhost\r\n" +
            (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n") +
            (body.isEmpty() ? QByteArray()
                            : "Content-Type: application/json\r\nContent-Length: " +
                                  QByteArray::number(body.size()) + "\r\n") +
            "Connection: close\r\n\r\n" + body);
        m_socket.waitForBytesWritten(5'000);
    }

    /// The whole response, once the server has closed the connection.
    [[nodiscard]] QByteArray response()
    {
        QByteArray all;
        while (m_socket.state() == QAbstractSocket::ConnectedState &&
               m_socket.waitForReadyRead(20'000))
            all += m_socket.readAll();
        return all + m_socket.readAll();
    }
    /// 0: there was none.
    [[nodiscard]] int status() { return response().mid(9, 3).toInt(); }

private:
    QTcpSocket m_socket;
};

} // namespace tierwatch::test
