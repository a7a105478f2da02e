// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceprobe.h"

#include "base/whenended.h"
#include "remote/contractself.h"
#include "remote/distrust.h"
#include "remote/probewords.h"
#include "remote/serviceaddress.h"
#include "remote/servicefailure.h"
#include "remote/serviceroute.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QSslCipher>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int unauthorized = 401;

QString nameOf(QSsl::SslProtocol protocol)
{
    return protocol == QSsl::TlsV1_3 ? u"TLS 1.3"_s : u"TLS 1.2"_s;
}

} // namespace

ServiceProbe::ServiceProbe(TargetConnection connection, Secrets secrets, Told told,
                           std::chrono::milliseconds patience)
    : m_connection(std::move(connection)),
      m_secrets(std::move(secrets)),
      m_told(std::move(told)),
      m_patience(patience)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ServiceProbe::giveUp);
    m_done.start();
}

ServiceProbe::~ServiceProbe()
{
    delete m_underWay; // what it ends is heard no more
    m_done.finish();
}

QFuture<void> ServiceProbe::run()
{
    QMetaObject::invokeMethod(
        this, [this] { begin(ProbeStep::Name); }, Qt::QueuedConnection);
    return m_done.future();
}

void ServiceProbe::begin(ProbeStep step)
{
    m_step = step;
    m_underWay = new QObject(this);
    m_sinceBegin.start();
    m_deadline.start(m_patience);
    switch (step) {
    case ProbeStep::Name:
        return lookUp();
    case ProbeStep::Reach:
        return reach();
    case ProbeStep::Tls:
        return shakeHands();
    case ProbeStep::Http:
        return askHealth();
    case ProbeStep::SignIn:
        return signIn();
    case ProbeStep::Contract:
        return judge();
    }
}

bool ServiceProbe::tell(const ProbeResult& result)
{
    const QPointer self(this);
    const Told told = m_told; // who is told may destroy this
    told(result);
    if (!self)
        return false;
    if (m_done.isCanceled())
        m_done.finish();
    return !m_done.isCanceled();
}

void ServiceProbe::end(ProbeResult::Outcome outcome, const QString& sentence, const QString& digest)
{
    m_deadline.stop();
    m_underWay->setParent(nullptr); // it outlives this, since its signal may be what led here
    std::exchange(m_underWay, nullptr)->deleteLater();
    if (!tell({m_step, outcome, sentence, digest}))
        return;
    const bool failed = outcome == ProbeResult::Outcome::Failed;
    while (m_step != ProbeStep::Contract) {
        m_step = static_cast<ProbeStep>(static_cast<int>(m_step) + 1);
        if (!failed)
            return begin(m_step);
        if (!tell({m_step, ProbeResult::Outcome::Skipped, tr("Not tried."), {}}))
            return;
    }
    m_done.finish();
}

void ServiceProbe::giveUp()
{
    if (m_step == ProbeStep::Name)
        return fail(probewords::noSuchName(firstHost()));
    fail(probewords::overdue(m_step == ProbeStep::Reach ? firstHost() : m_base.authority(),
                             m_patience));
}

QString ServiceProbe::firstHost() const
{
    return usesProxy() ? m_proxy.hostName() : m_base.host();
}

void ServiceProbe::lookUp()
{
    const auto base = checkedBase(QUrl(m_connection.place), m_connection.insecure);
    if (!base)
        return fail(base.error().message);
    m_base = *base;
    m_way = wayTo(m_base, m_connection.authorities, m_connection.pin, m_connection.proxy);
    if (!*m_way && m_way->error().code == ErrorCode::InvalidArgument)
        return fail(m_way->error().message);
    m_proxy = proxiesFor(m_connection.proxy, QNetworkProxyQuery(m_base)).constFirst();
    QHostInfo::lookupHost(firstHost(), m_underWay,
                          during([this](const QHostInfo& info) { foundName(info); }));
}

void ServiceProbe::foundName(const QHostInfo& info)
{
    if (info.addresses().isEmpty())
        return fail(probewords::noSuchName(firstHost()));
    const QString address = info.addresses().constFirst().toString();
    if (usesProxy())
        return pass(tr("The proxy %1 is %2; it looks up %3 by itself.")
                        .arg(firstHost(), address, m_base.host()));
    pass(address == firstHost() ? tr("%1 is an address already.").arg(address)
                                : tr("%1 is %2.").arg(firstHost(), address));
}

void ServiceProbe::reach()
{
    const quint16 port = usesProxy() ? m_proxy.port() : portOf(m_base);
    const QString place = u"%1:%2"_s.arg(firstHost()).arg(port);
    auto* socket = new QTcpSocket(m_underWay);
    socket->setProxy(QNetworkProxy::NoProxy);
    connect(socket, &QTcpSocket::connected, m_underWay, during([this, place] {
                const QString reached =
                    usesProxy() ? tr("The proxy %1 answers after %2 ms; what is behind it, the "
                                     "next steps tell.")
                                : tr("%1 answers after %2 ms.");
                pass(reached.arg(place).arg(m_sinceBegin.elapsed()));
            }));
    connect(socket, &QTcpSocket::errorOccurred, m_underWay,
            during([this, place, socket](QAbstractSocket::SocketError error) {
                fail(probewords::notReached(place, error, socket->errorString()));
            }));
    socket->connectToHost(firstHost(), port);
}

void ServiceProbe::shakeHands()
{
    if (!*m_way) // the file of authorities can't be read
        return fail(m_way->error().message);
    if (m_base.scheme() != u"https")
        return end(ProbeResult::Outcome::Skipped,
                   tr("The address begins with http://, so nothing is encrypted, and nobody proves "
                      "who answers there."));
    auto* socket = new QSslSocket(m_underWay);
    socket->setProxy(m_proxy);
    socket->setSslConfiguration((*m_way)->trust);
    connect(socket, &QSslSocket::sslErrors, m_underWay,
            during([this, socket](const QList<QSslError>& errors) { doubt(*socket, errors); }));
    connect(socket, &QSslSocket::encrypted, m_underWay, during([this, socket] {
                pass(u"%1, %2."_s.arg(nameOf(socket->sessionProtocol()),
                                      socket->sessionCipher().name()));
            }));
    connect(socket, &QSslSocket::errorOccurred, m_underWay,
            during([this, socket](QAbstractSocket::SocketError error) {
                fail(probewords::noHandshake(m_base, error, socket->errorString()));
            }));
    socket->connectToHostEncrypted(m_base.host(), portOf(m_base));
}

/// With a pin, nothing else is trusted, so that this is always asked.
void ServiceProbe::doubt(QSslSocket& socket, const QList<QSslError>& errors)
{
    const QSslCertificate presented = socket.peerCertificate();
    const QString digest = distrust::digestOf(presented);
    const QString& pin = (*m_way)->pin;
    if (!pin.isEmpty() && digest == pin)
        return socket.ignoreSslErrors(errors);
    const Error why = pin.isEmpty() ? distrust::of(m_base, presented, errors)
                                    : distrust::changed(m_base, pin, digest);
    fail(why.message, digest);
}

void ServiceProbe::ask(const QByteArray& token, const ServiceRequest& request,
                       ServiceClient::Done done)
{
    auto* client = new ServiceClient(m_base, token, **m_way);
    client->setParent(m_underWay);
    client->ask(request, during(std::move(done)));
}

void ServiceProbe::askHealth()
{
    ask({}, {"/cache/health"}, [this](const ServiceAnswer& answer) {
        const Result<QString> health = probewords::health(m_base, answer);
        if (health)
            pass(*health);
        else
            fail(health.error().message);
    });
}

void ServiceProbe::signIn()
{
    const bool byPassword = m_connection.signIn == TargetConnection::SignIn::Password;
    if (!byPassword || !m_secrets.token.isEmpty()) {
        const Result<void> checked = checkToken(m_secrets.token);
        return checked ? introduce(m_secrets.token) : fail(checked.error().message);
    }
    auto door = SignIn::at(m_connection);
    if (!door)
        return fail(door.error().message);
    SignIn* signingIn = door->release();
    signingIn->setParent(m_underWay);
    whenEnded(signingIn->withPassword(m_secrets.password), m_underWay,
              during([this](const QFuture<Result<QByteArray>>& ended) {
                  const Result<QByteArray> token = ended.result();
                  if (token)
                      introduce(*token);
                  else
                      fail(token.error().message);
              }));
}

void ServiceProbe::introduce(const QByteArray& token)
{
    ask(token, ServiceSelf::request(), [this, token](const ServiceAnswer& answer) {
        if (!contractself::isUnknownCall(answer))
            return heard(answer, ServiceSelf::in(answer));
        ask(token, contractself::request(),
            [this](const ServiceAnswer& figures) { heard(figures, contractself::in(figures)); });
    });
}

void ServiceProbe::heard(const ServiceAnswer& answer, const Result<ServiceSelf>& self)
{
    m_self = self;
    if (answer.trouble)
        return fail(answer.trouble->message);
    if (answer.status == unauthorized)
        return fail(tr("The service does not take the token: %1 Copy it once more, or get a new "
                       "one.")
                        .arg(self.error().message));
    pass(probewords::whoItIs(self));
}

void ServiceProbe::judge()
{
    const Result<ServiceSelf>& self = *m_self;
    if (self)
        pass(probewords::whatItCan(*self));
    else
        fail(self.error().message);
}

} // namespace tierwatch
