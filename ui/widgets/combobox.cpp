// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/combobox.h"

#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/typography.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tierwatch {

void ComboBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = px(10);
    const QRectF arrow(width() - px(10) - side, (height() - side) / 2, side, side);
    icons::paint(painter, u"unfold"_s, arrow,
                 Colors::of(*this)(isEnabled() ? Token::TextSecondary : Token::TextDisabled));
}

} // namespace tierwatch
