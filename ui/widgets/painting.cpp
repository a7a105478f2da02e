// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/painting.h"

#include "theme/typography.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace tierwatch {

void paintFocusRing(QPainter& painter, const QRectF& control, double radius, const Colors& colors)
{
    painter.setPen(QPen(colors(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(control.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
}

void paintEventMark(QPainter& painter, const QRectF& circle, const QString& text,
                    const Colors& colors)
{
    painter.setFont(textFont(TextStyle::Mark));
    const double width = painter.fontMetrics().horizontalAdvance(text) + px(8);
    QRectF pill = circle;
    pill.setWidth(std::max(circle.width(), text.size() > 1 ? width : 0));
    pill.moveCenter(circle.center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::TextPrimary));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(colors(Token::Surface));
    painter.drawText(pill, Qt::AlignCenter, text);
}

bool isMotionWanted(const QWidget& widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) > 0;
}

} // namespace tierwatch
