// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>

#include <optional>

namespace tierwatch {

/// A moment as a head of HTTP tells it ("Wed, 21 Oct 2026 07:28:00 GMT"), in ms since 1970. Any
/// thread; no state.
[[nodiscard]] inline std::optional<qint64> httpDateMs(const QByteArray& text)
{
    constexpr QByteArrayView zone = "GMT";
    if (!text.endsWith(zone))
        return std::nullopt;
    // Read as mail writes it: by a format of one's own, Qt looks up the zone of this machine first.
    const QByteArray asMail = text.chopped(zone.size()) + "+0000";
    const auto moment = QDateTime::fromString(QString::fromLatin1(asMail), Qt::RFC2822Date);
    if (!moment.isValid())
        return std::nullopt;
    return moment.toMSecsSinceEpoch();
}

} // namespace tierwatch
