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
/// Whether the service may have got a request that ended so.
[[nodiscard]] bool wasSent(const Error& trouble, QNetworkReply::NetworkError error);

/// `byProxy`: what did not answer is the proxy.
[[nodiscard]] Error ofNetwork(const QUrl& base, const QNetworkReply& reply, bool byProxy);
[[nodiscard]] Error overdue(const QUrl& base);
[[nodiscard]] Error stalled(const QUrl& base);
[[nodiscard]] Error tooLarge(const QUrl& base, qint64 mostBytes);
[[nodiscard]] Error packed(const QUrl& base, const QByteArray& coding);
[[nodiscard]] Error ended();
[[nodiscard]] Error notUnderstood(const QString& detail);
/// An answer that is no JSON object: what it is in place of one.
[[nodiscard]] Error unexpected(const QString& what, const QString& detail = {});
[[nodiscard]] Error noCacheService(const QString& contentType);
[[nodiscard]] Error noSuchService(const QString& detail = {});
/// With a full stop where there is none, so that another sentence may follow.
[[nodiscard]] QString asSentence(const QString& words);
/// The failure of an action that the service may have got all the same.
[[nodiscard]] Error mayBeDone(Error failure);

/// What an answer other than 200 says, or what its status means where it says nothing.
[[nodiscard]] QString words(const ServiceAnswer& answer);
/// The failure that an answer other than 200 tells of: the service's own code and words, where it
/// has any. NotSignedIn is for 401 alone, and nothing that a service says makes it NotTrusted.
[[nodiscard]] Error of(const ServiceAnswer& answer);
/// How long to wait before the next request, as `Retry-After` says in seconds or as a moment: a
/// minute at the most, and never quite as long as another.
[[nodiscard]] std::chrono::milliseconds wait(const ServiceAnswer& answer);

} // namespace failure

} // namespace tierwatch
