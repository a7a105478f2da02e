// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <map>

namespace tierwatch::test {

/// What came back, as it was sent.
struct HttpReply
{
    int status = 0;                           ///< 0 = nothing, or nothing that can be read
    std::map<QByteArray, QByteArray> headers; ///< by name in small letters
    QByteArray body;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QByteArray header(const QByteArray& name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? QByteArray() : found->second;
    }
};

/// What is sent: every part of it may be wrong.
struct HttpAsk
{
    QByteArray method = "GET";
    QByteArray target;
    QByteArray token = {}; ///< empty = no Authorization
    std::optional<QByteArray> body = {};
    QByteArray headers = {}; ///< further lines, each ended
};

/// Asks a service on this machine, each time on a connection of its own, without any library that
/// could mend what is sent. Events of this thread go on meanwhile.
class HttpClient final
{
public:
    explicit HttpClient(quint16 port) : m_port(port) {}

    [[nodiscard]] HttpReply ask(const HttpAsk& ask) const { return exchange(written(ask)); }
    [[nodiscard]] HttpReply get(const QByteArray& target, const QByteArray& token = {}) const
    {
        return ask({"GET", target, token});
    }
    [[nodiscard]] HttpReply post(const QByteArray& target, const QByteArray& token,
                                 const QByteArray& body) const
    {
        return ask({"POST", target, token, body});
    }
    [[nodiscard]] HttpReply post(const QByteArray& target, const QByteArray& token,
                                 const QJsonObject& body) const
    {
        return post(target, token, QJsonDocument(body).toJson());
    }

    [[nodiscard]] static QByteArray written(const HttpAsk& ask)
    {
        QByteArray text =
            ask.method + ' ' + ask.target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        if (!ask.token.isEmpty())
            text += "Authorization: Bearer " + ask.token + "\r\n";
        if (ask.body && !ask.headers.contains("Content-Type"))
            text += "Content-Type: application/json\r\n";
        if (ask.body || ask.method == "POST")
            text += "Content-Length: " + QByteArray::number(ask.body.value_or("").size()) + "\r\n";
        return text + ask.headers + "\r\n" + ask.body.value_or("");
    }
    /// The answer to these bytes, once the service closed the connection.
    [[nodiscard]] HttpReply exchange(const QByteArray& bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        QByteArray all;
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [&] { all += socket.readAll(); });
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
        const bool ended = QTest::qWaitFor(
            [&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 20'000);
        return ended ? replyIn(all + socket.readAll()) : HttpReply{};
    }

private:
    [[nodiscard]] static HttpReply replyIn(const QByteArray& bytes)
    {
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        HttpReply reply;
        if (headEnd < 0 || !bytes.startsWith("HTTP/1.1 "))
            return reply;
        QList<QByteArray> lines = bytes.first(headEnd).split('\n');
        reply.status = lines.takeFirst().mid(9, 3).toInt();
        for (const QByteArray& line : lines) {
            const qsizetype colon = line.indexOf(':');
            reply.headers[line.first(colon).toLower()] = line.sliced(colon + 1).trimmed();
        }
        reply.body = bytes.sliced(headEnd + 4);
        return reply;
    }

    const quint16 m_port;
};

} // namespace tierwatch::test
