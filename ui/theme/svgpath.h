// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QStringView>

#include <optional>

namespace tierwatch {

/// Reads the `d` attribute of an SVG path: the commands M L H V C S A Z, absolute and relative.
/// Nothing if the text holds another command or breaks off. Any thread.
[[nodiscard]] std::optional<QPainterPath> parseSvgPath(QStringView data);

} // namespace tierwatch
