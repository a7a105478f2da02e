// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QUrl>

/// What is wrong with an address or a token is said before anything is sent. Any thread; no state.
namespace tierwatch {

/// The base URL of a service as it is to be used: without a slash at its end, with `/api` where it
/// has no path. InvalidArgument for one that is no address of a service, that holds more than one,
/// or that would carry the token in the clear to another machine where that is not wanted.
[[nodiscard]] Result<QUrl> checkedBase(const QUrl& url, bool insecure);

[[nodiscard]] bool isThisMachine(const QString& host);
/// Whether everybody on the way can read what is sent there.
[[nodiscard]] bool goesInTheClear(const QUrl& url);

/// InvalidArgument, without the token, for one that can't be a header's.
[[nodiscard]] Result<void> checkToken(const QByteArray& token);

} // namespace tierwatch
