// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/actiondesk.h"
#include "http/serviceoptions.h"

#include <deque>
#include <unordered_map>

namespace tierwatch {

/// Named queries on their way to the target: a token has so many there at once, and so many more
/// wait for their turn, so that nobody has to wait behind all that somebody else asks for. What
/// memory has is answered past that, at once. A query whose client left before its turn is not run.
/// Lives on the server's thread, with its context; the desk outlives it.
class QueryQueue final
{
public:
    using Respond = HttpResponse (*)(const Result<RunAnswer>& answer, const HttpRequest& request);

    QueryQueue(const ActionDesk& desk, QObject& context, const QueryLimits& limits)
        : m_desk(desk), m_context(context), m_limits(limits)
    {
    }
    Q_DISABLE_COPY_MOVE(QueryQueue)

    /// `respond` makes the response, here or later.
    [[nodiscard]] HttpAnswer run(RunQuery query, const RouteCall& call, Respond respond);

private:
    struct Turn
    {
        RunQuery query;
        Caller caller;
        HttpRequest request;
        Respond respond = nullptr;
        std::shared_ptr<QPromise<HttpResponse>> promise = {};
        [[nodiscard]] bool isOver() const { return promise->isCanceled(); } ///< its client left
    };
    /// Of one token.
    struct Line
    {
        int underWay = 0;
        std::deque<Turn> waiting;
    };

    [[nodiscard]] bool hasRoom(Line& line) const;
    [[nodiscard]] std::optional<HttpResponse> fromMemory(RunQuery query, const Caller& caller,
                                                         const HttpRequest& request,
                                                         Respond respond) const;
    void begin(qint64 token, const Turn& turn);
    void ended(qint64 token);

    const ActionDesk& m_desk;
    QObject& m_context;
    const QueryLimits m_limits;
    std::unordered_map<qint64, Line> m_lines; ///< of tokens that have queries under way
};

} // namespace tierwatch
