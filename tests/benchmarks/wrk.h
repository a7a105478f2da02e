// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

#include <functional>

namespace tierwatch::bench {

/// What wrk measured with 16 connections.
struct WrkFigures
{
    double perSecond = 0;
    double p99Ms = 0;
};

/// Asks an address again and again for some seconds, while `meanwhile` runs here; ends the program
/// where an answer was none. The token may be empty.
[[nodiscard]] WrkFigures wrk(const QUrl& address, const QByteArray& token, int seconds,
                             const std::function<void()>& meanwhile = {});

/// Whether wrk is here.
[[nodiscard]] bool hasWrk();

} // namespace tierwatch::bench
