// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/state.h"

#include <QWidget>

class QPainter;

namespace tierwatch {

class Colors;

/// A short word on a tinted pill: a state (with its icon), or PRODUCTION.
class Chip final : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(State state, const QString& text, QWidget* parent = nullptr);
    /// The solid chip of targets that must not be touched lightly.
    [[nodiscard]] static Chip* production(QWidget* parent);

    void setState(State state, const QString& text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont chipFont() const;
    void paintProduction(QPainter& painter) const;

    State m_state;
    QString m_text;
    bool m_solid = false;
};

/// The chip of a state for delegates: at the left of `cell`, in its middle.
void paintChip(QPainter& painter, const QRectF& cell, State state, const QString& text,
               const Colors& colors);
[[nodiscard]] QSize chipSize(const QString& text);

} // namespace tierwatch
