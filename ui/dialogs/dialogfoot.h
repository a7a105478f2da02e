// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QPushButton;
class QString;
class QVBoxLayout;

namespace tierwatch {

/// Ends a dialog with a line and its buttons: at the right what leaves it and what it is there for,
/// at the left one more, where there is one. Enter presses only the button that has the focus.
void addFoot(QVBoxLayout& layout, QPushButton& leave, QPushButton& act,
             QPushButton* atLeft = nullptr);

/// The same for a question of trust: Enter leaves it from anywhere, unless it is on the button that
/// trusts.
void addTrustFoot(QVBoxLayout& layout, QDialog& dialog, const QString& leave, const QString& trust);

} // namespace tierwatch
