// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpserver.h"
#include "rawclient.h"

#include <QPromise>

#include <functional>
#include <vector>

namespace tierwatch::test {

/// A job that a test ends when it likes.
class Job final
{
public:
    Job() { m_promise->start(); }
    [[nodiscard]] QFuture<HttpResponse> future() const { return m_promise->future(); }
    void finish(const QByteArray& body)
    {
        m_promise->addResult(HttpResponse{200, body});
        m_promise->finish();
    }
    /// Ends without a result.
    void fail() { m_promise.reset(); }

private:
    std::unique_ptr<QPromise<HttpResponse>> m_promise = std::make_unique<QPromise<HttpResponse>>();
};

/// Answers with method, path, query and body, or as a test wants it.
class EchoHandler final : public HttpHandler
{
public:
    std::function<std::optional<HttpResponse>(HttpRequest&)> refusing;
    std::function<HttpAnswer(const HttpRequest&)> answering;
    std::vector<HttpRequest> asked;

    /// Every answer is what comes of the job, which outlives the requests.
    void answerBy(const Job& job)
    {
        answering = [&job](const HttpRequest&) { return job.future(); };
    }

    std::optional<HttpResponse> refuse(HttpRequest& head) override
    {
        return refusing ? refusing(head) : std::nullopt;
    }
    HttpAnswer answer(HttpRequest request) override
    {
        asked.push_back(request);
        if (answering)
            return answering(request);
        QByteArray text = methodName(request.method).toByteArray() + ' ';
        text += request.path;
        text += ' ';
        text += request.query;
        text += ' ';
        text += request.body;
        return HttpResponse{200, text, "text/plain"};
    }
};

/// A server on some port of this machine alone.
class HttpFixture final
{
public:
    explicit HttpFixture(HttpLimits limits = {}) : HttpFixture(HttpOptions{limits}) {}
    explicit HttpFixture(HttpOptions options)
        : m_server(std::make_unique<HttpServer>(std::move(options), handler))
    {
        const auto listening = m_server->listen(QHostAddress::LocalHost, 0);
        m_failure = listening ? QString() : listening.error().message;
        m_port = listening ? *listening : 0;
    }

    EchoHandler handler;

    [[nodiscard]] HttpServer& server() { return *m_server; }
    void destroyServer() { m_server.reset(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] RawClient client() const { return RawClient(m_port); }
    /// What a client of its own gets for these bytes.
    [[nodiscard]] Reply ask(const QByteArray& bytes) const { return client().ask(bytes); }
    /// A client that behaves is served.
    [[nodiscard]] bool isWell() const
    {
        return ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200;
    }

private:
    std::unique_ptr<HttpServer> m_server;
    QString m_failure;
    quint16 m_port = 0;
};

inline QByteArray get(const QByteArray& path, const QByteArray& headers = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

inline QByteArray post(const QByteArray& path, const QByteArray& body,
                       const QByteArray& headers = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace tierwatch::test
