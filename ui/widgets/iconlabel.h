// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QWidget>

namespace tierwatch {

/// One icon, painted in a colour of the theme at `side` logical pixels. Decoration: what it means
/// stands in words beside it.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString& icon, Token color = Token::TextPrimary, double side = 16,
                       QWidget* parent = nullptr);
    void setIcon(const QString& icon, Token color);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Token m_color;
    double m_side;
};

} // namespace tierwatch
