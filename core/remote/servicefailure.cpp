// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicefailure.h"

#include "remote/serviceclient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

using namespace Qt::StringLiterals;

namespace tierwatch::failure {

namespace {

constexpr int longestWait = 60;
constexpr int keepingMethod = 307;
constexpr int keepingMethodForGood = 308;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

QString placeOf(const QUrl& base)
{
    return base.authority();
}

std::optional<ErrorCode> codeNamed(const QString& name)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        if (errorName(static_cast<ErrorCode>(code)) == name)
            return static_cast<ErrorCode>(code);
    }
    return std::nullopt;
}

/// What a status means where its code has no name here.
ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorCode::NotAllowed;
    case 404:
        return ErrorCode::NotFound;
    case 408:
    case 504:
        return ErrorCode::Timeout;
    case 405:
    case 501:
        return ErrorCode::NotAvailable;
    case 429:
        return ErrorCode::Locked;
    case 502:
    case 503:
        return ErrorCode::Unreadable;
    default:
        return status >= 400 && status < 500 ? ErrorCode::InvalidArgument : ErrorCode::Internal;
    }
}

/// A fault of one member begins with its name; one of the whole is a sentence.
QString sentenceOf(const QJsonObject& fault)
{
    const QJsonArray where = fault[u"loc"].toArray();
    const QString message = fault[u"msg"].toString();
    return where.size() > 1 ? where.last().toVariant().toString() + u": "_s + message : message;
}

QString wordsIn(const QJsonValue& detail)
{
    if (detail.isString())
        return detail.toString();
    QStringList sentences;
    for (const auto fault : detail.toArray())
        sentences.append(sentenceOf(fault.toObject()));
    return sentences.join(u' ');
}

QString wordsOf(int status)
{
    if (status >= 300 && status < 400)
        return said("The service sends elsewhere (status %1). That is not followed, since the "
                    "token is for this address alone; give the address that it moved to.")
            .arg(status);
    return said("The service answered with status %1 and no words of its own. Something between "
                "here and there may have answered in its place.")
        .arg(status);
}

} // namespace

bool cameWhole(QNetworkReply::NetworkError error, int status)
{
    const bool refusal = status >= 400 && error >= QNetworkReply::ContentAccessDenied &&
                         error != QNetworkReply::ContentReSendError &&
                         error != QNetworkReply::ProtocolFailure;
    // Where a body would have to be sent again, Qt looks no further at what sends it elsewhere.
    const bool sendsOn = (status == keepingMethod || status == keepingMethodForGood) &&
                         error == QNetworkReply::ContentReSendError;
    return refusal || sendsOn || (status != 0 && error == QNetworkReply::NoError);
}

bool wasSent(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::ConnectionRefusedError &&
           error != QNetworkReply::HostNotFoundError &&
           error != QNetworkReply::SslHandshakeFailedError;
}

Error ofNetwork(const QUrl& base, const QNetworkReply& reply, const QString& distrust)
{
    const QString place = placeOf(base);
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorCode::Unreadable,
                said("Nothing answers at %1. Start the service there, or check the address.")
                    .arg(place)};
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Unreadable,
                said("There is no machine called %1, or the network is down. Check the address.")
                    .arg(base.host())};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::NotAllowed,
                said("%1 could not prove that it is what it says (%2), so the token was not sent "
                     "there. Trust the authority of its certificate, or mend the certificate.")
                    .arg(place, distrust.isEmpty() ? reply.errorString() : distrust)};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // as an action's is, whose body is sent once
        return {ErrorCode::Unreadable,
                said("%1 closed the connection before it had answered. It may be ending, or be no "
                     "service of this kind.")
                    .arg(place)};
    default:
        return {ErrorCode::Unreadable,
                said("%1 can't be reached: %2.").arg(place, reply.errorString())};
    }
}

Error overdue(const QUrl& base)
{
    return {ErrorCode::Timeout,
            said("%1 did not answer in time. It may be busy, or out of reach.").arg(placeOf(base))};
}

Error tooLarge(const QUrl& base, qint64 mostBytes)
{
    return {ErrorCode::Internal, said("%1 sent more than %2 MiB, which no answer takes, so the "
                                      "rest was not read.")
                                     .arg(placeOf(base))
                                     .arg(mostBytes >> 20)};
}

Error ended()
{
    return {ErrorCode::Cancelled, said("The connection to the service was given up.")};
}

Error notUnderstood(const QString& detail)
{
    return {ErrorCode::Internal,
            said("The answer of the service can't be understood. It may be of another version, or "
                 "be no service of this kind."),
            detail};
}

Error noSuchService(const QString& detail)
{
    return {ErrorCode::NotAvailable,
            said("The service there does not say what it can do, so it is none of this kind, or "
                 "its address has another path than the one given."),
            detail};
}

QString mayBeDone()
{
    return said("Whether it was done is not known: look before it is done again.");
}

Error of(const ServiceAnswer& answer)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    const QString words = wordsIn(body[u"detail"]);
    const QString id = body[u"request_id"].toString();
    return {codeNamed(body[u"code"].toString()).value_or(codeOf(answer.status)),
            words.isEmpty() ? wordsOf(answer.status) : words,
            id.isEmpty() ? QString() : said("Request %1.").arg(id)};
}

std::chrono::seconds wait(const ServiceAnswer& answer)
{
    return std::chrono::seconds(qBound(1, answer.header("Retry-After").toInt(), longestWait));
}

} // namespace tierwatch::failure
