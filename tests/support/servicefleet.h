// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/servicetarget.h"
#include "target/fleet.h"

namespace tierwatch::test {

/// A fleet of targets on services, which share a network. Lives in the thread it is made in.
class ServiceFleet final
{
public:
    [[nodiscard]] Fleet& operator*() { return m_fleet; }
    [[nodiscard]] Fleet* operator->() { return &m_fleet; }
    /// Rows in the order of the services.
    void show(const QList<QUrl>& services)
    {
        std::vector<TargetConnection> connections(std::size_t(services.size()));
        for (qsizetype i = 0; i < services.size(); ++i) {
            TargetConnection& connection = connections[std::size_t(i)];
            connection.id = QString::number(i);
            connection.name = QStringLiteral("Service %1").arg(i);
            connection.kind = TargetConnection::Kind::Service;
            connection.place = services[i].toString();
        }
        m_fleet.setConnections(connections);
        m_fleet.setWatched(true);
    }

private:
    using Opened = Result<std::shared_ptr<CacheTarget>>;

    [[nodiscard]] QFuture<Opened> open(const TargetConnection& connection) const
    {
        ServiceTargetOptions options{QUrl(connection.place), "token"};
        options.network = m_network;
        auto target = ServiceTarget::open(options);
        if (!target)
            return ready(Opened(target.error()));
        return ready(Opened(std::shared_ptr<CacheTarget>(*std::move(target))));
    }

    SystemClock m_clock;
    const std::shared_ptr<ServiceNetwork> m_network = std::make_shared<ServiceNetwork>();
    Fleet m_fleet{[this](const TargetConnection& connection) { return open(connection); }, m_clock};
};

} // namespace tierwatch::test
