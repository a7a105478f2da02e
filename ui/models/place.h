// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tierwatch {

/// Whether a target is at an address rather than on this machine's disks.
[[nodiscard]] inline bool isService(const QString& place)
{
    return place.startsWith(QLatin1StringView("http://")) ||
           place.startsWith(QLatin1StringView("https://"));
}

} // namespace tierwatch
