// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/targetconnection.h"

#include <QNetworkProxyFactory>
#include <QUrl>

namespace tierwatch {

/// By which proxies what is asked of a service goes, the first to be tried first; never none. This
/// machine is reached without one: through a proxy elsewhere, what is sent to it would go in the
/// clear. Any thread; no state.
[[nodiscard]] QList<QNetworkProxy> proxiesFor(const ServiceProxy& chosen,
                                              const QNetworkProxyQuery& query);

/// That of the address, or the usual one of its scheme.
[[nodiscard]] quint16 portOf(const QUrl& base);

/// Scheme, machine and port, which is who is spoken to: "https://cache.example.org:443".
[[nodiscard]] QString originOf(const QUrl& base);

} // namespace tierwatch
