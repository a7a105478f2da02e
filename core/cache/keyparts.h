// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tierwatch {

/// What a key says of its entry: the way back from CacheKey's text. A plain value; any thread.
struct KeyParts
{
    QString source;
    QString type;
    std::optional<qint64> companyId;
    std::optional<QString> username;

    /// Nothing for a text that is no key of ours.
    [[nodiscard]] static std::optional<KeyParts> of(const QByteArray& key);
};

} // namespace tierwatch
