// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip.h"

#include "theme/icons.h"
#include "theme/typography.h"

#include <QPainter>

namespace tierwatch {

namespace {

constexpr double chipHeight = 20, padding = 8, iconSide = 12, iconGap = 5;

} // namespace

Chip::Chip(State state, const QString& text, QWidget* parent)
    : QWidget(parent), m_state(state), m_text(text)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
    followScale(this, [this] { updateGeometry(); });
}

Chip* Chip::production(QWidget* parent)
{
    auto* chip = new Chip(State::Error, tr("PRODUCTION"), parent);
    chip->m_solid = true;
    chip->updateGeometry();
    return chip;
}

void Chip::setState(State state, const QString& text)
{
    m_state = state;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QFont Chip::chipFont() const
{
    return textFont(m_solid ? TextStyle::Emphasis : TextStyle::Small);
}

QSize Chip::sizeHint() const
{
    if (!m_solid)
        return chipSize(m_text);
    const int text = QFontMetrics(chipFont()).horizontalAdvance(m_text);
    return {text + px(2 * padding), px(chipHeight)};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_solid)
        paintProduction(painter);
    else
        paintChip(painter, rect(), m_state, m_text, Colors::of(*this));
}

void Chip::paintProduction(QPainter& painter) const
{
    const Colors colors = Colors::of(*this);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(colors(Token::Production));
    painter.setBrush(colors(Token::Production));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setFont(chipFont());
    painter.setPen(colors(Token::OnProduction));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

QSize chipSize(const QString& text)
{
    const int width = QFontMetrics(textFont(TextStyle::Small)).horizontalAdvance(text);
    return {width + px(iconSide + iconGap + 2 * padding), px(chipHeight)};
}

void paintChip(QPainter& painter, const QRectF& cell, State state, const QString& text,
               const Colors& colors)
{
    const StateLook look = lookOf(state);
    QRectF pill(QPointF(), QSizeF(chipSize(text)));
    pill.moveTopLeft({cell.left(), cell.center().y() - pill.height() / 2});
    pill.adjust(0.5, 0.5, -0.5, -0.5);
    painter.setPen(colors(look.border));
    painter.setBrush(colors(look.background));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    QRectF content = pill.adjusted(px(padding), 0, 0, 0);
    QRectF icon(0, 0, px(iconSide), px(iconSide));
    icon.moveCenter({content.left() + icon.width() / 2, content.center().y()});
    icons::paint(painter, look.icon, icon, colors(look.color));
    content.setLeft(icon.right() + px(iconGap));
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(colors(look.color));
    painter.drawText(content, Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace tierwatch
