// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace tierwatch {

/// Asks where to save a file, writes it off the GUI thread and says in a sentence how it ended; not
/// at all where the person changes their mind. `write` gets the path, and must own what it uses.
/// GUI thread; nothing is said once `parent` has gone.
void saveFile(QWidget* parent, const QString& title, const QString& suffix,
              std::function<bool(const QString&)> write,
              std::function<void(bool saved, const QString& sentence)> ended);

/// Writes all of it, or nothing.
[[nodiscard]] bool writeText(const QString& path, const QByteArray& text);

} // namespace tierwatch
