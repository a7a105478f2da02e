// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <optional>

namespace tierwatch {

/// Where a service listens.
struct ListenAddress
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8787; ///< 0 = any that is free

    /// "127.0.0.1:8787", "[::1]:0", "localhost:8787"; no other names, as they may mean anything.
    [[nodiscard]] static std::optional<ListenAddress> parse(const QString& text);
    /// Only programs on this machine reach it.
    [[nodiscard]] bool isLoopback() const { return address.isLoopback(); }
};

} // namespace tierwatch
