// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QNetworkReply>
#include <QUrl>

#include <chrono>

/// What went wrong between a client and a service, in words for people. Any thread; no state.
namespace tierwatch {

struct ServiceAnswer;

namespace failure {

/// Whether a reply that ended so is an answer, be it a refusal.
[[nodiscard]] bool cameWhole(QNetworkReply::NetworkError error, int status);
/// Whether the service may have got the request.
[[nodiscard]] bool wasSent(QNetworkReply::NetworkError error);

[[nodiscard]] Error ofNetwork(const QUrl& base, const QNetworkReply& reply,
                              const QString& distrust);
[[nodiscard]] Error overdue(const QUrl& base);
[[nodiscard]] Error tooLarge(const QUrl& base, qint64 mostBytes);
[[nodiscard]] Error ended();
[[nodiscard]] Error notUnderstood(const QString& detail);
[[nodiscard]] Error noSuchService(const QString& detail = {});
[[nodiscard]] QString mayBeDone();

/// The failure that an answer other than 200 tells of: the service's own code and words, where it
/// has any.
[[nodiscard]] Error of(const ServiceAnswer& answer);
/// How long to wait before the next request, which is a minute at the most.
[[nodiscard]] std::chrono::seconds wait(const ServiceAnswer& answer);

} // namespace failure

} // namespace tierwatch
