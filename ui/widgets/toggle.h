// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QVariantAnimation;

namespace tierwatch {

class TextLabel;

/// A switch; a check box for the keyboard (Space) and for screen readers. Give it an accessible
/// name. Connect to `clicked` to hear what the user did, not what `setChecked` did.
class Toggle final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Toggle(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override;

private:
    void moveKnob(bool checked);
    void paintTrack(QPainter& painter, const QRectF& track) const;

    QVariantAnimation* m_animation;
    double m_knob = 0; ///< 0 = left, 1 = right
};

/// A toggle with what it switches and, small below, its state in words.
class ToggleRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ToggleRow(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] Toggle& toggle() const { return *m_toggle; }
    void setStateText(const QString& text);
    /// Disables the toggle and says why, as tool tip and accessible description; empty enables it.
    void setReason(const QString& reason);

private:
    TextLabel* m_title;
    TextLabel* m_state;
    Toggle* m_toggle;
};

} // namespace tierwatch
