// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "theme/typography.h"

#include <QLabel>

namespace tierwatch {

/// Plain text in one style of the type scale and one colour of the theme; follows both. One line
/// that does not fit ends in an ellipsis and the whole text is its tool tip; with
/// `setWordWrap(true)` it takes more lines, with `setElidable(false)` (numbers) it keeps its room,
/// with `setBreakable(true)` it takes more lines where the first is too short for it.
class TextLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(TextStyle style, Token color = Token::TextPrimary,
                       QWidget* parent = nullptr);
    TextLabel(const QString& text, TextStyle style, Token color = Token::TextPrimary,
              QWidget* parent = nullptr);

    void setTextStyle(TextStyle style);
    void setColor(Token color);
    [[nodiscard]] Token color() const { return m_color; }
    void setElidable(bool elidable);
    /// For layouts that can't trade height for width: the height follows the width it was given.
    void setBreakable(bool breakable);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What a breakable text needs beyond its first line.
    [[nodiscard]] int moreLines() const;
    [[nodiscard]] bool isCut() const;

    TextStyle m_style;
    Token m_color;
    bool m_elidable = true;
    bool m_breakable = false;
};

} // namespace tierwatch
