// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/failurelimiter.h"

#include <QHostAddress>
#include <QtEndian>

namespace tierwatch {

namespace {

/// Whoever has one address of IPv6 has a whole network of 64 bits. No such network begins with
/// the bits that tell an address of IPv4 here.
quint64 keyOf(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return (quint64(0xffff'ffff) << 32) | v4;
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return qFromBigEndian<quint64>(v6.c);
}

} // namespace

std::optional<std::chrono::seconds> FailureLimiter::failed(const QHostAddress& address)
{
    return m_limiter.take(keyOf(address));
}

} // namespace tierwatch
