// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceclient.h"

#include "remote/distrust.h"
#include "remote/httpdate.h"
#include "remote/onedevice.h"
#include "remote/serviceaddress.h"
#include "remote/servicefailure.h"
#include "remote/servicenetwork.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

QByteArray ServiceAnswer::header(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(headers, [name](const auto& header) {
        return name.compare(header.first, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

namespace {

constexpr qsizetype shortestSecret = 8; ///< a shorter one may be a word

/// What a service says is shown to people.
QByteArray without(const QByteArray& token, QByteArray said)
{
    if (token.size() >= shortestSecret)
        said.replace(token, "...");
    return said;
}

ServiceWay withNetwork(ServiceWay way)
{
    if (!way.network)
        way.network = std::make_shared<ServiceNetwork>();
    return way;
}

QTimer* makeTimer(QNetworkReply* reply, std::chrono::milliseconds time)
{
    auto* timer = new QTimer(reply);
    timer->setSingleShot(true);
    timer->setInterval(time);
    return timer;
}

} // namespace

ServiceClient::ServiceClient(QUrl base, QByteArray token, ServiceWay way)
    : m_base(std::move(base)),
      m_token(std::move(token)),
      m_way(withNetwork(std::move(way))),
      m_manager(m_way.network->managerFor(m_base, m_way.proxy, m_way.trustName))
{
}

ServiceClient::~ServiceClient()
{
    const auto underWay = std::exchange(m_underWay, {});
    auto exchanges = std::exchange(m_again, {});
    for (const auto& [reply, exchange] : underWay.asKeyValueRange()) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
        exchanges.insert(exchange);
    }
    ServiceAnswer answer;
    answer.trouble = failure::ended();
    for (const auto& exchange : exchanges)
        exchange->done(answer);
}

QNetworkRequest ServiceClient::written(const ServiceRequest& request) const
{
    QUrl url = m_base;
    url.setPath(m_base.path(QUrl::FullyEncoded) + QString::fromLatin1(request.path),
                QUrl::TolerantMode);
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(request.query), QUrl::TolerantMode);
    QNetworkRequest written(url);
    written.setSslConfiguration(m_way.trust);
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
        return m_manager.get(head);
    head.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    head.setHeader(QNetworkRequest::ContentLengthHeader, request.body->size());
    head.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto* body = new OneDevice(*request.body);
    QNetworkReply* reply = m_manager.post(head, body);
    body->setParent(reply);
    return reply;
}

void ServiceClient::ask(const ServiceRequest& request, Done done)
{
    send(std::make_shared<Exchange>(
        Exchange{request, std::move(done), QDeadlineTimer(request.deadline)}));
}

void ServiceClient::send(const std::shared_ptr<Exchange>& exchange)
{
    QNetworkReply* reply = sent(exchange->request);
    exchange->token = m_token;
    exchange->since.start();
    ++m_figures.requests;
    m_underWay.insert(reply, exchange);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] { weigh(reply); });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { receive(reply); });
    connect(reply, &QNetworkReply::sslErrors, this,
            [this, reply](const QList<QSslError>& errors) { judge(reply, errors); });
    connect(reply, &QNetworkReply::encrypted, this, [this, reply] { judge(reply, {}); });
    // From the event loop: who is told may destroy this client, and the reply with it.
    connect(
        reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); },
        Qt::QueuedConnection);
    watch(reply, *exchange);
}

/// Bytes that drip win no time of the deadline; and none for a while is too few, once they came.
void ServiceClient::watch(QNetworkReply* reply, const Exchange& exchange)
{
    // Timers that end with the reply: a single shot would stay among all others until its time.
    auto* deadline = makeTimer(reply, std::chrono::milliseconds(exchange.deadline.remainingTime()));
    connect(deadline, &QTimer::timeout, this,
            [this, reply] { giveUp(reply, failure::overdue(m_base)); });
    deadline->start();
    auto* silence = makeTimer(reply, exchange.request.inactivity);
    connect(silence, &QTimer::timeout, this,
            [this, reply] { giveUp(reply, failure::stalled(m_base)); });
    connect(reply, &QNetworkReply::metaDataChanged, silence, qOverload<>(&QTimer::start));
    connect(reply, &QNetworkReply::readyRead, silence, qOverload<>(&QTimer::start));
}

void ServiceClient::judge(QNetworkReply* reply, const QList<QSslError>& errors)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange)
        return;
    const QSslCertificate presented = reply->sslConfiguration().peerCertificate();
    if (m_way.pin.isEmpty()) {
        if (!errors.isEmpty())
            exchange->distrust = distrust::of(m_base, presented, errors);
        return;
    }
    const QString digest = distrust::digestOf(presented);
    if (digest == m_way.pin)
        return reply->ignoreSslErrors(errors); // of this certificate: not those of any other
    exchange->distrust = distrust::changed(m_base, m_way.pin, digest);
    if (errors.isEmpty()) // else the handshake fails by itself
        giveUp(reply, *exchange->distrust);
}

void ServiceClient::weigh(QNetworkReply* reply)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange)
        return;
    const qint64 announced = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced > exchange->request.mostBytes)
        return giveUp(reply, failure::tooLarge(m_base, exchange->request.mostBytes));
    const QByteArray coding = reply->rawHeader("Content-Encoding");
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!coding.isEmpty() && coding.compare("identity", Qt::CaseInsensitive) != 0 && status < 300)
        giveUp(reply, failure::packed(m_base, without(exchange->token, coding)));
}

/// In the clear a proxy is asked for the answer; through TLS, for a way.
bool ServiceClient::asksProxy() const
{
    return m_way.proxy.kind == ServiceProxy::Kind::Manual && m_base.scheme() == u"http" &&
           !isThisMachine(m_base.host());
}

void ServiceClient::receive(QNetworkReply* reply)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange || exchange->trouble)
        return;
    const qint64 most = exchange->request.mostBytes;
    exchange->body += reply->read(most + 1 - exchange->body.size());
    if (exchange->body.size() > most)
        giveUp(reply, failure::tooLarge(m_base, most));
}

void ServiceClient::giveUp(QNetworkReply* reply, const Error& why)
{
    const auto exchange = m_underWay.value(reply);
    if (!exchange || exchange->trouble || reply->isFinished())
        return;
    exchange->trouble = why;
    exchange->body = {};
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
    if (mayAskAgain(*reply, *exchange))
        return askAgain(exchange);
    const ServiceAnswer answer = answerOf(*reply, *exchange);
    count(answer, *exchange);
    exchange->done(answer); // nothing of this may be touched behind it
}

/// Where no answer had begun, Qt has asked once more already.
bool ServiceClient::mayAskAgain(const QNetworkReply& reply, const Exchange& exchange)
{
    const bool hadBegun = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
    return hadBegun && reply.error() == QNetworkReply::RemoteHostClosedError &&
           !exchange.request.body && !exchange.isSecond && !exchange.trouble &&
           !exchange.deadline.hasExpired();
}

/// A service that starts anew ends the connections of all at once.
void ServiceClient::askAgain(const std::shared_ptr<Exchange>& exchange)
{
    exchange->isSecond = true;
    exchange->body = {};
    m_again.insert(exchange);
    const std::chrono::milliseconds jitter(QRandomGenerator::global()->bounded(20, 200));
    QTimer::singleShot(jitter, this, [this, exchange] {
        m_again.erase(exchange);
        send(exchange);
    });
}

ServiceAnswer ServiceClient::answerOf(const QNetworkReply& reply, const Exchange& exchange) const
{
    ServiceAnswer answer;
    answer.trouble = exchange.trouble;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!answer.trouble && !failure::cameWhole(reply.error(), status))
        answer.trouble =
            exchange.distrust ? exchange.distrust : failure::ofNetwork(m_base, reply, asksProxy());
    if (answer.trouble) {
        const bool isAction = exchange.request.body && exchange.request.isAction;
        if (isAction && failure::wasSent(*answer.trouble, reply.error()))
            answer.trouble = failure::mayBeDone(*answer.trouble);
        return answer;
    }
    answer.status = status;
    answer.body = without(exchange.token, exchange.body);
    answer.headers = reply.rawHeaderPairs();
    for (auto& [name, value] : answer.headers)
        value = without(exchange.token, value);
    return answer;
}

void ServiceClient::count(const ServiceAnswer& answer, const Exchange& exchange)
{
    m_figures.bytesReceived += exchange.body.size();
    if (answer.trouble)
        return;
    m_figures.roundTripMs = exchange.since.elapsed();
    if (const auto date = httpDateMs(answer.header("Date"))) {
        constexpr qint64 halfASecond = 500; // which it leaves out in the middle
        const qint64 ahead = *date + halfASecond - QDateTime::currentMSecsSinceEpoch();
        m_figures.clockAheadMs = ahead / 1000 * 1000;
    }
}

} // namespace tierwatch
