// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpservice.h"

#include "http/servicehandler.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QUrl baseUrl(const QHostAddress& address, quint16 port, bool encrypted)
{
    QUrl url;
    url.setScheme(encrypted ? u"https"_s : u"http"_s);
    url.setHost(address.toString());
    url.setPort(port);
    url.setPath(u"/api"_s);
    return url;
}

} // namespace

/// The server, made and ended on its own thread.
class HttpService::Worker final : public QObject
{
public:
    Worker(HttpOptions options, ServiceHandler& handler)
        : m_options(std::move(options)), m_handler(handler)
    {
    }

    [[nodiscard]] Result<quint16> listen(const QHostAddress& address, quint16 port)
    {
        m_server = std::make_unique<HttpServer>(m_options, m_handler);
        return m_server->listen(address, port);
    }
    [[nodiscard]] Result<void> reload() { return m_server ? m_server->reload() : Result<void>(); }
    void stop(QObject& target, std::function<void()> stopped)
    {
        const auto tell = [&target, stopped = std::move(stopped)] {
            QMetaObject::invokeMethod(&target, stopped, Qt::QueuedConnection);
        };
        if (!m_server)
            return tell();
        connect(m_server.get(), &HttpServer::stopped, this, tell, Qt::SingleShotConnection);
        m_server->stop();
    }
    [[nodiscard]] bool isEncrypted() const { return !m_options.certificateFile.isEmpty(); }

private:
    const HttpOptions m_options;
    ServiceHandler& m_handler;
    std::unique_ptr<HttpServer> m_server;
};

HttpService::HttpService(CacheTarget& target, TokenStore& tokens, AuditLog& audit,
                         const Clock& clock, const ServiceOptions& options)
    : m_target(target),
      m_handler(std::make_unique<ServiceHandler>(target, tokens, audit, clock, options)),
      m_worker(new Worker(options.http, *m_handler))
{
    m_thread.setObjectName("http"_L1);
    m_handler->moveToThread(&m_thread);
    m_worker->moveToThread(&m_thread);
    QObject::connect(&target, &CacheTarget::stateChanged, m_handler.get(),
                     &ServiceHandler::takeState);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

HttpService::~HttpService()
{
    m_thread.quit();
    m_thread.wait();
}

Result<QUrl> HttpService::listen(const QHostAddress& address, quint16 port)
{
    std::optional<Result<quint16>> bound;
    QMetaObject::invokeMethod(
        m_worker, [&] { bound.emplace(m_worker->listen(address, port)); },
        Qt::BlockingQueuedConnection);
    if (!*bound)
        return bound->error();
    return baseUrl(address, **bound, m_worker->isEncrypted());
}

void HttpService::stop(std::function<void()> stopped)
{
    QMetaObject::invokeMethod(
        m_worker, [this, stopped = std::move(stopped)] { m_worker->stop(m_target, stopped); },
        Qt::QueuedConnection);
}

Result<void> HttpService::reload()
{
    Result<void> read;
    QMetaObject::invokeMethod(
        m_worker, [&] { read = m_worker->reload(); }, Qt::BlockingQueuedConnection);
    return read;
}

const std::vector<Route>& HttpService::routes() const
{
    return m_handler->routes().all();
}

} // namespace tierwatch
