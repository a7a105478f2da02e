// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/state.h"

#include <QWidget>

namespace tierwatch {

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

    State m_state;
    QString m_text;
    bool m_solid = false;
};

} // namespace tierwatch
