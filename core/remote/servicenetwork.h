// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/targetconnection.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QUrl>

#include <memory>
#include <vector>

namespace tierwatch {

/// What many targets send their requests with. Qt makes a thread for each manager, and a manager
/// keeps connections by address: so targets share one where they go the same way, but for two that
/// trust differently at the same address. Lives in the thread it is made in, that of its targets,
/// which own it together.
class ServiceNetwork final
{
public:
    /// Of a manager. Its thread looks at each of its connections whenever one of them has
    /// something: with fewer it works less, and there are more threads.
    static constexpr qsizetype mostAddresses = 25;

    ServiceNetwork() = default;
    Q_DISABLE_COPY_MOVE(ServiceNetwork)

    /// For all requests to the address of `base`, made with the trust that is called `trust`; lives
    /// as long as this. Follows no redirection. This machine is reached without a proxy.
    [[nodiscard]] QNetworkAccessManager& managerFor(const QUrl& base, const ServiceProxy& proxy,
                                                    const QByteArray& trust);
    [[nodiscard]] size_t managers() const { return m_shared.size(); }

private:
    struct Shared
    {
        ServiceProxy proxy;
        QHash<QString, QByteArray> trusts; ///< by address
        std::unique_ptr<QNetworkAccessManager> manager;
    };
    [[nodiscard]] Shared& shareFor(const QString& address, const ServiceProxy& proxy,
                                   const QByteArray& trust);

    std::vector<Shared> m_shared;
};

} // namespace tierwatch
