// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QStringList>

#include <vector>

namespace tierwatch {

/// The names that a service goes by: localhost, 127.0.0.1, [::1] and those given. A page of another
/// host that has its own name point here (DNS rebinding) is known by the name its browser sends.
/// Any thread.
class HostRules final
{
public:
    explicit HostRules(const QStringList& names);

    /// Whether "name", "name:port", "[address]" or "[address]:port" is one of them, on whatever
    /// port.
    [[nodiscard]] bool allowHost(QByteArrayView host) const;
    /// Whether a page of "scheme://host" or "scheme://host:port" may ask.
    [[nodiscard]] bool allowOrigin(QByteArrayView origin) const;

private:
    std::vector<QByteArray> m_names;
};

} // namespace tierwatch
