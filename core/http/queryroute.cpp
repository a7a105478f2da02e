// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/queryroute.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// What of an address is not a parameter of the query itself.
struct RunWish
{
    std::optional<qint64> companyId;
    std::optional<QString> source;
    std::optional<QString> username;
    bool withoutCache = false;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("company_id", &RunWish::companyId),
                          codec::field("source", &RunWish::source),
                          codec::field("username", &RunWish::username),
                          codec::field("without_cache", &RunWish::withoutCache)};
    }
};

bool isOfTheWish(const QString& name)
{
    return std::apply(
        [&](const auto&... f) { return ((name == QLatin1StringView(f.name)) || ...); },
        RunWish::fields());
}

QByteArray milliseconds(double ms)
{
    return QByteArray::number(ms, 'f', 3);
}

HttpResponse responseOf(const RunAnswer& answer)
{
    HttpResponse response{200, answer.value};
    response.add("Cache-Status", cacheStatusOf(answer));
    response.add("Age", QByteArray::number(answer.ageMs / 1000));
    QByteArray timing = "cache;dur=" + milliseconds(answer.tookMs);
    if (answer.origin == Origin::Database || answer.origin == Origin::Bypassed)
        timing += ", db;dur=" + milliseconds(answer.loadMs);
    response.add("Server-Timing", timing);
    return response;
}

HttpResponse runResponse(const Result<RunAnswer>& answer, const HttpRequest& request)
{
    return answer ? responseOf(*answer) : reply::failure(answer.error(), request);
}

HttpAnswer run(const ActionDesk& desk, QueryQueue& queue, const RouteCall& call)
{
    const QUrlQuery given = call.request.parameters();
    auto reader = WireReader::ofQuery(given);
    auto wish = reader.read<RunWish>();
    if (!reader.ok())
        return reply::unprocessable(reader.faults(), call.request);
    RunQuery query{
        call.name,        wish.companyId, {}, std::move(wish.source), std::move(wish.username),
        wish.withoutCache};
    for (auto& [name, value] : given.queryItems(QUrl::FullyDecoded)) {
        if (!isOfTheWish(name))
            query.parameters.push_back({name, value});
    }
    if (auto refused = desk.refuseRole(neededRole(query, call.who.caller()), call))
        return *std::move(refused);
    return queue.run(std::move(query), call, runResponse);
}

/// Why the cache had to ask the database.
QByteArrayView forwardedFor(const RunAnswer& answer)
{
    if (answer.origin == Origin::Bypassed)
        return "bypass";
    return answer.reason == MissReason::Expired ? "stale" : "miss";
}

/// "memory", "disk-stale:expired", "database:evicted": a token.
QByteArray detailOf(const RunAnswer& answer)
{
    QByteArray detail = codec::nameOf(answer.origin).toLatin1();
    if (answer.stale)
        detail += "-stale";
    if (answer.reason != MissReason::None)
        detail += ':' + codec::nameOf(answer.reason).toLatin1();
    return detail;
}

} // namespace

Route queryRoute(const ActionDesk& desk, QueryQueue& queue)
{
    return {HttpMethod::Get,
            "/api/query/{name}",
            QLatin1StringView(RunQuery::name),
            RunQuery::role,
            false,
            [&desk, &queue](const RouteCall& call) { return run(desk, queue, call); }};
}

QByteArray cacheStatusOf(const RunAnswer& answer)
{
    QByteArray status = "tierwatch; ";
    if (answer.origin == Origin::Memory || answer.origin == Origin::Disk) {
        status += "hit";
    } else {
        status += "fwd=";
        status += forwardedFor(answer);
        status += answer.shared ? "; collapsed" : "";
    }
    if (answer.lifeLeftMs)
        status += "; ttl=" + QByteArray::number(*answer.lifeLeftMs / 1000);
    if (!answer.digest.isEmpty())
        status += "; key=\"" + answer.digest.toLatin1() + '"';
    return status + "; detail=" + detailOf(answer);
}

} // namespace tierwatch
