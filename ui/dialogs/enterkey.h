// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;

namespace tierwatch {

/// For the buttons of a dialog that does something dear: Enter presses the one that has the focus,
/// and none from elsewhere, so that Enter in a field neither does it nor closes the dialog.
void pressOnEnterWithFocus(QPushButton& button);

} // namespace tierwatch
