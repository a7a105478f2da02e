// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "http/httphandler.h"
#include "http/httplimits.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace tierwatch {

class HttpConnection;
struct HttpHouse;

struct HttpOptions
{
    HttpLimits limits = {};
    QStringList hostNames = {};   ///< it goes by, besides localhost and the address it listens on
    QString certificateFile = {}; ///< PEM, with the rest of its chain; empty = no TLS
    QString keyFile = {};
};

/// Takes requests by HTTP/1.1, with or without TLS, and hands those that keep every rule and limit
/// to its handler, which outlives it. Lives in the thread it is made in and has no other; what is
/// under way when it is destroyed is not answered.
class HttpServer final : public QObject
{
    Q_OBJECT
public:
    HttpServer(HttpOptions options, HttpHandler& handler);
    ~HttpServer() override;
    Q_DISABLE_COPY_MOVE(HttpServer)

    /// Begins to listen, once; port 0 = any. Gives the port.
    [[nodiscard]] Result<quint16> listen(const QHostAddress& address, quint16 port);
    /// Takes no new connections. Requests under way have HttpLimits::drain to be answered; then
    /// stopped() comes. A second call ends them now.
    void stop();
    /// Reads certificate and key anew, for connections to come. If it fails all stays as it is.
    [[nodiscard]] Result<void> reload();

    [[nodiscard]] int connectionCount() const { return int(m_connections.size()); }

Q_SIGNALS:
    void stopped();

private:
    class Listener;

    void take(qintptr descriptor);
    void host(QTcpSocket& socket, bool isTurnedAway);
    void forget(HttpConnection* connection);
    void tick();
    void abortAll();
    void endIfEmpty();

    const HttpOptions m_options;
    const SystemClock m_clock;
    std::optional<QSslConfiguration> m_tls;
    std::unique_ptr<HttpHouse> m_house;
    std::unique_ptr<Listener> m_listener;
    std::vector<HttpConnection*> m_connections;
    std::size_t m_turnedAway = 0;
    QTimer m_tick;
    QTimer m_drain;
    bool m_isStopping = false;
    bool m_isStopped = false;
    bool m_isPaused = false; ///< no descriptor was left for a new connection
};

} // namespace tierwatch
