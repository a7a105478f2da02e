// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/operations.h"

#include <QJsonDocument>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace tierwatch::test {

/// What a test has a service answer, byte for byte.
struct Said
{
    QByteArray bytes;
    bool closes = true; ///< behind them
    /// What comes behind them, piece by piece, as the other end takes it; an empty piece is the
    /// end.
    std::function<QByteArray()> next = {};
    std::chrono::milliseconds pace{1};
};

/// `bytes` of `piece` after piece.
[[nodiscard]] inline std::function<QByteArray()> pieces(const QByteArray& piece, qint64 bytes)
{
    return [piece, left = bytes]() mutable {
        left -= piece.size();
        return left >= 0 ? piece : QByteArray();
    };
}

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

    FaultyService() : FaultyService(std::make_unique<QTcpServer>(), QStringLiteral("http")) {}
    /// Behind TLS, at a port of its own choice unless told which.
    explicit FaultyService(const QSslConfiguration& tls, quint16 port = 0)
        : FaultyService(serverWith(tls), QStringLiteral("https"), port)
    {
    }

    void listen()
    {
        (void)m_server->listen(QHostAddress::LocalHost, m_port);
        m_port = m_server->serverPort();
    }
    /// As a service that ends.
    void end()
    {
        m_server->close();
        for (QTcpSocket* socket : m_server->findChildren<QTcpSocket*>())
            socket->abort();
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/api").arg(m_scheme).arg(m_port));
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
    FaultyService(std::unique_ptr<QTcpServer> server, QString scheme, quint16 port = 0)
        : m_server(std::move(server)), m_scheme(std::move(scheme)), m_port(port)
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(),
                         [this] { accept(); });
        listen();
    }
    [[nodiscard]] static std::unique_ptr<QTcpServer> serverWith(const QSslConfiguration& tls)
    {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(tls);
        return server;
    }
    void accept()
    {
        while (QTcpSocket* socket = m_server->nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             [this, socket] { read(*socket); });
            read(*socket); // through TLS it may have come with the last of the handshake
        }
    }
    void read(QTcpSocket& socket)
    {
        m_read[&socket] += socket.readAll();
        if (isWhole(m_read[&socket]))
            say(socket, m_read.take(&socket));
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
        if (said.next)
            goOn(socket, said);
        else if (said.closes)
            socket.disconnectFromHost();
    }
    static void goOn(QTcpSocket& socket, const Said& said)
    {
        auto* pace = new QTimer(&socket);
        QObject::connect(pace, &QTimer::timeout, &socket, [&socket, said, pace] {
            if (socket.bytesToWrite() > 0)
                return;
            const QByteArray piece = said.next();
            socket.write(piece);
            if (!piece.isEmpty())
                return;
            pace->stop();
            if (said.closes)
                socket.disconnectFromHost();
        });
        pace->start(said.pace);
    }

    const std::unique_ptr<QTcpServer> m_server;
    const QString m_scheme;
    quint16 m_port;
    QHash<QTcpSocket*, QByteArray> m_read;
};

} // namespace tierwatch::test
