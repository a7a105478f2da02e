// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusdot.h"

#include "theme/typography.h"

#include <QPainter>

namespace tierwatch {

namespace {

constexpr double side = 8, gap = 6;

} // namespace

StatusDot::StatusDot(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followScale(this, [this] { updateGeometry(); });
}

void StatusDot::setState(State state, const QString& text)
{
    m_state = state;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusDot::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextStyle::Small));
    return {metrics.horizontalAdvance(m_text) + px(side + gap), metrics.height()};
}

void StatusDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors colors = Colors::of(*this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(lookOf(m_state).color));
    painter.drawEllipse(QPointF(px(side) / 2.0, height() / 2.0), px(side) / 2.0, px(side) / 2.0);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(Token::TextSecondary));
    painter.drawText(rect().adjusted(px(side + gap), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     m_text);
}

} // namespace tierwatch
