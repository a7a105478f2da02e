// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QSslError>
#include <QUrl>

/// Why a service is not believed to be what it says, in words for people. Nothing was sent to it
/// then. Any thread; no state.
namespace tierwatch::distrust {

/// SHA-256 of the certificate as it is on the wire, lower case hex; empty where there is none.
[[nodiscard]] QString digestOf(const QSslCertificate& certificate);

/// NotTrusted, with the digest as detail where a person may trust it all the same: not a revoked
/// one.
[[nodiscard]] Error of(const QUrl& base, const QSslCertificate& presented,
                       const QList<QSslError>& errors);
/// NotTrusted, likewise; both digests are in the message.
[[nodiscard]] Error changed(const QUrl& base, const QString& pin, const QString& presented);
/// Unreadable: the handshake ended before there was a certificate to judge. The library's words are
/// its detail.
[[nodiscard]] Error ofHandshake(const QUrl& base, const QString& words);

} // namespace tierwatch::distrust
