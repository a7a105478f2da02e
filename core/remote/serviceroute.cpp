// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceroute.h"

#include "remote/serviceaddress.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int portOfHttp = 80;
constexpr int portOfHttps = 443;

} // namespace

QList<QNetworkProxy> proxiesFor(const ServiceProxy& chosen, const QNetworkProxyQuery& query)
{
    if (chosen.kind == ServiceProxy::Kind::None || isThisMachine(query.peerHostName()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (chosen.kind == ServiceProxy::Kind::System)
        return QNetworkProxyFactory::systemProxyForQuery(query);
    return {
        QNetworkProxy(QNetworkProxy::HttpProxy, chosen.host, static_cast<quint16>(chosen.port))};
}

quint16 portOf(const QUrl& base)
{
    return static_cast<quint16>(base.port(base.scheme() == u"https" ? portOfHttps : portOfHttp));
}

QString originOf(const QUrl& base)
{
    return u"%1://%2:%3"_s.arg(base.scheme(), base.host()).arg(portOf(base));
}

} // namespace tierwatch
