// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpconnection.h"

#include "http/sendatonce.h"

#include <QFutureWatcher>
#include <QSslSocket>

#include <array>
#include <limits>

namespace tierwatch {

using Phase = HttpConversation::Phase;

namespace {

/// A client that was refused may go on sending so much before it has to look.
constexpr qint64 mostPassedOver = 1024 * 1024;
constexpr qint64 readBuffer = 16 * 1024;

} // namespace

HttpConnection::HttpConnection(HttpHouse& house, const Clock& clock, QTcpSocket& socket)
    : m_house(house),
      m_clock(clock),
      m_socket(socket),
      m_tls(qobject_cast<QSslSocket*>(&socket)),
      m_talk(house, socket.peerAddress(), m_tls != nullptr)
{
    m_socket.setParent(this);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setReadBufferSize(readBuffer);
    listenToSocket();
    setDeadline();
}

void HttpConnection::listenToSocket()
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(&m_socket, &QTcpSocket::disconnected, this, &HttpConnection::leave);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &HttpConnection::leave);
    const auto onWritten = [this] {
        if (unsent() == 0) {
            pump();
            read();
        }
    };
    if (m_tls == nullptr) {
        connect(&m_socket, &QTcpSocket::bytesWritten, this, onWritten);
        return;
    }
    connect(m_tls, &QSslSocket::encryptedBytesWritten, this, onWritten);
    connect(m_tls, &QSslSocket::encrypted, this, [this] {
        m_deadline = 0;
        setDeadline();
    });
}

void HttpConnection::turnAway(const HttpRefusal& why)
{
    m_talk.refuse(why);
    pump();
}

void HttpConnection::finish()
{
    m_talk.end();
    settle();
}

void HttpConnection::check()
{
    if (m_isGone || m_clock.tickMs() < m_deadline)
        return;
    const bool tells =
        !m_isWriting && (m_talk.phase() == Phase::Head || m_talk.phase() == Phase::Body);
    if (!tells) {
        abort();
        return;
    }
    m_talk.expired();
    pump();
}

/// What is not read yet waits in a small buffer, and behind that with the client.
void HttpConnection::read()
{
    std::array<char, readBuffer> bytes;
    while (!m_isGone && m_talk.isHungry() && unsent() == 0) {
        const qint64 size = m_socket.read(bytes.data(), bytes.size());
        if (size <= 0)
            return;
        if (m_talk.phase() == Phase::End && (m_passedOver += size) > mostPassedOver) {
            abort();
            return;
        }
        m_talk.receive({bytes.data(), size});
        pump();
    }
}

void HttpConnection::pump()
{
    do {
        send();
    } while (!m_isGone && unsent() == 0 && m_talk.proceed());
    settle();
}

void HttpConnection::send()
{
    constexpr qsizetype kept = 1024;
    QByteArray& output = m_talk.output();
    if (output.isEmpty())
        return;
    const bool isDirect = m_tls == nullptr && unsent() == 0;
    const qsizetype sent = isDirect ? sendAtOnce(m_socket.socketDescriptor(), output) : 0;
    if (sent < output.size() && m_socket.write(output.constData() + sent, output.size() - sent) < 0)
        abort();
    if (output.capacity() > kept)
        output = {};
    else
        output.resize(0);
    if (m_tls != nullptr)
        m_tls->flush(); // last: it may tell at once that all is written, which comes back here
}

void HttpConnection::settle()
{
    if (m_isGone)
        return;
    const bool isNew = m_turn != m_talk.turn();
    setDeadline();
    if (isNew && m_talk.phase() == Phase::Answer)
        waitForAnswer();
    if (m_talk.phase() == Phase::End && !m_talk.endedEarly())
        m_socket.disconnectFromHost(); // as soon as everything is written
}

void HttpConnection::waitForAnswer()
{
    auto* watcher = new QFutureWatcher<HttpResponse>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        if (m_isGone) // and the server perhaps, too
            return;
        watcher->deleteLater();
        m_talk.takeAnswer();
        pump();
        read();
    });
    watcher->setFuture(m_talk.awaited());
}

/// Each phase has a time of its own, from its beginning; so has writing, which goes before.
void HttpConnection::setDeadline()
{
    const bool isWriting = unsent() > 0;
    if (m_turn == m_talk.turn() && m_isWriting == isWriting && m_deadline != 0)
        return;
    m_turn = m_talk.turn();
    m_isWriting = isWriting;
    m_deadline = m_clock.tickMs() + patience().count();
}

std::chrono::milliseconds HttpConnection::patience() const
{
    const HttpLimits& limits = m_house.limits;
    if (m_isWriting)
        return limits.write + std::chrono::seconds(unsent() / limits.writeRate);
    if (m_tls != nullptr && !m_tls->isEncrypted())
        return limits.head;
    switch (m_talk.phase()) {
    case Phase::Request:
        return limits.idle;
    case Phase::Head:
        return limits.head;
    case Phase::Body:
        return limits.body;
    case Phase::Answer:
        return std::chrono::hours(24 * 365);
    case Phase::End:
        return limits.linger;
    }
    Q_UNREACHABLE();
}

void HttpConnection::leave()
{
    if (m_isGone)
        return;
    m_isGone = true;
    Q_EMIT gone();
}

qint64 HttpConnection::unsent() const
{
    return m_socket.bytesToWrite() + (m_tls != nullptr ? m_tls->encryptedBytesToWrite() : 0);
}

} // namespace tierwatch
