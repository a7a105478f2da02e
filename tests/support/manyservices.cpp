// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/manyservices.h"

#include "values/operations.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr int variants = 64;

QByteArray reply(const QByteArray& status, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nDate: " +
           QLocale::c()
               .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
               .toLatin1() +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

template <class T>
QByteArray replyOf(const T& value)
{
    return reply("200 OK",
                 QJsonDocument(codec::toJson(value).toObject()).toJson(QJsonDocument::Compact));
}

QByteArray introduction()
{
    QJsonArray able;
    for (const QString& name : operationNames())
        able.append(codec::toJson(Capability{name, true, {}}));
    const QJsonObject self{{u"name"_s, u"Simulated"_s}, {u"kind"_s, u"Local workspace"_s},
                           {u"sample"_s, false},        {u"view_only"_s, QJsonValue::Null},
                           {u"username"_s, u"admin"_s}, {u"role"_s, u"administrator"_s},
                           {u"capabilities"_s, able}};
    return reply("200 OK", QJsonDocument(self).toJson(QJsonDocument::Compact));
}

Tally tallyOf(qint64 number)
{
    Tally tally;
    tally.memory = 1'000'000 + 70 * number;
    tally.disk = 200'000 + 20 * number;
    tally.database = 90'000 + 10 * number;
    return tally;
}

/// With six types, as the sample workspace has.
QByteArray figures(qint64 number)
{
    Stats stats;
    stats.enabled = stats.globalEnabled = stats.userEnabled = true;
    stats.username = u"admin"_s;
    stats.setTotals(tallyOf(number));
    stats.savings.today = {5000 + number, 1e6};
    stats.memory.bytes = 100 << 20;
    stats.memory.limitBytes = 256 << 20;
    stats.memory.entries = 4000 + number;
    stats.disk.bytes = 300 << 20;
    stats.disk.limitBytes = 1 << 30;
    stats.disk.entries = 9000 + number;
    for (int type = 0; type < 6; ++type)
        stats.types.push_back({u"report%1"_s.arg(type), tallyOf(number)});
    return replyOf(stats);
}

QByteArray contractFigures(qint64 number)
{
    const QJsonObject saved{{u"today"_s, number}, {u"week"_s, 10'000}, {u"total"_s, 100'000}};
    const QJsonObject stats{
        {u"enabled"_s, true},
        {u"global_enabled"_s, true},
        {u"user_enabled"_s, true},
        {u"cache_type"_s, u"hybrid"_s},
        {u"hit_rate"_s, 90.0},
        {u"total_hits"_s, 90'000 + 9 * number},
        {u"total_misses"_s, 10'000 + number},
        {u"queries_saved"_s, saved},
        {u"response_times"_s, QJsonObject()},
        {u"cache_size"_s, QJsonObject{{u"memory"_s, 1200}, {u"sqlite"_s, 9000}}},
        {u"auto_invalidate"_s, true},
        {u"last_cleanup"_s, QJsonValue::Null}};
    return reply("200 OK", QJsonDocument(stats).toJson(QJsonDocument::Compact));
}

QByteArray pastHour()
{
    History history;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    history.toMs = nowMs + 1;
    for (int minute = 59; minute >= 0; --minute) {
        Tally tally;
        tally.memory = 900 + minute % 3;
        tally.database = 100;
        history.points.push_back({nowMs - minute * 60'000, tally});
    }
    return replyOf(history);
}

QByteArray companies()
{
    Watermarks watermarks;
    watermarks.companies.resize(6);
    for (CompanyWatermark& company : watermarks.companies)
        company.state = Freshness::Current;
    return replyOf(watermarks);
}

} // namespace

ManyServices::ManyServices(QObject* parent)
    : QObject(parent),
      m_self(introduction()),
      m_besides{
          {"/api/cache/history", pastHour()},
          {"/api/cache/watermarks", companies()},
          {"/api/cache/latency-totals",
           replyOf(LatencyTotals{{10, 100, 1000},
                                 {{u"report0"_s, Origin::Database, 1000, 0, {0, 900, 1000}}}})}}
{
    m_figures.reserve(variants);
    m_contract.reserve(variants);
    for (qint64 number = 0; number < variants; ++number) {
        m_figures.push_back(figures(number));
        m_contract.push_back(contractFigures(number));
    }
}

ManyServices::~ManyServices()
{
    for (const Service& service : m_services) {
        service.server->disconnect(this);
        for (QTcpSocket* socket : service.server->findChildren<QTcpSocket*>())
            socket->disconnect(this);
    }
}

bool ManyServices::add(int count, Manner manner)
{
    for (int i = 0; i < count; ++i) {
        if (!addOne(manner))
            return false;
    }
    return true;
}

bool ManyServices::addOne(Manner manner)
{
    Service service{manner, 0, 0, std::make_unique<QTcpServer>()};
    if (!service.server->listen(QHostAddress::LocalHost))
        return false;
    service.port = service.server->serverPort();
    if (manner == Manner::Refusing)
        service.server->close();
    connect(service.server.get(), &QTcpServer::newConnection, this,
            [this, index = m_services.size()] { accept(index); });
    m_services.push_back(std::move(service));
    return true;
}

QList<QUrl> ManyServices::urls() const
{
    QList<QUrl> urls;
    for (const Service& service : m_services)
        urls.append(urlOf(service.port));
    return urls;
}

QUrl ManyServices::urlOf(quint16 port)
{
    return QUrl(u"http://127.0.0.1:%1/api"_s.arg(port));
}

void ManyServices::accept(std::size_t service)
{
    while (QTcpSocket* socket = m_services[service].server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_read.remove(socket);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this,
                [this, service, socket] { read(service, *socket); });
    }
}

/// Requests have no body here.
void ManyServices::read(std::size_t service, QTcpSocket& socket)
{
    QByteArray& text = m_read[&socket];
    text += socket.readAll();
    if (!text.endsWith("\r\n\r\n"))
        return;
    const QByteArray request = std::exchange(text, {});
    switch (m_services[service].manner) {
    case Manner::Dead:
    case Manner::Refusing:
        return;
    case Manner::Slow:
        return QTimer::singleShot(m_slowMs, &socket, [this, service, request, &socket] {
            answer(service, socket, request);
        });
    case Manner::Prompt:
    case Manner::ContractAlone:
        return answer(service, socket, request);
    }
}

void ManyServices::answer(std::size_t index, QTcpSocket& socket, const QByteArray& request)
{
    Service& service = m_services[index];
    const QByteArray path = request.mid(4, request.indexOf(' ', 4) - 4).split('?').constFirst();
    if (path == "/api/cache/figures" || path == "/api/cache/stats")
        ++service.asked;
    socket.write(answerTo(service, path));
}

QByteArray ManyServices::answerTo(const Service& service, const QByteArray& path) const
{
    const auto turn = std::size_t(service.asked) % variants;
    if (service.manner == Manner::ContractAlone)
        return path == "/api/cache/stats" ? m_contract[turn] : reply("404 Not Found", "{}");
    if (path == "/api/cache/figures")
        return m_figures[turn];
    if (path == "/api/cache/capabilities")
        return m_self;
    const QByteArray beside = m_besides.value(path);
    return beside.isEmpty() ? reply("404 Not Found", "{}") : beside;
}

} // namespace tierwatch::test
