// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// What trying a connection tells. Values; any thread.
namespace tierwatch {

/// A source server that a service lets its user choose.
struct SourceServer
{
    QString id;
    QString name;
    friend bool operator==(const SourceServer&, const SourceServer&) = default;
};

/// One step of testing a connection, in their order.
enum class ProbeStep { Name, Reach, Tls, Http, SignIn, Contract };

struct ProbeResult
{
    enum class Outcome { Passed, Failed, Skipped };
    ProbeStep step = ProbeStep::Name;
    Outcome outcome = Outcome::Skipped;
    QString sentence;        ///< "18 ms", "TLS 1.3", or what failed, what it means, what to do
    QString presentedDigest; ///< of a certificate that is not trusted: SHA-256, lower case hex
};

} // namespace tierwatch
