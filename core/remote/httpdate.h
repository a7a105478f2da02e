// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QLocale>

#include <optional>

namespace tierwatch {

/// A moment as a head of HTTP tells it ("Wed, 21 Oct 2026 07:28:00 GMT"), in ms since 1970. Any
/// thread; no state.
[[nodiscard]] inline std::optional<qint64> httpDateMs(const QByteArray& text)
{
    QDateTime moment = QLocale::c().toDateTime(QString::fromLatin1(text),
                                               QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!moment.isValid())
        return std::nullopt;
    moment.setTimeSpec(Qt::UTC);
    return moment.toMSecsSinceEpoch();
}

} // namespace tierwatch
