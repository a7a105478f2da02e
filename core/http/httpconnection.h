// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpconversation.h"

#include <QTcpSocket>

QT_FORWARD_DECLARE_CLASS(QSslSocket)

namespace tierwatch {

/// A conversation on a socket, and its deadlines. Lives until its server has heard gone(). Made on
/// the server's thread.
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    /// Of a socket that is connected; one with TLS has not shaken hands yet.
    HttpConnection(HttpHouse& house, const Clock& clock, QTcpSocket& socket);
    Q_DISABLE_COPY_MOVE(HttpConnection)

    /// Says why the client gets no answers here.
    void turnAway(const HttpRefusal& why);
    /// Answers what is under way, then closes.
    void finish();
    /// Ends it now.
    void abort() { m_socket.abort(); }
    /// Ends what takes longer than it may.
    void check();

Q_SIGNALS:
    void gone();

private:
    void listenToSocket();
    void read();
    void pump();
    void send();
    void settle();
    void waitForAnswer();
    void setDeadline();
    void leave();
    [[nodiscard]] std::chrono::milliseconds patience() const;
    [[nodiscard]] qint64 unsent() const;

    HttpHouse& m_house;
    const Clock& m_clock;
    QTcpSocket& m_socket;
    QSslSocket* const m_tls; ///< the same socket, if it has TLS
    HttpConversation m_talk;
    qint64 m_deadline = 0;
    quint64 m_turn = 0; ///< of the conversation, when the deadline was set
    qint64 m_passedOver = 0;
    bool m_isWriting = false;
    bool m_isGone = false;
};

} // namespace tierwatch
