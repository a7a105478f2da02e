// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceclient.h"

#include "remote/onedevice.h"
#include "remote/servicefailure.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qsizetype shortestSecret = 8; ///< a shorter one may be a word

} // namespace

QByteArray ServiceAnswer::header(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(headers, [name](const auto& header) {
        return name.compare(header.first, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

ServiceClient::ServiceClient(QUrl base, QByteArray token, const QSslConfiguration& trust)
    : m_base(std::move(base)), m_token(std::move(token)), m_trust(trust)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ServiceClient::~ServiceClient()
{
    const auto underWay = std::exchange(m_underWay, {});
    for (const auto& [reply, exchange] : underWay.asKeyValueRange()) {
        reply->disconnect(this);
        reply->abort();
        ServiceAnswer answer;
        answer.trouble = failure::ended();
        exchange->done(answer);
    }
}

QNetworkRequest ServiceClient::written(const ServiceRequest& request) const
{
    QUrl url = m_base;
    url.setPath(m_base.path(QUrl::FullyEncoded) + QString::fromLatin1(request.path),
                QUrl::TolerantMode);
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(request.query), QUrl::TolerantMode);
    QNetworkRequest written(url);
    written.setSslConfiguration(m_trust);
    if (!m_token.isEmpty())
        written.setRawHeader("Authorization", "Bearer " + m_token);
    written.setRawHeader("Accept", "application/json");
    written.setRawHeader("Accept-Encoding", "identity"); // what is limited is what arrives
    written.setRawHeader("User-Agent", "tierwatch");
    written.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    written.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    written.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    written.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    written.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    return written;
}

QNetworkReply* ServiceClient::sent(const ServiceRequest& request)
{
    QNetworkRequest head = written(request);
    if (!request.body)
        return m_network.get(head);
    head.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    head.setHeader(QNetworkRequest::ContentLengthHeader, request.body->size());
    head.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto* body = new OneDevice(*request.body);
    QNetworkReply* reply = m_network.post(head, body);
    body->setParent(reply);
    return reply;
}

void ServiceClient::ask(const ServiceRequest& request, Done done)
{
    QNetworkReply* reply = sent(request);
    m_underWay.insert(reply,
                      std::make_shared<Exchange>(Exchange{std::move(done), request.mostBytes,
                                                          request.body && request.isAction}));
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { receive(reply); });
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError>& errors) {
        if (const auto exchange = m_underWay.value(reply))
            exchange->distrust = errors.constFirst().errorString();
    });
    // From the event loop: who is told may destroy this client, and the reply with it.
    connect(
        reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); },
        Qt::QueuedConnection);
    QTimer::singleShot(request.deadline, reply,
                       [this, reply] { giveUp(reply, failure::overdue(m_base)); });
}

void ServiceClient::receive(QNetworkReply* reply)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange || exchange->trouble)
        return;
    exchange->body += reply->read(exchange->mostBytes + 1 - exchange->body.size());
    if (exchange->body.size() > exchange->mostBytes)
        giveUp(reply, failure::tooLarge(m_base, exchange->mostBytes));
}

void ServiceClient::giveUp(QNetworkReply* reply, const Error& why)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange || exchange->trouble || reply->isFinished())
        return;
    exchange->trouble = why;
    reply->abort();
}

void ServiceClient::finish(QNetworkReply* reply)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange)
        return;
    receive(reply);
    m_underWay.remove(reply);
    reply->deleteLater();
    const ServiceAnswer answer = answerOf(*reply, *exchange);
    exchange->done(answer); // nothing of this may be touched behind it
}

ServiceAnswer ServiceClient::answerOf(const QNetworkReply& reply, Exchange exchange) const
{
    ServiceAnswer answer;
    answer.trouble = std::move(exchange.trouble);
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!answer.trouble && !failure::cameWhole(reply.error(), status))
        answer.trouble = failure::ofNetwork(m_base, reply, exchange.distrust);
    if (answer.trouble) {
        if (exchange.isAction && failure::wasSent(reply.error()))
            answer.trouble->message += u' ' + failure::mayBeDone();
        return answer;
    }
    answer.status = status;
    answer.body = std::move(exchange.body);
    if (m_token.size() >= shortestSecret)
        answer.body.replace(m_token, "..."); // what a service says is shown to people
    answer.headers = reply.rawHeaderPairs();
    return answer;
}

} // namespace tierwatch
