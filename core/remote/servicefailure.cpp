// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicefailure.h"

#include "base/foreigntext.h"
#include "remote/answerjson.h"
#include "remote/distrust.h"
#include "remote/httpdate.h"
#include "remote/serviceclient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRandomGenerator>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::failure {

namespace {

constexpr std::chrono::milliseconds longestWait = 1min;
constexpr int keepingMethod = 307;
constexpr int keepingMethodForGood = 308;
constexpr int unauthorized = 401;
constexpr int forbidden = 403;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

QString placeOf(const QUrl& base)
{
    return base.authority();
}

/// But for those that make a program ask a person for a secret, or whether to trust: what this
/// service says of another one behind it is no reason to.
std::optional<ErrorCode> codeNamed(const QString& name)
{
    if (name == errorName(ErrorCode::NotSignedIn) || name == errorName(ErrorCode::NotTrusted))
        return ErrorCode::Internal;
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
    case forbidden:
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

bool isOfProxy(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError &&
           error <= QNetworkReply::UnknownProxyError;
}

bool isReached(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::ConnectionRefusedError &&
           error != QNetworkReply::HostNotFoundError;
}

Error ofProxy(const QString& place, const QNetworkReply& reply)
{
    if (reply.error() == QNetworkReply::ProxyAuthenticationRequiredError)
        return {ErrorCode::Unreadable,
                said("The proxy on the way to %1 wants a user name and a password, which it is not "
                     "given. Choose another proxy for this connection, or none.")
                    .arg(place)};
    return {ErrorCode::Unreadable,
            said("The proxy on the way to %1 can't be used: %2. Choose another one for this "
                 "connection, or none.")
                .arg(place, foreign::shown(reply.errorString()))};
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

bool wasSent(const Error& trouble, QNetworkReply::NetworkError error)
{
    return trouble.code != ErrorCode::NotTrusted && isReached(error) &&
           error != QNetworkReply::SslHandshakeFailedError && !isOfProxy(error);
}

Error ofNetwork(const QUrl& base, const QNetworkReply& reply, bool byProxy)
{
    const QString place = placeOf(base);
    if (isOfProxy(reply.error()) || (byProxy && !isReached(reply.error())))
        return ofProxy(place, reply);
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
        return distrust::ofHandshake(base, reply.errorString());
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // as an action's is, whose body is sent once
        if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
            return {ErrorCode::Unreadable,
                    said("%1 sent a truncated answer: the connection ended in the middle of it. "
                         "The service may be starting anew; what is known from before stays.")
                        .arg(place)};
        return {ErrorCode::Unreadable,
                said("%1 closed the connection before it had answered. It may be ending, or be no "
                     "service of this kind.")
                    .arg(place)};
    default:
        return {ErrorCode::Unreadable,
                said("%1 can't be reached: %2.").arg(place, foreign::shown(reply.errorString()))};
    }
}

Error overdue(const QUrl& base)
{
    return {ErrorCode::Timeout,
            said("%1 did not answer in time. It may be busy, or out of reach.").arg(placeOf(base))};
}

Error stalled(const QUrl& base)
{
    return {ErrorCode::Timeout,
            said("%1 began to answer and then sent nothing more. It may be overloaded, or the "
                 "network on the way.")
                .arg(placeOf(base))};
}

Error tooLarge(const QUrl& base, qint64 mostBytes)
{
    return {ErrorCode::Internal, said("%1 sent more than %2 MiB, which no answer takes, so the "
                                      "rest was not read.")
                                     .arg(placeOf(base))
                                     .arg(mostBytes >> 20)};
}

Error packed(const QUrl& base, const QByteArray& coding)
{
    return {ErrorCode::Internal,
            said("%1 sent a compressed answer (%2), which nobody asked for. It was not unpacked, "
                 "since it could become too large.")
                .arg(placeOf(base), foreign::shown(QString::fromLatin1(coding), 30))};
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
            foreign::shown(detail)};
}

Error unexpected(const QString& what, const QString& detail)
{
    return {ErrorCode::Internal,
            said("The answer of the service can't be understood: it has an unexpected format (%1). "
                 "It may be of another version, or be no service of this kind.")
                .arg(what),
            foreign::shown(detail)};
}

Error noCacheService(const QString& contentType)
{
    constexpr qsizetype mostOfAType = 60;
    return {ErrorCode::Internal,
            said("What answers there is not a cache service (got %1), so its answer can't be "
                 "understood. It may be a page to sign in at; check the address, and what is on "
                 "the way there.")
                .arg(foreign::shown(contentType, mostOfAType))};
}

Error noSuchService(const QString& detail)
{
    return {ErrorCode::NotAvailable,
            said("The service there does not say what it can do, so it is none of this kind, or "
                 "its address has another path than the one given."),
            foreign::shown(detail)};
}

QString asSentence(const QString& words)
{
    return words.isEmpty() || !words.back().isLetterOrNumber() ? words : words + u'.';
}

Error mayBeDone(Error failure)
{
    failure.message = asSentence(failure.message) + u' ' +
                      said("Whether it was done is not known: look before it is done again.");
    return failure;
}

QString words(const ServiceAnswer& answer)
{
    const auto told = answerjson::objectIn(answer);
    const QString words = told ? foreign::shown(wordsIn((*told)[u"detail"])) : QString();
    return words.isEmpty() ? wordsOf(answer.status) : words;
}

Error of(const ServiceAnswer& answer)
{
    const auto told = answerjson::objectIn(answer);
    const QJsonObject body = told ? *told : QJsonObject();
    const QString id = foreign::shown(body[u"request_id"].toString());
    const auto code = codeNamed(body[u"code"].toString());
    Error failure{code.value_or(codeOf(answer.status)), words(answer),
                  id.isEmpty() ? QString() : said("Request %1.").arg(id)};
    if (answer.status == unauthorized)
        failure.code = ErrorCode::NotSignedIn;
    if (answer.status == forbidden && !code) // our own name the role
        failure.message = asSentence(failure.message) + u' ' +
                          said("This needs the role operator or administrator.");
    return failure;
}

std::chrono::milliseconds wait(const ServiceAnswer& answer)
{
    const QByteArray told = answer.header("Retry-After");
    std::chrono::milliseconds pause = 1s;
    if (const auto until = httpDateMs(told)) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        pause = std::chrono::milliseconds(*until - httpDateMs(answer.header("Date")).value_or(now));
    } else if (!told.isEmpty()) {
        pause = std::chrono::seconds(told.toInt());
    }
    const std::chrono::milliseconds jitter(QRandomGenerator::global()->bounded(50, 250));
    return std::clamp<std::chrono::milliseconds>(pause, 0ms, longestWait) + jitter;
}

} // namespace tierwatch::failure
