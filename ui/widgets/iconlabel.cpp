// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconlabel.h"

#include "theme/icons.h"
#include "theme/typography.h"

#include <QPainter>

namespace tierwatch {

IconLabel::IconLabel(const QString& icon, Token color, double side, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_color(color), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followScale(this, [this] { updateGeometry(); });
}

void IconLabel::setIcon(const QString& icon, Token color)
{
    m_icon = icon;
    m_color = color;
    update();
}

QSize IconLabel::sizeHint() const
{
    return pxSize(m_side, m_side);
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    icons::paint(painter, m_icon, rect(), Colors::of(*this)(m_color));
}

} // namespace tierwatch
