// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

namespace tierwatch {

/// What asking a target costs and tells besides its answers; all of it stays as it is by default
/// where nothing is sent anywhere. A value; any thread.
struct LinkFigures
{
    qint64 requests = 0;                ///< since it was opened
    qint64 bytesReceived = 0;           ///< of bodies
    std::optional<qint64> roundTripMs;  ///< of the last request that was answered
    std::optional<qint64> clockAheadMs; ///< its clock less ours, by its `Date`, to a second
    std::optional<qint64> signInEndsMs; ///< since 1970, as the token says it
    friend bool operator==(const LinkFigures&, const LinkFigures&) = default;
};

} // namespace tierwatch
