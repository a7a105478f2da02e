// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpmessage.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

struct Reason
{
    int status;
    QByteArrayView phrase;
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

bool isNamed(const HttpHeader& header, QByteArrayView name)
{
    return header.name.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArrayView methodName(HttpMethod method)
{
    constexpr std::array<QByteArrayView, 7> names{"GET",   "HEAD",   "POST",   "PUT",
                                                  "PATCH", "DELETE", "OPTIONS"};
    return names[size_t(method)];
}

QByteArrayView reasonPhrase(int status)
{
    const auto* const found = std::ranges::lower_bound(reasons, status, {}, &Reason::status);
    return found != reasons.end() && found->status == status ? found->phrase : "Status";
}

std::optional<QByteArrayView> HttpRequest::header(QByteArrayView name) const
{
    for (const auto& each : headers) {
        if (isNamed(each, name))
            return each.value;
    }
    return std::nullopt;
}

qsizetype HttpRequest::headerCount(QByteArrayView name) const
{
    return std::ranges::count_if(headers, [name](const auto& each) { return isNamed(each, name); });
}

QUrlQuery HttpRequest::parameters() const
{
    return QUrlQuery(QString::fromUtf8(query).replace(u'+', "%20"_L1));
}

HttpResponse& HttpResponse::add(QByteArrayView name, QByteArrayView value)
{
    headerLines += name;
    headerLines += ": ";
    for (const char c : value) {
        const bool control = uchar(c) < 0x20 || uchar(c) == 0x7f;
        headerLines += control ? ' ' : c;
    }
    headerLines += "\r\n";
    return *this;
}

HttpResponse HttpResponse::error(int status, QByteArrayView code, const QString& detail,
                                 QByteArrayView requestId)
{
    const QJsonObject body{{u"detail"_s, detail},
                           {u"code"_s, QString::fromUtf8(code)},
                           {u"request_id"_s, QString::fromUtf8(requestId)}};
    return {status, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

} // namespace tierwatch
