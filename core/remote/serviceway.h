// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/targetconnection.h"

#include <QSslConfiguration>
#include <QUrl>

#include <memory>

namespace tierwatch {

class ServiceNetwork;

/// How a service is reached, and how it has to prove who it is. A value; any thread.
struct ServiceWay
{
    QSslConfiguration trust;
    QByteArray trustName = {}; ///< the same for those who trust the same
    QString pin = {};          ///< SHA-256 of the one certificate to accept, lower case hex
    ServiceProxy proxy = {};
    std::shared_ptr<ServiceNetwork> network = {}; ///< null = one of its own

    ServiceWay(const QSslConfiguration& trusted) : trust(trusted) {}
};

/// The way to `base`. With a pin exactly that certificate is accepted, whatever the authorities say
/// of it: also one that nobody vouches for, that has ended, or that is for another name, since who
/// pins it has compared it. Errors: InvalidArgument for a pin that can't be one, or that nothing
/// could be held against, and for a proxy without a host or a port; those of trustWith(). Blocks on
/// the disk.
[[nodiscard]] Result<ServiceWay> wayTo(const QUrl& base, const QString& authoritiesFile,
                                       const QString& pin, const ServiceProxy& proxy);

} // namespace tierwatch
