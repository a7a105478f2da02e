// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/reply.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace tierwatch::reply {

namespace {

Q_LOGGING_CATEGORY(logService, "tierwatch.service")

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::HttpService", text);
}

/// "operator or administrator".
QString rolesFrom(Role least)
{
    QStringList names;
    for (const Role role : {Role::Viewer, Role::Operator, Role::Administrator}) {
        if (role >= least)
            names.append(codec::nameOf(role));
    }
    return names.join(tr(" or "));
}

} // namespace

HttpResponse json(const QJsonObject& object)
{
    return {200, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::NotAvailable:
        return 501;
    case ErrorCode::NotAllowed:
        return 403;
    case ErrorCode::Source:
        return 502;
    case ErrorCode::Timeout:
        return 504;
    case ErrorCode::Locked:
    case ErrorCode::Unreadable:
    case ErrorCode::NotACache:
    case ErrorCode::NewerVersion:
    case ErrorCode::Cancelled:
        return 503;
    case ErrorCode::NotSignedIn: // of a service behind this one
    case ErrorCode::NotTrusted:
    case ErrorCode::Storage:
    case ErrorCode::Internal:
        break;
    }
    return 500;
}

HttpResponse failure(const Error& error, const HttpRequest& request)
{
    const int status = statusOf(error.code);
    if (status == 422) {
        const QString where = request.method == HttpMethod::Post ? u"body"_s : u"query"_s;
        return unprocessable({{{where}, error.message, u"value_error"_s}}, request);
    }
    if (status >= 500)
        qCInfo(logService).noquote() << request.id << error.message << error.detail;
    return HttpResponse::error(status, errorName(error.code).toLatin1(), error.message, request.id);
}

HttpResponse unprocessable(const std::vector<WireFault>& faults, const HttpRequest& request)
{
    QJsonArray list;
    for (const WireFault& fault : faults)
        list.append(QJsonObject{
            {u"loc"_s, fault.where}, {u"msg"_s, fault.message}, {u"type"_s, fault.type}});
    HttpResponse response = json({{u"detail"_s, list},
                                  {u"code"_s, u"invalid_argument"_s},
                                  {u"request_id"_s, QString::fromUtf8(request.id)}});
    response.status = 422;
    return response;
}

HttpResponse tooMany(const QString& why, std::chrono::seconds wait, const HttpRequest& request)
{
    return HttpResponse::error(429, "too_many_requests", why, request.id)
        .add("Retry-After", QByteArray::number(qint64(wait.count())));
}

HttpResponse forbidden(Role needed, Role has, const HttpRequest& request)
{
    return HttpResponse::error(
        403, "not_allowed",
        tr("This needs the role %1; the role of this token is %2. Nothing was done.")
            .arg(rolesFrom(needed), codec::nameOf(has)),
        request.id);
}

QString isoTime(qint64 unixMs)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(unixMs);
    QString text = local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs);
    return text.endsWith(u'Z') ? text.replace(text.size() - 1, 1, u"+00:00"_s) : text;
}

} // namespace tierwatch::reply
