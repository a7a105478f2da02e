// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace tierwatch {

/// What one client, or all of them, may cost an HttpServer. Times count from the beginning of what
/// they limit, whatever arrives meanwhile, so dripping bytes gains nothing.
struct HttpLimits
{
    int connections = 512;                   ///< those above are answered 503 and closed
    std::chrono::milliseconds head{5'000};   ///< from a request's first byte to the end of its head
    std::chrono::milliseconds body{15'000};  ///< from there to its last byte
    std::chrono::milliseconds idle{15'000};  ///< between two requests, and before the first
    std::chrono::milliseconds write{15'000}; ///< until the client took an answer; see writeRate
    std::chrono::milliseconds linger{1'000}; ///< for a client that is refused to read why
    std::chrono::milliseconds drain{5'000};  ///< for what is under way when the server stops
    qint64 writeRate = 16 * 1024;            ///< bytes of an answer that give it a second more
    qsizetype line = 8 * 1024;
    qsizetype headBytes = 16 * 1024;
    qsizetype headers = 100;
    qsizetype bodyBytes = 64 * 1024;
};

} // namespace tierwatch
