// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceself.h"

#include <QAbstractSocket>

/// What the steps of trying a connection found, in sentences for people: what happened, what it
/// means, what to do. Any thread; no state.
namespace tierwatch::probewords {

[[nodiscard]] QString noSuchName(const QString& host);
[[nodiscard]] QString notReached(const QString& place, QAbstractSocket::SocketError error,
                                 const QString& words);
[[nodiscard]] QString noHandshake(const QUrl& base, QAbstractSocket::SocketError error,
                                  const QString& words);
/// Of a step that did not end in its time.
[[nodiscard]] QString overdue(const QString& place, std::chrono::milliseconds patience);

/// What the answer to a question for its health says: a sentence, or an error where it comes from
/// no service of this kind.
[[nodiscard]] Result<QString> health(const QUrl& base, const ServiceAnswer& answer);
[[nodiscard]] QString whoItIs(const Result<ServiceSelf>& self);
[[nodiscard]] QString whatItCan(const ServiceSelf& self);

} // namespace tierwatch::probewords
