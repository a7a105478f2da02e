// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "http/httphandler.h"

#include <QPromise>

#include <functional>
#include <vector>

namespace tierwatch {

/// One thing that many ask for: whoever asks while an answer is being made shares the next one, so
/// that a crowd costs the target no more than one asker does. Nobody gets an answer that was begun
/// before the question, but for a time in which answers are kept, where there is one. Lives on the
/// server's thread, with its context.
class JointAnswer final
{
public:
    /// Gives the body of the response; the future may end on any thread.
    using Make = std::function<QFuture<Result<QByteArray>>()>;

    JointAnswer(QObject& context, const Clock& clock, Make make, qint64 keepMs = 0)
        : m_context(context), m_clock(clock), m_make(std::move(make)), m_keepMs(keepMs)
    {
    }
    Q_DISABLE_COPY_MOVE(JointAnswer)

    [[nodiscard]] HttpAnswer giveTo(const HttpRequest& request,
                                    const QByteArray& contentType = HttpResponse().contentType);
    /// What is kept is no longer true.
    void forget() { m_keptUntilMs = 0; }

private:
    struct Asker
    {
        HttpRequest request;
        QByteArray contentType;
        QPromise<HttpResponse> promise;
    };
    void begin();
    void arrived(const Result<QByteArray>& body);

    QObject& m_context;
    const Clock& m_clock;
    const Make m_make;
    const qint64 m_keepMs;
    std::vector<Asker> m_served; ///< wait for the answer that is being made
    std::vector<Asker> m_queue;  ///< for the one after it
    QByteArray m_kept;
    qint64 m_keptUntilMs = 0; ///< on the steady clock
};

} // namespace tierwatch
