// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

#include <vector>

namespace tierwatch {

/// A colour that a person may give a connection; it only helps to find it, and means nothing.
struct ConnectionColour
{
    QString name;
    QString value; ///< "#rrggbb"
};
[[nodiscard]] const std::vector<ConnectionColour>& connectionColours();

/// A dot of that colour, for menus. GUI thread.
[[nodiscard]] QIcon colourIcon(const QString& value);

} // namespace tierwatch
