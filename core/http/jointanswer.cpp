// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/jointanswer.h"

#include "http/bothanswers.h"
#include "http/reply.h"

#include <QFutureWatcher>

namespace tierwatch {

namespace {

HttpResponse responseOf(const Result<QByteArray>& body, const HttpRequest& request,
                        const QByteArray& contentType)
{
    return body ? HttpResponse{200, *body, contentType} : reply::failure(body.error(), request);
}

} // namespace

HttpAnswer JointAnswer::giveTo(const HttpRequest& request, const QByteArray& contentType)
{
    if (m_keptUntilMs > 0 && m_clock.steadyMs() < m_keptUntilMs)
        return HttpResponse{200, m_kept, contentType};
    Asker asker{request, contentType, {}};
    asker.promise.start();
    QFuture<HttpResponse> future = asker.promise.future();
    m_queue.push_back(std::move(asker));
    if (m_served.empty())
        begin();
    return future;
}

void JointAnswer::begin()
{
    m_served.swap(m_queue);
    auto* watcher = new QFutureWatcher<Result<QByteArray>>(&m_context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [this, watcher] {
        watcher->deleteLater();
        const auto made = watcher->future();
        arrived(made.resultCount() > 0 ? made.result() : closedMeanwhile());
    });
    watcher->setFuture(m_make());
}

void JointAnswer::arrived(const Result<QByteArray>& body)
{
    if (body && m_keepMs > 0) {
        m_kept = *body;
        m_keptUntilMs = m_clock.steadyMs() + m_keepMs;
    }
    std::vector<Asker> served;
    served.swap(m_served);
    for (Asker& asker : served) {
        asker.promise.addResult(responseOf(body, asker.request, asker.contentType));
        asker.promise.finish();
    }
    if (m_served.empty() && !m_queue.empty())
        begin();
}

} // namespace tierwatch
