// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/operations.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace tierwatch::test {

/// What a test has a service answer, byte for byte.
struct Said
{
    QByteArray bytes;
    bool closes = true; ///< behind them
};

/// Something that listens where a service should be. It says who it is as one does, and to all else
/// what the test wants. Lives in the thread of the test.
class FaultyService final
{
public:
    std::function<Said(const QByteArray& request)> answering = [](const QByteArray&) {
        return Said{ok("{}")};
    };
    std::function<Said()> introducing = [] { return Said{ok(introduction()), false}; };
    QList<QByteArray> asked; ///< all but who it is
    int introductions = 0;

    FaultyService()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        listen();
    }

    void listen()
    {
        (void)m_server.listen(QHostAddress::LocalHost, m_port);
        m_port = m_server.serverPort();
    }
    /// As a service that ends.
    void end()
    {
        m_server.close();
        for (QTcpSocket* socket : m_server.findChildren<QTcpSocket*>())
            socket->abort();
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/api").arg(m_port));
    }

    [[nodiscard]] static QByteArray answer(const QByteArray& status, const QByteArray& body,
                                           const QByteArray& headers = {})
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    [[nodiscard]] static QByteArray ok(const QByteArray& body) { return answer("200 OK", body); }
    [[nodiscard]] static QByteArray introduction()
    {
        QJsonArray able;
        for (const QString& name : operationNames())
            able.append(codec::toJson(Capability{name, true, {}}));
        const QJsonObject self{{QStringLiteral("name"), QStringLiteral("Faulty")},
                               {QStringLiteral("kind"), QStringLiteral("Local workspace")},
                               {QStringLiteral("sample"), false},
                               {QStringLiteral("view_only"), QJsonValue::Null},
                               {QStringLiteral("username"), QStringLiteral("admin")},
                               {QStringLiteral("role"), QStringLiteral("administrator")},
                               {QStringLiteral("capabilities"), able}};
        return QJsonDocument(self).toJson();
    }

private:
    void accept()
    {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                m_read[socket] += socket->readAll();
                if (isWhole(m_read[socket]))
                    say(*socket, m_read.take(socket));
            });
        }
    }
    static bool isWhole(const QByteArray& request)
    {
        const qsizetype end = request.indexOf("\r\n\r\n");
        const qsizetype length = request.indexOf("Content-Length: ");
        const qsizetype body =
            length < 0 ? 0 : request.mid(length + 16).split('\r').first().toInt();
        return end >= 0 && request.size() >= end + 4 + body;
    }
    void say(QTcpSocket& socket, const QByteArray& request)
    {
        const bool introduces = request.startsWith("GET /api/cache/capabilities ");
        introductions += introduces ? 1 : 0;
        if (!introduces)
            asked.append(request);
        const Said said = introduces ? introducing() : answering(request);
        socket.write(said.bytes);
        if (said.closes)
            socket.disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    QHash<QTcpSocket*, QByteArray> m_read;
};

} // namespace tierwatch::test
