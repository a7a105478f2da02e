// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/jointanswer.h"

#include "base/async.h"
#include "base/whenended.h"
#include "http/bothanswers.h"
#include "http/reply.h"

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
    whenEnded(m_make(), &m_context, [this](const QFuture<Result<QByteArray>>& made) {
        arrived(made.resultCount() > 0 ? made.result() : closedMeanwhile());
    });
}

void JointAnswer::arrived(const Result<QByteArray>& body)
{
    if (body && m_keepMs > 0) {
        m_kept = *body;
        m_keptUntilMs = m_clock.steadyMs() + m_keepMs;
    }
    std::vector<Asker> served;
    served.swap(m_served);
    for (Asker& asker : served)
        resolve(asker.promise, responseOf(body, asker.request, asker.contentType));
    if (m_served.empty() && !m_queue.empty())
        begin();
}

} // namespace tierwatch
