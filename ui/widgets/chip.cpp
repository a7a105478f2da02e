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
    const int text = QFontMetrics(chipFont()).horizontalAdvance(m_text);
    const double mark = m_solid ? 0 : iconSide + iconGap;
    return {text + px(mark + 2 * padding), px(chipHeight)};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors colors = Colors::of(*this);
    const StateLook look = lookOf(m_state);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(colors(m_solid ? Token::Production : look.border));
    painter.setBrush(colors(m_solid ? Token::Production : look.background));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);

    QRectF content = QRectF(rect()).adjusted(px(padding), 0, -px(padding), 0);
    if (!m_solid) {
        QRectF icon(0, 0, px(iconSide), px(iconSide));
        icon.moveCenter({content.left() + icon.width() / 2, content.center().y()});
        icons::paint(painter, look.icon, icon, colors(look.color));
        content.setLeft(icon.right() + px(iconGap));
    }
    painter.setFont(chipFont());
    painter.setPen(colors(m_solid ? Token::OnProduction : look.color));
    painter.drawText(content, Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace tierwatch
