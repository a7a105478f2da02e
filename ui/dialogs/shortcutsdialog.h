// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

#include <vector>

namespace tierwatch {

/// One key and what it does.
struct ShortcutText
{
    QString what;
    QKeySequence keys;
};

/// Every key of the window, with a field to search them. Modeless; deletes itself when closed.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(const std::vector<ShortcutText>& shortcuts, QWidget* parent = nullptr);
};

} // namespace tierwatch
