// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace tierwatch {

/// What a token says of itself where it is a JSON Web Token. Nobody here can verify it: it is for
/// showing, and for keeping a token back, never for trusting one.
struct JwtClaims
{
    std::optional<qint64> endsMs; ///< since 1970, of `exp`
    QString serverId;             ///< of `server_id`; empty = it names none
    friend bool operator==(const JwtClaims&, const JwtClaims&) = default;
};

/// Nothing of a token of any other kind, or of one that is too long to be looked into. Any thread;
/// no state.
[[nodiscard]] JwtClaims jwtClaims(const QByteArray& token);

} // namespace tierwatch
