// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/queryqueue.h"

#include "base/async.h"
#include "base/whenended.h"
#include "http/bothanswers.h"

namespace tierwatch {

HttpAnswer QueryQueue::run(RunQuery query, const RouteCall& call, Respond respond)
{
    const Caller caller = call.who.caller();
    if (auto response = fromMemory(query, caller, call.request, respond))
        return *std::move(response);
    Line& line = m_lines[call.who.tokenId];
    const bool waits = line.underWay >= m_limits.underWay;
    if (waits && !hasRoom(line))
        return m_desk.refuseToQueue(call);
    Turn turn{std::move(query), caller, call.request, respond,
              std::make_shared<QPromise<HttpResponse>>()};
    turn.promise->start();
    turn.query.isWanted = [promise = turn.promise] { return !promise->isCanceled(); };
    QFuture<HttpResponse> future = turn.promise->future();
    if (waits)
        line.waiting.push_back(std::move(turn));
    else
        begin(call.who.tokenId, turn);
    return future;
}

/// Those who left make room once somebody needs it.
bool QueryQueue::hasRoom(Line& line) const
{
    const auto most = static_cast<size_t>(m_limits.waiting);
    if (line.waiting.size() >= most)
        std::erase_if(line.waiting, [](const Turn& turn) { return turn.isOver(); });
    return line.waiting.size() < most;
}

/// A target that answers here says at once where memory does not have it.
std::optional<HttpResponse> QueryQueue::fromMemory(RunQuery query, const Caller& caller,
                                                   const HttpRequest& request,
                                                   Respond respond) const
{
    if (query.withoutCache || !m_desk.door().answersAnyThread())
        return std::nullopt;
    query.isWanted = [] { return false; };
    const auto answer = m_desk.door().read(std::move(query), caller);
    if (!answer.isFinished() || answer.resultCount() == 0)
        return std::nullopt;
    const Result<RunAnswer> run = answer.result();
    if (!run && run.error().code == ErrorCode::Cancelled)
        return std::nullopt;
    return respond(run, request);
}

void QueryQueue::begin(qint64 token, const Turn& turn)
{
    ++m_lines[token].underWay;
    const auto tell = [this, token, promise = turn.promise, request = turn.request,
                       respond = turn.respond](const QFuture<Result<RunAnswer>>& answer) {
        const Result<RunAnswer> run =
            answer.resultCount() > 0 ? answer.result() : closedMeanwhile();
        if (!promise->isCanceled())
            promise->addResult(respond(run, request));
        promise->finish();
        ended(token);
    };
    whenEnded(m_desk.door().read(turn.query, turn.caller), &m_context, tell);
}

/// Those whose turn it is now may find in memory what was loaded meanwhile.
void QueryQueue::ended(qint64 token)
{
    const auto at = m_lines.find(token);
    Line& line = at->second;
    --line.underWay;
    while (line.underWay < m_limits.underWay && !line.waiting.empty()) {
        const Turn turn = std::move(line.waiting.front());
        line.waiting.pop_front();
        if (turn.isOver())
            continue;
        const auto response = fromMemory(turn.query, turn.caller, turn.request, turn.respond);
        if (!response) {
            begin(token, turn);
            continue;
        }
        resolve(*turn.promise, *response);
    }
    if (line.underWay == 0)
        m_lines.erase(at);
}

} // namespace tierwatch
