// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tierwatch {

/// One line of a table in a CSV file: cells quoted where they must be.
[[nodiscard]] QString toCsvLine(const QStringList& cells);

} // namespace tierwatch
