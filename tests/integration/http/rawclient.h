// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <memory>

namespace tierwatch::test {

/// An answer as it came; status 0 if none did.
struct Reply
{
    int status = 0;
    QByteArray head = {};
    QByteArray body = {};

    [[nodiscard]] QByteArray header(const QByteArray& name) const
    {
        const QByteArray begin = "\r\n" + name + ": ";
        const qsizetype at = head.indexOf(begin);
        if (at < 0)
            return {};
        const qsizetype from = at + begin.size();
        return head.mid(from, head.indexOf("\r\n", from) - from);
    }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A client that sends just what it is told, and reads what comes, answer by answer.
class RawClient final
{
public:
    explicit RawClient(quint16 port) : RawClient(port, std::make_unique<QTcpSocket>()) {}
    RawClient(quint16 port, std::unique_ptr<QTcpSocket> socket) : m_socket(std::move(socket))
    {
        m_socket->connectToHost(QHostAddress::LocalHost, port);
    }

    [[nodiscard]] QTcpSocket& socket() { return *m_socket; }
    void send(const QByteArray& bytes)
    {
        if (m_socket->state() == QAbstractSocket::HostLookupState ||
            m_socket->state() == QAbstractSocket::ConnectingState)
            (void)QTest::qWaitFor([this] { return isConnected(); });
        m_socket->write(bytes);
        m_socket->flush();
    }
    [[nodiscard]] bool isConnected() const
    {
        return m_socket->state() == QAbstractSocket::ConnectedState;
    }
    /// The next answer; one to HEAD has no body, whatever its length says.
    [[nodiscard]] Reply reply(bool toHead = false)
    {
        Reply reply;
        (void)QTest::qWaitFor([&] { return take(reply, toHead) || !isConnected(); });
        if (reply.status == 0)
            take(reply, toHead);
        return reply;
    }
    /// Sends, and gives the answer.
    [[nodiscard]] Reply ask(const QByteArray& bytes)
    {
        send(bytes);
        return reply();
    }
    /// Whether the server ends the connection within some seconds.
    [[nodiscard]] bool isClosed()
    {
        return QTest::qWaitFor([this] { return !isConnected(); });
    }
    /// What has come and is part of no answer yet.
    [[nodiscard]] QByteArray rest()
    {
        m_read += m_socket->readAll();
        return m_read;
    }

private:
    bool take(Reply& reply, bool toHead)
    {
        const QByteArray bytes = rest();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        Reply found{bytes.mid(9, 3).toInt(), bytes.first(end + 2)};
        const qsizetype size = toHead ? 0 : found.header("Content-Length").toLongLong();
        if (bytes.size() < end + 4 + size)
            return false;
        found.body = bytes.mid(end + 4, size);
        m_read.remove(0, end + 4 + size);
        reply = found;
        return true;
    }

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_read;
};

} // namespace tierwatch::test
