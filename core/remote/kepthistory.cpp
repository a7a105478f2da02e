// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/kepthistory.h"

#include "base/async.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString placeOf(const QUrl& base, const QString& server)
{
    return server.isEmpty() ? base.toString() : base.toString() + u"?server="_s + server;
}

} // namespace

KeptHistory::KeptHistory(std::shared_ptr<OwnHistory> history, const QUrl& base,
                         const QString& server)
    : m_history(std::move(history)), m_place(placeOf(base, server))
{
}

bool KeptHistory::answers(const Query& query, const Answering& answering) const
{
    const auto* asked = std::get_if<HistoryQuery>(&query);
    if (!m_history || !asked)
        return false;
    attach<Result<History>>(
        m_history->history(m_place, *asked), [answering](const QFuture<Result<History>>& ended) {
            const Result<History> history = ended.result();
            answering->addResult(history ? Result<Reply>(Reply(*history)) : history.error());
            answering->finish();
        });
    return true;
}

ServiceCall KeptHistory::noting(const Query& query, ServiceCall call) const
{
    if (!m_history || !std::holds_alternative<StatsQuery>(query))
        return call;
    call.read = [history = m_history, place = m_place,
                 read = std::move(call.read)](const ServiceAnswer& answer) {
        Result<Reply> reply = read(answer);
        if (reply)
            history->note(place, std::get<Stats>(*reply));
        return reply;
    };
    return call;
}

} // namespace tierwatch
