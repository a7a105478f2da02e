// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/runwire.h"

#include "base/foreigntext.h"
#include "remote/countable.h"
#include "remote/membersof.h"
#include "remote/servicefailure.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::wire {

namespace {

constexpr qint64 bytesOfRows = 64 << 20;

/// What stands behind "NAME=" in a list of "a; b=1; c=2".
QByteArray parameterIn(const QByteArray& header, QByteArrayView name, char separator = ';')
{
    for (const QByteArray& part : header.split(separator)) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0 && part.first(equals).trimmed() == name)
            return part.sliced(equals + 1).trimmed();
    }
    return {};
}

/// "cache;dur=0.012, db;dur=31.4".
double spanOf(const QByteArray& metric, const QByteArray& timing)
{
    for (const QByteArray& part : timing.split(',')) {
        if (part.trimmed().startsWith(metric + ';'))
            return parameterIn(part, "dur").toDouble();
    }
    return 0;
}

/// Whole seconds, as ms; as far as they can be counted.
qint64 msOf(const QByteArray& seconds)
{
    constexpr qint64 most = countable::mostMs / 1000;
    return std::clamp(seconds.toLongLong(), -most, most) * 1000;
}

/// "database-stale:expired"; a reason that nobody here knows is none.
bool takeDetail(const QString& detail, RunAnswer& answer)
{
    constexpr auto stale = "-stale"_L1;
    QString place = detail.section(u':', 0, 0);
    answer.stale = place.endsWith(stale);
    if (answer.stale)
        place.chop(stale.size());
    const auto reason = wireNames(MissReason{}).indexOf(detail.section(u':', 1));
    if (reason >= 0)
        answer.reason = static_cast<MissReason>(reason);
    const auto origin = wireNames(Origin{}).indexOf(place);
    if (origin >= 0)
        answer.origin = static_cast<Origin>(origin);
    return origin >= 0;
}

} // namespace

ServiceRequest runRequest(const RunQuery& query)
{
    ServiceRequest request{"/query/" + QUrl::toPercentEncoding(query.query)};
    QJsonObject members = membersOf(query);
    members.remove("query"_L1);
    members.remove("parameters"_L1);
    request.query = queryOf(members);
    for (const GivenParameter& parameter : query.parameters)
        addToQuery(request.query, parameter.name, parameter.value);
    request.mostBytes = bytesOfRows;
    return request;
}

Result<RunAnswer> runAnswer(const ServiceAnswer& answer)
{
    const QByteArray status = answer.header("Cache-Status");
    const QByteArray timing = answer.header("Server-Timing");
    RunAnswer run;
    if (!takeDetail(QString::fromLatin1(parameterIn(status, "detail")), run))
        return failure::notUnderstood(u"Cache-Status: "_s + QString::fromLatin1(status));
    run.value = answer.body;
    run.digest = foreign::shown(QString::fromLatin1(parameterIn(status, "key"))).remove(u'"');
    run.shared = status.contains("collapsed");
    if (const QByteArray left = parameterIn(status, "ttl"); !left.isEmpty())
        run.lifeLeftMs = msOf(left);
    run.ageMs = msOf(answer.header("Age"));
    run.loadMs = spanOf("db", timing);
    run.tookMs = spanOf("cache", timing);
    return run;
}

} // namespace tierwatch::wire
