// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/kepthistory.h"

#include "base/async.h"
#include "remote/jwt.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

KeptHistory::KeptHistory(std::shared_ptr<OwnHistory> history, const QUrl& base, QString server,
                         const QByteArray& token)
    : m_history(std::move(history)), m_base(base.toString()), m_server(std::move(server))
{
    speakWith(token);
}

void KeptHistory::speakWith(const QByteArray& token)
{
    const QString told = jwtClaims(token).serverId;
    const QString server = told.isEmpty() ? m_server : told;
    m_place = server.isEmpty() ? m_base : m_base + u"?server="_s + server;
}

bool KeptHistory::answers(const Query& query, const Answering& answering) const
{
    const auto* asked = std::get_if<HistoryQuery>(&query);
    if (!m_history || !asked)
        return false;
    attach<Result<History>>(
        m_history->history(m_place, *asked), [answering](const QFuture<Result<History>>& ended) {
            const Result<History> history = ended.result();
            resolve(*answering, history ? Result<Reply>(Reply(*history)) : history.error());
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
