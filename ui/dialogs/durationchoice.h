// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

namespace tierwatch {

class SegmentedControl;

/// A dialog's row that asks for how long something is switched off; the shortest comes first. GUI
/// thread.
class DurationChoice final : public QWidget
{
    Q_OBJECT
public:
    explicit DurationChoice(QWidget* parent = nullptr);

    /// Absent = until somebody switches it on.
    [[nodiscard]] std::optional<qint64> seconds() const;

private:
    SegmentedControl* m_choice;
};

} // namespace tierwatch
