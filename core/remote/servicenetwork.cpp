// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicenetwork.h"

#include "remote/serviceroute.h"

#include <algorithm>

namespace tierwatch {

namespace {

class ProxyChoice final : public QNetworkProxyFactory
{
public:
    explicit ProxyChoice(ServiceProxy proxy) : m_proxy(std::move(proxy)) {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        return proxiesFor(m_proxy, query);
    }

private:
    const ServiceProxy m_proxy;
};

std::unique_ptr<QNetworkAccessManager> managerWith(const ServiceProxy& proxy)
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setProxyFactory(new ProxyChoice(proxy)); // which it owns
    return manager;
}

} // namespace

QNetworkAccessManager& ServiceNetwork::managerFor(const QUrl& base, const ServiceProxy& proxy,
                                                  const QByteArray& trust)
{
    const QString address = originOf(base);
    Shared& share = shareFor(address, proxy, trust);
    share.trusts.insert(address, trust);
    return *share.manager;
}

ServiceNetwork::Shared& ServiceNetwork::shareFor(const QString& address, const ServiceProxy& proxy,
                                                 const QByteArray& trust)
{
    const auto found = std::ranges::find_if(m_shared, [&](const Shared& shared) {
        const bool hasRoom = shared.trusts.size() < mostAddresses;
        return shared.proxy == proxy && shared.trusts.value(address, trust) == trust &&
               (hasRoom || shared.trusts.contains(address));
    });
    if (found != m_shared.end())
        return *found;
    m_shared.push_back({proxy, {}, managerWith(proxy)});
    return m_shared.back();
}

} // namespace tierwatch
