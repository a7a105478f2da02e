// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace tierwatch {

/// One of a few choices side by side. Left and Right move between them; Tab enters and leaves.
class SegmentedControl final : public QWidget
{
    Q_OBJECT

public:
    /// `name` is read out by screen readers: what is chosen here.
    SegmentedControl(const QString& name, const QStringList& segments, QWidget* parent = nullptr);

    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index); ///< without a signal

Q_SIGNALS:
    /// The user chose another segment.
    void selected(int index);

private:
    void addSegment(const QString& text, int index, int count);
    void choose(int index);

    QHBoxLayout* m_layout;
    QButtonGroup* m_group;
    int m_current = -1;
};

} // namespace tierwatch
