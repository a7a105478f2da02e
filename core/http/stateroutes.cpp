// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/stateroutes.h"

#include "http/bothanswers.h"
#include "http/contractreplies.h"
#include "http/metricstext.h"
#include "http/metricswriter.h"
#include "http/reply.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 healthKeptMs = 250;

Caller nobody()
{
    return {{}, Role::Viewer};
}

/// A cache that fails to tell is a state, too: the answer itself succeeds.
Result<QByteArray> healthBody(const Result<Stats>& stats)
{
    const QJsonObject health =
        stats ? contract::health(*stats) : contract::unhealthy(stats.error().message);
    return QJsonDocument(health).toJson(QJsonDocument::Compact);
}

} // namespace

StateRoutes::StateRoutes(CacheTarget& target, QObject& context, const Clock& clock)
    : m_door(target),
      m_health(
          context, clock,
          [this]() -> QFuture<Result<QByteArray>> {
              return followed(m_door.read(StatsQuery{}, nobody()), healthBody);
          },
          healthKeptMs),
      m_metrics(context, clock, [this]() -> QFuture<Result<QByteArray>> {
          return both(m_door.read(StatsQuery{}, nobody()),
                      m_door.read(LatencyTotalsQuery{}, nobody()), metricsText);
      })
{
}

std::vector<Route> StateRoutes::routes()
{
    return {
        {HttpMethod::Get, "/api/cache/health", u"health"_s, Role::None, false,
         [this](const RouteCall& call) { return health(call); }},
        {HttpMethod::Get, "/metrics", u"metrics"_s, Role::Viewer, false,
         [this](const RouteCall& call) {
             return m_metrics.giveTo(call.request, MetricsWriter::contentType);
         }},
    };
}

void StateRoutes::setAvailable(bool available)
{
    m_available = available;
    m_health.forget();
}

HttpAnswer StateRoutes::health(const RouteCall& call)
{
    if (!m_available)
        return reply::json(contract::notInitialized());
    return m_health.giveTo(call.request);
}

} // namespace tierwatch
