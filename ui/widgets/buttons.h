// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractButton;
class QPushButton;
class QToolButton;
class QWidget;

namespace tierwatch {

/// How a button looks: at most one Primary a page or dialog; Danger opens a preview; DangerFinal is
/// the last button of a preview and is never triggered by Enter unless it has the focus.
enum class ButtonKind { Plain, Primary, Danger, DangerFinal };

void setKind(QAbstractButton& button, ButtonKind kind);
[[nodiscard]] QPushButton* makeButton(ButtonKind kind, const QString& text, QWidget* parent);
/// `icon` is a name in icons; it is painted in the colour of the button's text.
[[nodiscard]] QPushButton* makeButton(ButtonKind kind, const QString& icon, const QString& text,
                                      QWidget* parent);
/// A square button that shows an icon alone; `text` is its tool tip and accessible name.
[[nodiscard]] QToolButton* makeIconButton(const QString& icon, const QString& text,
                                          QWidget* parent);
/// Underlined text that leads somewhere (or undoes); a real button for keyboard and screen readers.
[[nodiscard]] QToolButton* makeLink(const QString& text, QWidget* parent);

} // namespace tierwatch
