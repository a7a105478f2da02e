// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/targetconnection.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace tierwatch {

/// What a file of connections holds: JSON, `{"version": 1, "connections": [...]}`, where all
/// members of a connection but `place` may be missing. What this version does not know is kept, but
/// for what is named as secrets are. A value; any thread.
struct ConnectionFile
{
    static constexpr int knownVersion = 1;
    static constexpr qint64 mostBytes = 64LL * 1024 * 1024;

    std::vector<TargetConnection> connections; ///< each with an id of its own
    QHash<QString, QJsonObject> members;       ///< by id, as they were read
    QJsonObject others;                        ///< members beside the connections
    QJsonArray unread;                         ///< connections that could not be understood
    QStringList problems;                      ///< a sentence for each of them, and each secret
    bool newer = false;                        ///< made by a later version of this program

    /// InvalidArgument for what is no such file at all.
    [[nodiscard]] static Result<ConnectionFile> parse(const QByteArray& text);
    [[nodiscard]] QByteArray toText() const;
};

/// A new id for a connection.
[[nodiscard]] QString newConnectionId();

} // namespace tierwatch
