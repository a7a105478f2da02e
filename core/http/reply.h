// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "http/httpmessage.h"
#include "http/wirereader.h"
#include "values/caller.h"

#include <chrono>

/// The responses of a service, errors as the contract words them. Any thread; no state.
namespace tierwatch::reply {

[[nodiscard]] HttpResponse json(const QJsonObject& object);
template <class T>
[[nodiscard]] HttpResponse value(const T& value)
{
    return json(codec::toJson(value).toObject());
}

/// The status that stands for a failure of a target.
[[nodiscard]] int statusOf(ErrorCode code);
/// An Error's message, never its detail, which goes to the log under the request's id.
[[nodiscard]] HttpResponse failure(const Error& error, const HttpRequest& request);
[[nodiscard]] HttpResponse unprocessable(const std::vector<WireFault>& faults,
                                         const HttpRequest& request);
/// 429, with the time after which it may be tried again.
[[nodiscard]] HttpResponse tooMany(const QString& why, std::chrono::seconds wait,
                                   const HttpRequest& request);
/// Names the roles that may.
[[nodiscard]] HttpResponse forbidden(Role needed, Role has, const HttpRequest& request);

/// A moment in local time with its offset from UTC, which is always written as +HH:MM.
[[nodiscard]] QString isoTime(qint64 unixMs);

} // namespace tierwatch::reply
