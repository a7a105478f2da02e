// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpserver.h"

#include "http/httpconnection.h"
#include "http/tlsfiles.h"

#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>
#include <array>
#include <utility>

using namespace std::chrono_literals;

namespace tierwatch {

namespace {

/// So many are told that there is no room; the others are just closed.
constexpr std::size_t mostTurnedAway = 64;

std::chrono::milliseconds tickOf(const HttpLimits& limits)
{
    const auto shortest =
        std::min({limits.head, limits.body, limits.idle, limits.write, limits.linger});
    return std::clamp(shortest / 4, 5ms, 250ms);
}

/// Which is no name that a client could know it by.
bool isAnyAddress(const QHostAddress& address)
{
    constexpr std::array all{QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6};
    return std::ranges::any_of(all, [&address](const auto any) { return address == any; });
}

Error listenError(const QTcpServer& server, const QHostAddress& address, quint16 port)
{
    const auto place = QStringLiteral("%1:%2").arg(address.toString()).arg(port);
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {ErrorCode::Locked,
                HttpServer::tr("Another program listens on %1. Stop it, or choose another port; "
                               "port 0 takes any that is free.")
                    .arg(place)};
    case QAbstractSocket::SocketAccessError:
        return {
            ErrorCode::NotAllowed,
            HttpServer::tr("This user may not listen on %1. Ports from 1024 on are free for all.")
                .arg(place)};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {ErrorCode::NotFound,
                HttpServer::tr("This machine has no address %1.").arg(address.toString())};
    default:
        return {ErrorCode::NotAvailable,
                HttpServer::tr("The service can't listen on %1.").arg(place), server.errorString()};
    }
}

} // namespace

/// Hands out descriptors, of which the server makes sockets with or without TLS.
class HttpServer::Listener final : public QTcpServer
{
public:
    explicit Listener(HttpServer& server) : m_server(server) { setListenBacklogSize(512); }

protected:
    void incomingConnection(qintptr descriptor) override { m_server.take(descriptor); }

private:
    HttpServer& m_server;
};

HttpServer::HttpServer(HttpOptions options, HttpHandler& handler)
    : m_options(std::move(options)),
      m_house(new HttpHouse{handler, m_options.limits, HostRules(m_options.hostNames),
                            HttpDate(m_clock)}),
      m_listener(std::make_unique<Listener>(*this))
{
    m_tick.setInterval(tickOf(m_options.limits));
    m_drain.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &HttpServer::tick);
    connect(&m_drain, &QTimer::timeout, this, &HttpServer::abortAll);
    connect(m_listener.get(), &QTcpServer::acceptError, this, [this] {
        m_isPaused = true;
        m_tick.start();
    });
}

HttpServer::~HttpServer()
{
    for (HttpConnection* connection : m_connections) {
        connection->disconnect(this);
        delete connection;
    }
}

Result<quint16> HttpServer::listen(const QHostAddress& address, quint16 port)
{
    if (!m_options.certificateFile.isEmpty()) {
        if (const auto read = reload(); !read)
            return read.error();
    }
    if (!m_listener->listen(address, port))
        return listenError(*m_listener, address, port);
    if (!isAnyAddress(address))
        m_house->hosts = HostRules(m_options.hostNames + QStringList{address.toString()});
    return m_listener->serverPort();
}

Result<void> HttpServer::reload()
{
    auto read = readTlsFiles(m_options.certificateFile, m_options.keyFile);
    if (!read)
        return read.error();
    m_tls = *std::move(read);
    return {};
}

void HttpServer::take(qintptr descriptor)
{
    auto* socket = m_tls ? new QSslSocket : new QTcpSocket;
    const bool isFull =
        m_connections.size() - m_turnedAway >= std::size_t(m_options.limits.connections);
    const bool isKept = socket->setSocketDescriptor(descriptor) &&
                        (!isFull || (!m_tls && m_turnedAway < mostTurnedAway));
    if (!isKept) {
        delete socket;
        return;
    }
    if (auto* secure = qobject_cast<QSslSocket*>(socket)) {
        secure->setSslConfiguration(*m_tls);
        secure->startServerEncryption();
    }
    host(*socket, isFull);
}

void HttpServer::host(QTcpSocket& socket, bool isTurnedAway)
{
    auto* connection = new HttpConnection(*m_house, m_clock, socket);
    m_connections.push_back(connection);
    m_turnedAway += isTurnedAway ? 1 : 0;
    connect(connection, &HttpConnection::gone, this, [this, connection, isTurnedAway] {
        m_turnedAway -= isTurnedAway ? 1 : 0;
        forget(connection);
    });
    if (!m_tick.isActive())
        m_tick.start();
    if (isTurnedAway)
        connection->turnAway(refusals::tooMany);
}

void HttpServer::forget(HttpConnection* connection)
{
    std::erase(m_connections, connection);
    connection->deleteLater();
    if (m_connections.empty() && !m_isPaused)
        m_tick.stop();
    endIfEmpty();
}

/// One timer for all deadlines: some hundred comparisons a tick cost less than a timer each.
void HttpServer::tick()
{
    if (std::exchange(m_isPaused, false))
        m_listener->resumeAccepting();
    const auto connections = m_connections; // which some may leave meanwhile
    for (HttpConnection* connection : connections)
        connection->check();
}

void HttpServer::stop()
{
    m_listener->close();
    if (std::exchange(m_isStopping, true)) {
        abortAll();
        return;
    }
    m_drain.start(m_options.limits.drain);
    const auto connections = m_connections;
    for (HttpConnection* connection : connections)
        connection->finish();
    endIfEmpty();
}

void HttpServer::abortAll()
{
    const auto connections = m_connections;
    for (HttpConnection* connection : connections)
        connection->abort();
}

void HttpServer::endIfEmpty()
{
    if (!m_isStopping || !m_connections.empty() || m_isStopped)
        return;
    m_isStopped = true;
    m_drain.stop();
    QMetaObject::invokeMethod(this, &HttpServer::stopped, Qt::QueuedConnection);
}

} // namespace tierwatch
