// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/enterkey.h"

#include <QPushButton>
#include <QShortcut>

namespace tierwatch {

void pressOnEnterWithFocus(QPushButton& button)
{
    // QDialog would make an automatic default the default of all its fields.
    button.setAutoDefault(false);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        new QShortcut(key, &button, &button, &QPushButton::click, Qt::WidgetShortcut);
}

} // namespace tierwatch
