// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/systemscheme.h"
#include "theme/tokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>

#include <memory>

class QApplication;

namespace tierwatch {

/// The look of the program: style, palette, style sheet and font size, kept in step with what the
/// user chose and with the system's own light or dark. One per program, made before the first
/// window and outliving the last. Widgets don't need it: they paint with `Colors::of(*this)` and
/// `px()`. GUI thread only.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    static constexpr int smallestTextScale = 80; ///< percent
    static constexpr int largestTextScale = 200;
    static constexpr int textScaleStep = 10;

    explicit Theme(QObject* parent = nullptr);
    ~Theme() override;

    /// Sets style, font, palette and style sheet, and keeps doing so as mode or system change.
    void applyTo(QApplication& app);

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    [[nodiscard]] Scheme scheme() const; ///< what is shown now

    /// Percent of the system's font size, clamped to 80 .. 200 and to steps of 10.
    [[nodiscard]] int textScale() const { return m_textScale; }
    void setTextScale(int percent);

    [[nodiscard]] static QPalette palette(Scheme scheme);

Q_SIGNALS:
    /// Colours or sizes changed and are in force.
    void changed();

private:
    void refresh();

    Mode m_mode = Mode::System;
    int m_textScale = 100;
    QApplication* m_app = nullptr;
    QFont m_systemFont;
    std::unique_ptr<SystemScheme> m_system;
};

} // namespace tierwatch
