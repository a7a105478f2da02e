// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace tierwatch {

/// F6 and Shift+F6: moves the focus to the first control of the next (`step` 1) or previous (-1) of
/// these regions, counted from the one that has it. GUI thread.
void focusNextRegion(const QList<QWidget*>& regions, int step);

} // namespace tierwatch
